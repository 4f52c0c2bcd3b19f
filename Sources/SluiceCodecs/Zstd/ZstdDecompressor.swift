internal import CZstd
public import SluiceCore

/// Decompresses whole zstd frames whose content size is known; one decompressor serves one thread at a time.
@safe
public struct ZstdDecompressor: ~Copyable {
  private let context: ZstdDecompressionContext

  /// A decompressor that refuses frames with a window of more than two to the power of `windowLogLimit`.
  public init(windowLogLimit: Int = 27) throws(SluiceError) {
    context = try ZstdDecompressionContext(windowLogLimit: windowLogLimit)
  }

  /// Decompresses exactly one frame to exactly `size` bytes at the end of `output`.
  ///
  /// - Throws: `.badData` if the frame is damaged, is followed by other bytes or has another size; a size that
  ///   the frame's header denies is refused before any memory is taken.
  public mutating func decompress(
    _ frame: Span<UInt8>, exactly size: Int, appendingTo output: inout [UInt8]
  ) throws(SluiceError) {
    try check(frame, size: size)
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: size))
    let result = unsafe output.withUnsafeMutableBytes { target in
      unsafe decompress(frame, into: UnsafeMutableRawBufferPointer(rebasing: target[start...]))
    }
    guard result == size else {
      output.removeLast(size)
      throw ZstdDecompressor.failure(result)
    }
  }

  /// Decompresses exactly one frame, which must fill `buffer`.
  public mutating func decompress(
    _ frame: Span<UInt8>, filling buffer: UnsafeMutableRawBufferPointer
  ) throws(SluiceError) {
    try check(frame, size: buffer.count)
    let result = unsafe decompress(frame, into: buffer)
    guard result == buffer.count else { throw ZstdDecompressor.failure(result) }
  }

  /// Decompresses exactly one frame of `size` bytes.
  public mutating func decompress(_ frame: [UInt8], exactly size: Int) throws(SluiceError) -> [UInt8] {
    var output: [UInt8] = []
    try decompress(frame.span, exactly: size, appendingTo: &output)
    return output
  }

  private func check(_ frame: Span<UInt8>, size: Int) throws(SluiceError) {
    let (declared, length) = unsafe frame.withUnsafeBytes { bytes in
      unsafe (
        ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count),
        ZSTD_findFrameCompressedSize(bytes.baseAddress, bytes.count)
      )
    }
    let unknown = UInt64.max
    let invalid = UInt64.max - 1
    guard declared != invalid, ZSTD_isError(length) == 0, length == frame.count else {
      throw SluiceError(.badData, "is not one whole zstd frame")
    }
    guard declared == unknown || declared == UInt64(size) else {
      throw SluiceError(.badData, "the zstd frame declares \(declared) bytes instead of \(size)")
    }
  }

  private func decompress(_ frame: Span<UInt8>, into target: UnsafeMutableRawBufferPointer) -> Int {
    unsafe frame.withUnsafeBytes { source in
      unsafe ZSTD_decompressDCtx(
        context.pointer, target.baseAddress, target.count, source.baseAddress, source.count)
    }
  }

  private static func failure(_ result: Int) -> SluiceError {
    guard ZSTD_isError(result) == 0 else {
      return SluiceError(.badData, "damaged zstd frame: \(unsafe String(cString: ZSTD_getErrorName(result)))")
    }
    return SluiceError(.badData, "the zstd frame holds \(result) bytes, not as many as expected")
  }
}

@safe
internal struct ZstdDecompressionContext: ~Copyable {
  internal let pointer: OpaquePointer

  internal init(windowLogLimit: Int) throws(SluiceError) {
    guard let pointer = unsafe ZSTD_createDCtx() else { throw SluiceError(.failed, "no memory for zstd") }
    unsafe self.pointer = pointer
    unsafe _ = ZSTD_DCtx_setParameter(pointer, ZSTD_d_windowLogMax, Int32(clamping: windowLogLimit))
  }

  deinit { unsafe _ = ZSTD_freeDCtx(pointer) }
}
