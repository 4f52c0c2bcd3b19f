public import SluiceCore

/// The decoded bytes of a raw, gzip, zstd, xz or bzip2 stream, in bounded memory.
///
/// Bytes before a break are handed out first; then reads throw `.badData` and `damage` tells what is wrong.
/// Nothing is taken on trust: an early end, a failing checksum and bytes after the end are damage.
public final class DecodedStream: ByteSource {
  /// How the stored bytes are compressed.
  public let compression: Compression
  /// Number of decoded bytes handed out.
  public private(set) var position = 0
  /// What is wrong with the stream, once a read has thrown `.badData`.
  public private(set) var damage: StreamDamage?
  private let source: BufferedSource
  private let limits: DecodingLimits
  private var decoder: (any StreamDecoder)?
  private var failure: DecodingFailure?

  /// The decoded bytes of `source`.
  public init(_ source: any ByteSource, limits: DecodingLimits = DecodingLimits()) throws(SluiceError) {
    self.limits = limits
    self.source = BufferedSource(source)
    compression = Compression(prefix: try self.source.peek(Compression.prefixLength))
    switch compression {
    case .none: decoder = nil
    case .gzip: decoder = try GzipDecoder(self.source)
    case .zstd: decoder = try ZstdStreamDecoder(self.source, windowLogLimit: limits.windowLog)
    case .xz, .bzip2: decoder = try FilterDecoder(self.source, compression)
    }
  }

  /// Reads up to `buffer.count` decoded bytes; 0 only at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) -> Int {
    if failure == nil {
      let count = unsafe try step(into: buffer)
      position += count
      if count > 0 || failure == nil { return count }
    }
    switch failure {
    case .source(let error): throw error
    case .damage(let damage):
      self.damage = damage
      throw SluiceError(.badData, damage.message, at: Place(byteOffset: position))
    case nil: return 0
    }
  }

  private func step(into buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) -> Int {
    guard decoder != nil else { return unsafe try source.read(into: buffer) }
    let room = min(buffer.count, limits.decodedBytes - position)
    if room == 0, unsafe !buffer.isEmpty { return probeLimit() }
    return unsafe decode(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<room]))
  }

  /// At the limit a stream must end.
  private func probeLimit() -> Int {
    var byte: UInt8 = 0
    guard unsafe withUnsafeMutableBytes(of: &byte, { unsafe decode(into: $0) }) > 0 else { return 0 }
    failure = .damage(StreamDamage(.limit, "decodes to more than \(ByteSize(bytes: limits.decodedBytes))"))
    return 0
  }

  private func decode(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let step = unsafe decoder?.decode(into: buffer)
    failure = step?.failure
    return step?.count ?? 0
  }
}

/// One way of decoding a buffered source.
internal protocol StreamDecoder: AnyObject {
  /// Decodes until the target is full, the stream ends or the decoder fails.
  func decode(into target: UnsafeMutableRawBufferPointer) -> DecodingStep
}
