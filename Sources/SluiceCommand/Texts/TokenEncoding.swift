internal import SluiceCore

/// The ids of some documents as bytes of a file.
enum TokenEncoding: String, CaseIterable, Sendable {
  /// A JSON array a line.
  case jsonl
  /// Little-endian numbers of 16 bits.
  case u16
  /// Little-endian numbers of 32 bits.
  case u32

  /// Appends the rows of `tokens` to `bytes`.
  func append(_ tokens: TokenColumn, to bytes: inout [UInt8]) {
    switch self {
    case .jsonl:
      bytes.reserveCapacity(bytes.count + 6 * tokens.ids.count)
      for row in 0..<tokens.count {
        bytes.append(UInt8(ascii: "["))
        for index in tokens.range(row) {
          if index > tokens.range(row).lowerBound { bytes.append(UInt8(ascii: ",")) }
          TokenEncoding.append(decimal: tokens.ids[index], to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        bytes.append(0x0A)
      }
    case .u16: TokenEncoding.append(tokens.ids, as: UInt16.self, to: &bytes)
    case .u32: TokenEncoding.append(tokens.ids, as: UInt32.self, to: &bytes)
    }
  }

  private static func append<Number: FixedWidthInteger>(
    _ ids: [UInt32], as _: Number.Type, to bytes: inout [UInt8]
  ) {
    let width = MemoryLayout<Number>.size
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: ids.count * width))
    unsafe bytes.withUnsafeMutableBytes { buffer in
      for (position, id) in ids.enumerated() {
        unsafe buffer.storeBytes(
          of: Number(truncatingIfNeeded: id).littleEndian, toByteOffset: start + position * width,
          as: Number.self)
      }
    }
  }

  private static func append(decimal number: UInt32, to bytes: inout [UInt8]) {
    var divisor: UInt32 = 1
    while divisor <= number / 10 { divisor *= 10 }
    var rest = number
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }
}
