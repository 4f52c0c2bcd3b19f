internal import CSluice

/// Replaces a string, from the left, wherever it stands.
struct StringReplacement {
  /// What is replaced; not empty.
  var pattern: [UInt8]
  var content: [UInt8]

  /// Appends the changed text to `output`, or nothing, with false, if the string does not occur.
  func append(_ text: UnsafePointer<UInt8>, _ count: Int, to output: inout [UInt8]) -> Bool {
    var copied = 0
    while let found = unsafe find(text, from: copied, count) {
      unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: found - copied))
      output += content
      copied = found + pattern.count
    }
    guard copied > 0 else { return false }
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: count - copied))
    return true
  }

  private func find(_ text: UnsafePointer<UInt8>, from start: Int, _ count: Int) -> Int? {
    guard start < count, let found = unsafe sl_memmem(text + start, count - start, pattern, pattern.count)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(text)
  }

  /// Puts `content` for two spaces and more.
  static func spaces(
    _ content: [UInt8], _ text: UnsafePointer<UInt8>, _ count: Int, to output: inout [UInt8]
  ) -> Bool {
    let pair = StringReplacement(pattern: [0x20, 0x20], content: content)
    var copied = 0
    while let found = unsafe pair.find(text, from: copied, count) {
      unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: found - copied))
      output += content
      copied = found
      while copied < count, unsafe text[copied] == 0x20 { copied += 1 }
    }
    guard copied > 0 else { return false }
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: count - copied))
    return true
  }
}

/// White space at the ends of a text.
enum WhiteSpace {
  /// What of the text is left without it.
  static func stripped(
    _ text: UnsafePointer<UInt8>, _ count: Int, left: Bool, right: Bool
  ) -> Range<Int> {
    var (lower, upper) = (0, count)
    while left, lower < count, unsafe isWhite(text + lower) {
      lower += unsafe UTF8Decoding.length(text[lower])
    }
    while right, upper > lower {
      var start = upper - 1
      while start > lower, unsafe text[start] & 0xC0 == 0x80 { start -= 1 }
      guard unsafe isWhite(text + start) else { break }
      upper = start
    }
    return lower..<upper
  }

  static func isWhite(_ text: UnsafePointer<UInt8>) -> Bool {
    ClassSet.white.contains(CharacterClasses.shared(unsafe UTF8Decoding.scalar(text).scalar).rawValue)
  }
}
