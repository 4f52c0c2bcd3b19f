internal import CZstd
internal import SluiceCore

/// zstd frames and skippable frames one after the other (RFC 8878 §3.1).
@safe
internal final class ZstdStreamDecoder: StreamDecoder {
  private let context: ZstdDecompressionContext
  private let source: BufferedSource
  private var isInFrame = false

  internal init(_ source: BufferedSource, windowLogLimit: Int) throws(SluiceError) {
    context = try ZstdDecompressionContext(windowLogLimit: windowLogLimit)
    self.source = source
  }

  internal func decode(into target: UnsafeMutableRawBufferPointer) -> DecodingStep {
    var output = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    do throws(DecodingFailure) {
      while unsafe output.pos < output.size, unsafe try step(&output) {}
      return unsafe DecodingStep(count: output.pos)
    } catch {
      return unsafe DecodingStep(count: output.pos, failure: error)
    }
  }

  /// False at the end of the stored bytes.
  private func step(_ output: inout ZSTD_outBuffer) throws(DecodingFailure) -> Bool {
    let window = unsafe try source.decodingWindow()
    if !isInFrame, unsafe window.isEmpty { return false }
    let before = unsafe output.pos
    var input = unsafe ZSTD_inBuffer(src: window.baseAddress, size: window.count, pos: 0)
    let result = unsafe ZSTD_decompressStream(context.pointer, &output, &input)
    let used = unsafe input.pos
    source.take(used)
    guard ZSTD_isError(result) == 0 else { throw .damage(ZstdStreamDecoder.damage(result)) }
    isInFrame = result != 0
    if isInFrame, used == 0, unsafe output.pos == before {
      throw .damage(StreamDamage(.truncated, "the zstd stream ends too early"))
    }
    return true
  }

  private static func damage(_ result: Int) -> StreamDamage {
    let message = "damaged zstd stream: \(unsafe String(cString: ZSTD_getErrorName(result)))"
    switch ZSTD_getErrorCode(result) {
    case ZSTD_error_frameParameter_windowTooLarge, ZSTD_error_dictionary_wrong:
      return StreamDamage(.unsupported, message)
    default:
      return StreamDamage(.damaged, message)
    }
  }
}
