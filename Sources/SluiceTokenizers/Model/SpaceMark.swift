internal import CSluice

/// U+2581, which vocabularies write for a space.
///
/// Inside Sluice such a vocabulary holds spaces, and a mark in the text becomes a space before it is encoded:
/// the two cannot be told apart there anyway, and ordinary text need not be rewritten.
enum SpaceMark {
  static let bytes: [UInt8] = [0xE2, 0x96, 0x81]
  static var space: UInt8 { 0x20 }

  /// `text` with spaces for marks.
  static func spaced(_ text: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    unsafe Array(text).withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { unsafe append(base, buffer.count, to: &result) }
    }
    return result
  }

  /// Appends `text` with spaces for marks.
  static func append(_ text: UnsafePointer<UInt8>, _ count: Int, to result: inout [UInt8]) {
    var start = 0
    while let mark = unsafe find(text, from: start, count) {
      unsafe result.append(contentsOf: UnsafeBufferPointer(start: text + start, count: mark - start))
      result.append(space)
      start = mark + 3
    }
    unsafe result.append(contentsOf: UnsafeBufferPointer(start: text + start, count: count - start))
  }

  /// Where the first mark from `start` on stands, nil where there is none.
  static func find(_ text: UnsafePointer<UInt8>, from start: Int, _ count: Int) -> Int? {
    guard count - start >= 3,
      let found = unsafe sl_memmem(text + start, count - start, bytes, bytes.count)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(text)
  }
}
