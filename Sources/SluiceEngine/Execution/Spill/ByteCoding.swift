internal import SluiceCore

/// Writes whole numbers and lists little-endian, for files that only this engine reads.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func integer(_ value: some FixedWidthInteger) {
    unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// The count, then the elements.
  mutating func list<Element: BitwiseCopyable>(_ values: [Element]) {
    integer(UInt64(values.count))
    unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }
}

/// Reads what `ByteWriter` wrote; every length is checked against what is left.
struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(SluiceError)
    -> Value
  {
    let size = MemoryLayout<Value>.size
    guard bytes.count - position >= size else { throw ByteReader.damaged }
    var value: Value = 0
    for offset in (0..<size).reversed() {
      value = value << 8 | Value(truncatingIfNeeded: bytes[position + offset])
    }
    position += size
    return value
  }

  mutating func list<Element: BitwiseCopyable>(of zero: Element) throws(SluiceError) -> [Element] {
    let count = try integer(UInt64.self)
    let size = MemoryLayout<Element>.stride
    guard count <= UInt64((bytes.count - position) / size) else { throw ByteReader.damaged }
    guard count > 0 else { return [] }
    let start = position
    position += Int(count) * size
    let end = position
    return unsafe [Element](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
      unsafe UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes[start..<end])
      initialized = Int(count)
    }
  }

  static var damaged: SluiceError {
    SluiceError(.badData, "spilled records are damaged", hint: "start over with --fresh")
  }
}
