internal import CSluice

/// A text with look-alikes written plainly, and the way back to the places of the original.
///
/// Blanks and dashes outside ASCII, full-width and mathematical letters, digits of other scripts, and Greek and
/// Cyrillic letters inside codes become ASCII; invisible characters go away. A text without any of them is left where
/// it is and costs one scan.
@safe final class FoldedText {
  /// One character that was replaced, by one byte or by none.
  private struct Edit {
    /// Where the replacement stands in the folded text.
    var folded: Int
    var foldedLength: Int
    /// Where the character stands in the original.
    var original: Int
    var originalLength: Int

    /// What to add to a place after the edit.
    var shift: Int { original + originalLength - folded - foldedLength }
  }

  private var bytes: [UInt8] = []
  private var edits: [Edit] = []

  /// Calls `body` with the text folded, or as it is where nothing is to fold.
  func withFolded(_ text: ByteText, _ body: (ByteText) -> Void) {
    edits.removeAll(keepingCapacity: true)
    var position = FoldedText.lookalike(text, from: 0)
    guard position < text.count else { return body(text) }
    bytes.removeAll(keepingCapacity: true)
    var copied = 0
    while position < text.count {
      guard let (byte, length) = FoldedText.replacement(text, position) else {
        position = FoldedText.lookalike(text, from: position + 1)
        continue
      }
      append(text, copied..<position)
      edits.append(
        Edit(
          folded: bytes.count, foldedLength: byte == nil ? 0 : 1, original: position, originalLength: length))
      if let byte { bytes.append(byte) }
      copied = position + length
      position = FoldedText.lookalike(text, from: copied)
    }
    append(text, copied..<text.count)
    unsafe bytes.withUnsafeBufferPointer { body(unsafe ByteText($0)) }
  }

  /// The bytes of the original behind a range of the folded text.
  ///
  /// Invisible characters inside the range belong to it, those at its edges do not. An empty range has no last
  /// character to end with: it stays empty, at the start of the character that follows.
  func original(_ range: Range<Int>) -> Range<Int> {
    guard !edits.isEmpty else { return range }
    let start = start(range.lowerBound)
    return start..<(range.isEmpty ? start : end(range.upperBound))
  }

  private func start(_ position: Int) -> Int {
    guard let edit = last(before: position + 1) else { return position }
    return edit.folded == position && edit.foldedLength == 1 ? edit.original : position + edit.shift
  }

  /// End of the character before `position`.
  private func end(_ position: Int) -> Int {
    guard let edit = last(before: position) else { return position }
    return edit.foldedLength == 1 && edit.folded == position - 1
      ? edit.original + edit.originalLength : position + edit.shift
  }

  /// The last edit whose place in the folded text is before `position`.
  private func last(before position: Int) -> Edit? {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].folded < position { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? edits[low - 1] : nil
  }

  private func append(_ text: ByteText, _ range: Range<Int>) {
    unsafe text.withPointer { unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private static func lookalike(_ text: ByteText, from position: Int) -> Int {
    unsafe text.withPointer { unsafe sl_lookalike($0.baseAddress, $0.count, position) }
  }

  /// What stands for the character at `position`, nil for nothing at all, and its length; nil if it may stay.
  private static func replacement(_ text: ByteText, _ position: Int) -> (byte: UInt8?, length: Int)? {
    let length = text[position] >= 0xF0 ? 4 : text[position] >= 0xE0 ? 3 : 2
    guard position + length <= text.count else { return nil }
    var scalar = UInt32(text[position]) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length {
      guard text[position + offset] & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(text[position + offset] & 0x3F)
    }
    switch scalar {
    case 0xAD, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF:
      return (nil, length)
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return (UInt8(ascii: " "), length)
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: return (UInt8(ascii: "-"), length)
    case 0x2024: return (UInt8(ascii: "."), length)
    case 0xFE6B: return (UInt8(ascii: "@"), length)
    case 0xFF01...0xFF5E: return (UInt8(scalar - 0xFEE0), length)
    case 0x660...0x669: return (UInt8(scalar - 0x660 + 0x30), length)
    case 0x6F0...0x6F9: return (UInt8(scalar - 0x6F0 + 0x30), length)
    case 0x1D400...0x1D6A3:
      let letter = UInt8((scalar - 0x1D400) % 52)
      return (letter < 26 ? letter + 0x41 : letter - 26 + 0x61, length)
    case 0x1D7CE...0x1D7FF: return (UInt8((scalar - 0x1D7CE) % 10) + 0x30, length)
    case 0x370...0x45F: return twin(scalar).map { ($0, length) }
    default: return nil
    }
  }

  /// The Latin letter that looks like a Greek or Cyrillic one.
  private static func twin(_ scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x391, 0x410: 0x41
    case 0x392, 0x412: 0x42
    case 0x421: 0x43
    case 0x395, 0x415: 0x45
    case 0x397, 0x41D: 0x48
    case 0x399, 0x406: 0x49
    case 0x408: 0x4A
    case 0x39A, 0x41A: 0x4B
    case 0x39C, 0x41C: 0x4D
    case 0x39D: 0x4E
    case 0x39F, 0x41E: 0x4F
    case 0x3A1, 0x420: 0x50
    case 0x405: 0x53
    case 0x3A4, 0x422: 0x54
    case 0x3A7, 0x425: 0x58
    case 0x3A5, 0x423: 0x59
    case 0x396: 0x5A
    case 0x430: 0x61
    case 0x441: 0x63
    case 0x435: 0x65
    case 0x456: 0x69
    case 0x458: 0x6A
    case 0x3BF, 0x43E: 0x6F
    case 0x440: 0x70
    case 0x455: 0x73
    case 0x445: 0x78
    case 0x443: 0x79
    default: nil
    }
  }
}
