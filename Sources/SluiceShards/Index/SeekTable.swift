internal import SluiceCore

/// The seek table of the zstd seekable format, version 0.1, with checksums.
struct SeekTable: Equatable {
  /// Sizes and checksum of one frame.
  struct Entry: Equatable {
    var compressedSize: Int
    var decompressedSize: Int
    var checksum: UInt32
  }

  var entries: [Entry] = []

  static let skippableMagic: UInt32 = 0x184D_2A5E
  static let footerMagic: UInt32 = 0x8F92_EAB1
  static let entrySize = 12
  static let footerSize = 9
  private static let checksumDescriptor: UInt8 = 0x80

  static func encodedSize(frames: Int) -> Int { 8 + entrySize * frames + footerSize }

  var encoded: [UInt8] {
    var output: [UInt8] = []
    output.appendLittleEndian(Self.skippableMagic)
    output.appendLittleEndian(UInt32(Self.encodedSize(frames: entries.count) - 8))
    for entry in entries {
      output.appendLittleEndian(UInt32(entry.compressedSize))
      output.appendLittleEndian(UInt32(entry.decompressedSize))
      output.appendLittleEndian(entry.checksum)
    }
    output.appendLittleEndian(UInt32(entries.count))
    output.append(Self.checksumDescriptor)
    output.appendLittleEndian(Self.footerMagic)
    return output
  }

  init(entries: [Entry] = []) { self.entries = entries }

  /// - Throws: A `badData` error unless `bytes` are exactly a seek table.
  init(_ bytes: Span<UInt8>) throws(SluiceError) {
    let frames = (bytes.count - 8 - Self.footerSize) / Self.entrySize
    guard bytes.count >= Self.encodedSize(frames: 0), bytes.count == Self.encodedSize(frames: frames) else {
      throw Self.malformed
    }
    let footer = bytes.count - Self.footerSize
    guard bytes.littleEndian32(at: 0) == Self.skippableMagic,
      bytes.littleEndian32(at: 4) == UInt32(exactly: bytes.count - 8),
      bytes.littleEndian32(at: footer) == UInt32(exactly: frames),
      bytes[footer + 4] == Self.checksumDescriptor,
      bytes.littleEndian32(at: footer + 5) == Self.footerMagic
    else { throw Self.malformed }
    entries.reserveCapacity(frames)
    for frame in 0..<frames {
      let offset = 8 + frame * Self.entrySize
      entries.append(
        Entry(
          compressedSize: Int(bytes.littleEndian32(at: offset)),
          decompressedSize: Int(bytes.littleEndian32(at: offset + 4)),
          checksum: bytes.littleEndian32(at: offset + 8)))
    }
  }

  private static var malformed: SluiceError { SluiceError(.badData, "the seek table is malformed") }
}

extension [UInt8] {
  mutating func appendLittleEndian(_ number: some FixedWidthInteger) {
    unsafe Swift.withUnsafeBytes(of: number.littleEndian) { unsafe append(contentsOf: $0) }
  }

  mutating func appendBigEndian(_ number: some FixedWidthInteger) {
    unsafe Swift.withUnsafeBytes(of: number.bigEndian) { unsafe append(contentsOf: $0) }
  }
}

extension Span<UInt8> {
  func littleEndian32(at offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(self[offset + $1]) << UInt32(8 * $1) }
  }

  func littleEndian64(at offset: Int) -> UInt64 {
    UInt64(littleEndian32(at: offset)) | UInt64(littleEndian32(at: offset + 4)) << 32
  }
}
