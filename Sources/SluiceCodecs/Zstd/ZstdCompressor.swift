internal import CZstd
public import SluiceCore

/// Compresses buffers to independent zstd frames (RFC 8878); one compressor serves one thread at a time.
@safe
public struct ZstdCompressor: ~Copyable {
  /// The parameters of every frame.
  public let parameters: ZstdParameters
  private let context: ZstdCompressionContext

  /// A compressor; `.badPipeline` if the library does not take a parameter.
  public init(_ parameters: ZstdParameters) throws(SluiceError) {
    let context = try ZstdCompressionContext()
    let settings: [(ZSTD_cParameter, Int)] = [
      (ZSTD_c_strategy, Int(parameters.strategy.rawValue)), (ZSTD_c_minMatch, parameters.minMatch),
      (ZSTD_c_hashLog, parameters.hashLog), (ZSTD_c_chainLog, parameters.chainLog),
      (ZSTD_c_windowLog, parameters.windowLog), (ZSTD_c_searchLog, parameters.searchLog),
      (ZSTD_c_targetLength, parameters.targetLength),
      (ZSTD_c_checksumFlag, parameters.hasChecksum ? 1 : 0),
      (ZSTD_c_contentSizeFlag, parameters.hasContentSize ? 1 : 0),
    ]
    for (setting, value) in settings {
      let result = unsafe ZSTD_CCtx_setParameter(context.pointer, setting, Int32(clamping: value))
      guard ZSTD_isError(result) == 0 else {
        throw SluiceError(.badPipeline, "zstd parameter \(setting.rawValue) cannot be \(value)")
      }
    }
    self.parameters = parameters
    self.context = context
  }

  /// Compresses `bytes` to one frame at the end of `output`; returns the size of the frame.
  @discardableResult
  public mutating func compress(
    _ bytes: Span<UInt8>, appendingTo output: inout [UInt8]
  ) throws(SluiceError) -> Int {
    let start = output.count
    let bound = ZSTD_compressBound(bytes.count)
    output.append(contentsOf: repeatElement(0, count: bound))
    let result = unsafe bytes.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        let room = unsafe target.baseAddress.map { unsafe $0 + start }
        return unsafe ZSTD_compress2(context.pointer, room, bound, source.baseAddress, source.count)
      }
    }
    guard ZSTD_isError(result) == 0 else {
      output.removeLast(bound)
      throw SluiceError(.failed, "zstd cannot compress: \(unsafe String(cString: ZSTD_getErrorName(result)))")
    }
    output.removeLast(bound - result)
    return result
  }

  /// Compresses `bytes` to one frame at the end of `output`; returns the size of the frame.
  @discardableResult
  public mutating func compress(
    _ bytes: [UInt8], appendingTo output: inout [UInt8]
  ) throws(SluiceError) -> Int {
    try compress(bytes.span, appendingTo: &output)
  }
}

@safe
internal struct ZstdCompressionContext: ~Copyable {
  internal let pointer: OpaquePointer

  internal init() throws(SluiceError) {
    guard let pointer = unsafe ZSTD_createCCtx() else { throw SluiceError(.failed, "no memory for zstd") }
    unsafe self.pointer = pointer
  }

  deinit { unsafe _ = ZSTD_freeCCtx(pointer) }
}
