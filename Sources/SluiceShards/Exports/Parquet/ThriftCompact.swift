/// Values in Thrift's compact protocol, as far as the metadata of Parquet needs them.
struct ThriftCompact {
  private(set) var bytes: [UInt8] = []
  private var lastField: [Int] = [0]

  private enum Kind: UInt8 {
    case int32 = 5
    case int64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  mutating func field(_ number: Int, int32 value: Int) {
    header(number, .int32)
    Varint.append(Varint.zigzag(value), to: &bytes)
  }

  mutating func field(_ number: Int, int64 value: Int) {
    header(number, .int64)
    Varint.append(Varint.zigzag(value), to: &bytes)
  }

  mutating func field(_ number: Int, text: String) {
    header(number, .binary)
    append(text)
  }

  mutating func field(_ number: Int, int32s values: [Int]) {
    list(number, .int32, values.count)
    for value in values { Varint.append(Varint.zigzag(value), to: &bytes) }
  }

  mutating func field(_ number: Int, texts: [String]) {
    list(number, .binary, texts.count)
    for text in texts { append(text) }
  }

  mutating func field(_ number: Int, structure: (inout ThriftCompact) -> Void) {
    header(number, .structure)
    nest(structure)
  }

  mutating func field<Element>(
    _ number: Int, structures: [Element], _ body: (Element, inout ThriftCompact) -> Void
  ) {
    list(number, .structure, structures.count)
    for element in structures { nest { body(element, &$0) } }
  }

  /// Ends the outermost structure.
  mutating func stop() { bytes.append(0) }

  private mutating func nest(_ body: (inout ThriftCompact) -> Void) {
    lastField.append(0)
    body(&self)
    lastField.removeLast()
    bytes.append(0)
  }

  private mutating func append(_ text: String) {
    Varint.append(UInt64(text.utf8.count), to: &bytes)
    bytes += text.utf8
  }

  private mutating func header(_ number: Int, _ kind: Kind) {
    let step = number - lastField[lastField.count - 1]
    precondition((1...15).contains(step))
    bytes.append(UInt8(step) << 4 | kind.rawValue)
    lastField[lastField.count - 1] = number
  }

  private mutating func list(_ number: Int, _ kind: Kind, _ count: Int) {
    header(number, .list)
    guard count >= 15 else { return bytes.append(UInt8(count) << 4 | kind.rawValue) }
    bytes.append(0xF0 | kind.rawValue)
    Varint.append(UInt64(count), to: &bytes)
  }
}
