internal import SluiceCore

/// Writes rows of a frame as JSON lines.
struct JSONLines {
  private let keys: [[UInt8]]
  private let types: [FieldType]

  init(_ schema: Schema) {
    types = schema.fields.map(\.type)
    keys = schema.fields.enumerated().map { index, field in
      var key: [UInt8] = [index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ",")]
      JSON.quote(field.name, into: &key)
      key.append(UInt8(ascii: ":"))
      return key
    }
  }

  /// Appends a row and a line feed; a field without a value is written as `null`.
  func append(_ row: Int, of frame: Frame, to output: inout [UInt8]) {
    if keys.isEmpty { output.append(UInt8(ascii: "{")) }
    for (index, key) in keys.enumerated() {
      output += key
      append(frame.columns[index], types[index], row, to: &output)
    }
    output.append(UInt8(ascii: "}"))
    output.append(UInt8(ascii: "\n"))
  }

  private func append(_ column: Column, _ type: FieldType, _ row: Int, to output: inout [UInt8]) {
    guard column.isValid(row) else {
      output += Array("null".utf8)
      return
    }
    switch column {
    case .text(let text): quote(text.bytes, text.range(row), into: &output)
    case .integers(let integers):
      let value = integers.values[row]
      switch type {
      case .boolean: output += Array((value != 0 ? "true" : "false").utf8)
      case .date: output += Array("\"\(CivilDate(days: Int(value)))\"".utf8)
      case .timestamp: output += Array("\"\(Timestamp(microseconds: value))\"".utf8)
      default: output += Array(String(value).utf8)
      }
    case .numbers(let numbers): output += Array(JSON(numbers.values[row]).compact.utf8)
    case .tokens(let tokens):
      output += Array(
        ("[" + tokens.ids[tokens.range(row)].map(String.init).joined(separator: ",") + "]").utf8)
    }
  }

  /// Copies runs of plain bytes at once; escapes are rare in text.
  private func quote(_ bytes: [UInt8], _ range: Range<Int>, into output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var start = range.lowerBound
    for position in range {
      let byte = bytes[position]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
      output += bytes[start..<position]
      escape(byte, into: &output)
      start = position + 1
    }
    output += bytes[start..<range.upperBound]
    output.append(UInt8(ascii: "\""))
  }

  private func escape(_ byte: UInt8, into output: inout [UInt8]) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
    default: output += Array("u00\(Hex.string([byte]))".utf8)
    }
  }
}
