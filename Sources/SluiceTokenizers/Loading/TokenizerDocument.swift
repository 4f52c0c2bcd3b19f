internal import SluiceCore

/// A `tokenizer.json` parted in two: the small members as a tree with places, the large ones as ranges.
struct TokenizerDocument {
  /// The document with `model.vocab` and `model.merges` left empty.
  let root: JSON
  let cursor: JSONCursor
  /// Where the value of `model.vocab` starts.
  let vocabulary: Int?
  /// Where the value of `model.merges` starts.
  let merges: Int?

  init(_ bytes: [UInt8], file: String?) throws(SluiceError) {
    var scan = JSONCursor(bytes, file: file)
    var vocabulary: Range<Int>?
    var merges: Range<Int>?
    try scan.forEachMember { key, scan throws(SluiceError) in
      guard key == "model", scan.peek() == UInt8(ascii: "{") else { return try scan.skipValue() }
      try scan.forEachMember { key, scan throws(SluiceError) in
        _ = scan.peek()
        let start = scan.position
        try scan.skipValue()
        if key == "vocab" { vocabulary = start..<scan.position }
        if key == "merges" { merges = start..<scan.position }
      }
    }
    var outline = bytes
    for range in [vocabulary, merges].compactMap(\.self) { TokenizerDocument.blank(range, of: &outline) }
    do {
      root = try JSON.parse(outline, file: file)
    } catch {
      throw SluiceError(.badPipeline, error.message, at: error.place, hint: error.hint)
    }
    cursor = JSONCursor(bytes, file: file)
    self.vocabulary = vocabulary?.lowerBound
    self.merges = merges?.lowerBound
  }

  /// Empties a collection but keeps line breaks, so that places behind it stay right.
  private static func blank(_ range: Range<Int>, of bytes: inout [UInt8]) {
    guard range.count > 2,
      bytes[range.lowerBound] == UInt8(ascii: "{") || bytes[range.lowerBound] == UInt8(ascii: "[")
    else { return }
    for index in range.dropFirst().dropLast() where bytes[index] != 0x0A { bytes[index] = 0x20 }
  }
}
