internal import SluiceCore

/// Unsigned LEB128 numbers and the zigzag form of signed ones.
enum Varint {
  static func append(_ value: UInt64, to output: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      output.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    output.append(UInt8(rest))
  }

  static func zigzag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value << 1 ^ value >> 63)) }

  static func unzigzag(_ value: UInt64) -> Int {
    Int(truncatingIfNeeded: value >> 1) ^ -Int(truncatingIfNeeded: value & 1)
  }

  /// Reads one number and moves `position` behind it.
  ///
  /// - Throws: A `badData` error at the end of the bytes, beyond 64 bits and for needless bytes.
  static func read(_ bytes: Span<UInt8>, at position: inout Int) throws(SluiceError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard shift < 63 || byte <= 1 else { break }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        guard byte > 0 || shift == 0 else { break }
        return value
      }
      shift += 7
    }
    throw SluiceError(.badData, "the document table holds a malformed number")
  }
}
