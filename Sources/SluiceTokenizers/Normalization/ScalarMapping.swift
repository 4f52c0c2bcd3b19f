/// A step that looks at each character for itself.
enum ScalarMapping {
  case lowercase
  case dropAccents
  case dropMarks
  case clean
  case spaceChinese

  /// What becomes of a character.
  private enum Change {
    case none
    case dropped
    case space
    case spaced
    /// Scalars of the tables: start << 5 | count.
    case scalars(UInt32)
  }

  /// Appends the mapped text to `output`, or nothing, with false, if no character changes.
  func append(_ text: UnsafePointer<UInt8>, _ count: Int, to output: inout [UInt8]) -> Bool {
    let tables = NormalizationTables.shared
    let ascii = asciiMap
    var copied = 0
    var changed = false
    var position = 0
    while position < count {
      let byte = unsafe text[position]
      if byte < 0x80 {
        let mapped = ascii[Int(byte)]
        if mapped == UInt16(byte) {
          position &+= 1
          continue
        }
        unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: position - copied))
        if mapped < 0x80 { output.append(UInt8(truncatingIfNeeded: mapped)) }
        position &+= 1
        copied = position
        changed = true
        continue
      }
      let (scalar, length) = unsafe UTF8Decoding.scalar(text + position)
      let change = change(of: scalar, tables)
      if case .none = change {
        position &+= length
        continue
      }
      unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: position - copied))
      switch change {
      case .none, .dropped: break
      case .space: output.append(0x20)
      case .spaced:
        output.append(0x20)
        unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + position, count: length))
        output.append(0x20)
      case .scalars(let place):
        for index in 0..<Int(place & 31) {
          UTF8Decoding.forEachByte(of: tables.scalars[Int(place >> 5) + index]) { output.append($0) }
        }
      }
      position &+= length
      copied = position
      changed = true
    }
    guard changed else { return false }
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: count - copied))
    return true
  }

  @inline(__always)
  private func change(of scalar: UInt32, _ tables: NormalizationTables) -> Change {
    switch self {
    case .lowercase:
      let place = tables.lowercase[scalar]
      return place == 0 ? .none : .scalars(place)
    case .dropAccents: return tables.flags[scalar].contains(.accent) ? .dropped : .none
    case .dropMarks: return tables.flags[scalar].contains(.mark) ? .dropped : .none
    case .clean:
      let flags = tables.flags[scalar]
      return flags.contains(.dropped) ? .dropped : flags.contains(.blank) ? .space : .none
    case .spaceChinese: return ScalarMapping.isChinese(scalar) ? .spaced : .none
    }
  }

  /// What becomes of each byte below 0x80; 0x80 is nothing.
  private var asciiMap: [UInt16] {
    switch self {
    case .lowercase: ScalarMapping.lowerASCII
    case .clean: ScalarMapping.cleanASCII
    default: ScalarMapping.sameASCII
    }
  }

  private static let sameASCII = Array(UInt16(0)..<128)
  private static let lowerASCII = sameASCII.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  private static let cleanASCII = sameASCII.map { byte in
    let flags = NormalizationTables.shared.flags[UInt32(byte)]
    return flags.contains(.dropped) ? 0x80 : flags.contains(.blank) ? 0x20 : byte
  }

  /// The blocks that BERT calls Chinese.
  private static func isChinese(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x3400 else { return false }
    return switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
      0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
