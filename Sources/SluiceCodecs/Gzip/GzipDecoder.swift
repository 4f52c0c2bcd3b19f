internal import CInflate
internal import SluiceCore

/// gzip members one after the other (RFC 1952 §2.2), zeros after the last one allowed.
@safe
internal final class GzipDecoder: StreamDecoder {
  private let state: OpaquePointer
  private let source: BufferedSource
  private var isInMember = false
  private var hasMember = false

  internal init(_ source: BufferedSource) throws(SluiceError) {
    guard let state = unsafe sl_inflate_create() else { throw SluiceError(.failed, "no memory for gzip") }
    unsafe self.state = state
    self.source = source
  }

  deinit { unsafe sl_inflate_destroy(state) }

  internal func decode(into target: UnsafeMutableRawBufferPointer) -> DecodingStep {
    var count = 0
    do throws(DecodingFailure) {
      while count < target.count {
        if !isInMember, try !startMember() { break }
        count += unsafe try inflate(into: UnsafeMutableRawBufferPointer(rebasing: target[count...]))
      }
      return DecodingStep(count: count)
    } catch {
      return DecodingStep(count: count, failure: error)
    }
  }

  private func inflate(into target: UnsafeMutableRawBufferPointer) throws(DecodingFailure) -> Int {
    let window = unsafe try source.decodingWindow()
    var input = unsafe window.baseAddress?.assumingMemoryBound(to: UInt8.self)
    var inputLeft = window.count
    var output = unsafe target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    var outputLeft = target.count
    let result = unsafe sl_inflate_step(state, &input, &inputLeft, &output, &outputLeft)
    source.take(window.count - inputLeft)
    let count = target.count - outputLeft
    guard result >= 0 else { throw .damage(StreamDamage(.damaged, GzipDecoder.explanation(result))) }
    if result == 1 {
      isInMember = false
    } else if count == 0, inputLeft == window.count {
      throw .damage(
        inputLeft == 0
          ? StreamDamage(.truncated, "the gzip stream ends too early")
          : StreamDamage(.damaged, "the gzip stream is damaged"))
    }
    return count
  }

  /// False at the end of the stored bytes.
  private func startMember() throws(DecodingFailure) -> Bool {
    while true {
      let window = unsafe try source.decodingWindow()
      guard let first = unsafe window.first else { return false }
      if first == 0x1F || !hasMember { break }
      guard first == 0 else {
        throw .damage(StreamDamage(.damaged, "bytes follow the end of the gzip stream"))
      }
      source.take(unsafe window.firstIndex { $0 != 0 } ?? window.count)
    }
    try GzipHeader.skip(source)
    unsafe sl_inflate_reset(state)
    isInMember = true
    hasMember = true
    return true
  }

  private static func explanation(_ result: Int32) -> String {
    switch result {
    case ISAL_INCORRECT_CHECKSUM: "the gzip checksum or size does not match"
    default: "the gzip stream is damaged"
    }
  }
}

extension BufferedSource {
  internal func decodingWindow() throws(DecodingFailure) -> UnsafeMutableRawBufferPointer {
    do throws(SluiceError) {
      return unsafe try window()
    } catch {
      throw .source(error)
    }
  }
}
