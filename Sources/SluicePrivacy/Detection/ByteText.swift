/// UTF-8 text borrowed for one call; reading outside it yields 0.
///
/// The pointer is valid only inside the call that made the value, which no caller outlives.
@safe struct ByteText {
  private let bytes: UnsafeBufferPointer<UInt8>
  let count: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe self.bytes = bytes
    count = bytes.count
  }

  @inline(__always)
  subscript(position: Int) -> UInt8 {
    UInt(bitPattern: position) < UInt(bitPattern: count) ? unsafe bytes[position] : 0
  }

  @inline(__always)
  func withPointer<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result { unsafe body(bytes) }

  /// Start of the ASCII letters and digits that end before `end`, not before `floor`.
  func wordStart(before end: Int, floor: Int) -> Int {
    var start = end
    while start > floor, self[start - 1].isAlphanumeric { start -= 1 }
    return start
  }

  /// End of the ASCII letters and digits from `start`.
  func wordEnd(from start: Int) -> Int {
    var end = start
    while self[end].isAlphanumeric { end += 1 }
    return end
  }

  /// Length of the blank at `position`, 0 if there is none; other blanks than these are folded before.
  @inline(__always)
  func blankLength(at position: Int) -> Int {
    let byte = self[position]
    return byte == 0x20 || byte == 0x09 ? 1 : 0
  }

  /// Length of an invisible character at `position`: soft hyphen, zero-width, word joiner; 0 if there is none.
  @inline(__always)
  func invisibleLength(at position: Int) -> Int {
    switch self[position] {
    case 0xC2: self[position + 1] == 0xAD ? 2 : 0
    case 0xE2:
      self[position + 1] == 0x80 && (0x8B...0x8F).contains(self[position + 2])
        || self[position + 1] == 0x81 && self[position + 2] == 0xA0 ? 3 : 0
    case 0xEF: self[position + 1] == 0xBB && self[position + 2] == 0xBF ? 3 : 0
    default: 0
    }
  }

  /// Whether the byte at `position` continues a word on either side of a candidate.
  @inline(__always)
  func isWordByte(at position: Int) -> Bool {
    let byte = self[position]
    return byte.isAlphanumeric || byte == 0x5F || isLetterByte(at: position)
  }

  /// Whether the byte belongs to a letter outside ASCII; punctuation and blanks of U+00A0–BF and U+2000–2FFF do not.
  @inline(__always)
  func isLetterByte(at position: Int) -> Bool {
    let byte = self[position]
    guard byte >= 0x80 else { return false }
    if byte < 0xC0 {
      let before = self[position - 1]
      if before == 0xC2 { return byte == 0xAA || byte == 0xB5 || byte == 0xBA }
      if before >= 0xC3 && before < 0xE0 { return true }
      if before >= 0xE0 { return before != 0xE2 && before != 0xE3 && before != 0xEF }
      return self[position - 2] >= 0xE0 && self[position - 2] != 0xE2 && self[position - 2] != 0xEF
    }
    return byte != 0xC2 && byte != 0xE2 && byte != 0xEF && byte < 0xF0
  }
}

extension UInt8 {
  @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
  @inline(__always) var isUppercase: Bool { self &- 0x41 < 26 }
  @inline(__always) var isLowercase: Bool { self &- 0x61 < 26 }
  @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  @inline(__always) var isAlphanumeric: Bool { isDigit || isLetter }
  @inline(__always) var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
  @inline(__always) var uppercased: UInt8 { isLowercase ? self &- 0x20 : self }
}
