internal import CInflate
internal import SluiceCore

/// The header of a gzip member (RFC 1952 §2.3).
internal struct GzipHeader {
  private let source: BufferedSource
  private var bytes: [UInt8] = []

  /// Names and comments end somewhere; a header of a mebibyte is no header.
  private static let mostBytes = 1 << 20

  /// Passes over the header that `source` is at, its grammar and its checksum checked.
  internal static func skip(_ source: BufferedSource) throws(DecodingFailure) {
    var header = GzipHeader(source: source)
    try header.read()
  }

  private mutating func read() throws(DecodingFailure) {
    for _ in 0..<10 { _ = try next() }
    guard bytes[0] == 0x1F, bytes[1] == 0x8B else { throw GzipHeader.damaged }
    let flags = bytes[3]
    guard bytes[2] == 8, flags & 0xE0 == 0 else {
      throw .damage(StreamDamage(.unsupported, "the gzip stream uses an unknown method"))
    }
    if flags & 4 != 0 {
      let size = Int(try next()) + Int(try next()) << 8
      for _ in 0..<size { _ = try next() }
    }
    if flags & 8 != 0 { try skipText() }
    if flags & 16 != 0 { try skipText() }
    if flags & 2 != 0 { try checkSum() }
  }

  private mutating func skipText() throws(DecodingFailure) {
    while try next() != 0 {}
  }

  private mutating func checkSum() throws(DecodingFailure) {
    let sum = unsafe bytes.withUnsafeBufferPointer {
      unsafe $0.baseAddress.map { unsafe sl_inflate_crc32($0, bytes.count) } ?? 0
    }
    let stored = UInt32(try next()) + UInt32(try next()) << 8
    guard stored == sum & 0xFFFF else { throw GzipHeader.damaged }
  }

  private mutating func next() throws(DecodingFailure) -> UInt8 {
    guard let byte = unsafe try source.decodingWindow().first else {
      throw .damage(StreamDamage(.truncated, "the gzip stream ends too early"))
    }
    guard bytes.count < GzipHeader.mostBytes else { throw GzipHeader.damaged }
    source.take(1)
    bytes.append(byte)
    return byte
  }

  private static var damaged: DecodingFailure {
    .damage(StreamDamage(.damaged, "the gzip header is damaged"))
  }
}
