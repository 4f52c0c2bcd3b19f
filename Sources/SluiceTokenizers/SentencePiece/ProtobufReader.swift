internal import SluiceCore

/// A bounded pass over one message of Protocol Buffers.
///
/// Fields are read in the order they stand; lengths are checked against what is left.
struct ProtobufReader {
  let bytes: ArraySlice<UInt8>
  private var position: Int

  /// One field: its number and its value.
  struct Field {
    var number: Int
    var value: Value
  }

  enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case bytes(ArraySlice<UInt8>)
    case fixed32(UInt32)
  }

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The next field, nil at the end.
  mutating func next() throws(SluiceError) -> Field? {
    guard position < bytes.endIndex else { return nil }
    let start = position
    let tag = try varint()
    guard tag >> 3 > 0, tag >> 3 < 1 << 29 else { throw damaged(start) }
    let number = Int(tag >> 3)
    switch tag & 7 {
    case 0: return Field(number: number, value: .varint(try varint()))
    case 1: return Field(number: number, value: .fixed64(try fixed(8)))
    case 2:
      let length = try varint()
      guard length <= UInt64(bytes.endIndex - position) else { throw damaged(start) }
      let value = bytes[position..<position + Int(length)]
      position += Int(length)
      return Field(number: number, value: .bytes(value))
    case 5: return Field(number: number, value: .fixed32(UInt32(try fixed(4))))
    default: throw damaged(start)
    }
  }

  private mutating func varint() throws(SluiceError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard position < bytes.endIndex else { throw damaged(position) }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw damaged(position)
  }

  private mutating func fixed(_ count: Int) throws(SluiceError) -> UInt64 {
    guard bytes.endIndex - position >= count else { throw damaged(position) }
    defer { position += count }
    return (0..<count).reduce(0) { $0 | UInt64(bytes[position + $1]) << UInt64(8 * $1) }
  }

  private func damaged(_ offset: Int) -> SluiceError {
    SluiceError(.badPipeline, "the model is damaged at byte \(offset)")
  }
}
