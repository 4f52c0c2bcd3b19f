internal import SluiceCore

/// Reads the vocabulary and the merges of a byte-level `tokenizer.json` straight from its text.
enum TokenListReader {
  /// Reads `{"token": id, …}`, every token in the byte-level alphabet.
  ///
  /// A token with a character outside that alphabet is kept as it is written; no text spells it.
  static func vocabulary(_ cursor: JSONCursor, at position: Int) throws(SluiceError) -> TokenList {
    var cursor = cursor
    cursor.position = position
    var list = TokenList()
    var key: [UInt8] = []
    try cursor.expect(UInt8(ascii: "{"))
    guard !cursor.take(UInt8(ascii: "}")) else { return list }
    repeat {
      key.removeAll(keepingCapacity: true)
      try cursor.string(into: &key)
      try cursor.expect(UInt8(ascii: ":"))
      let id = try cursor.index(below: Vocabulary.limit)
      let start = list.bytes.count
      let isText = append(key[...], to: &list.bytes)
      list.entries.append(TokenList.Entry(range: start..<list.bytes.count, id: id, isText: isText))
    } while cursor.take(UInt8(ascii: ","))
    try cursor.expect(UInt8(ascii: "}"))
    return list
  }

  /// Reads `["a b", …]` or `[["a", "b"], …]`; the position in the list is the priority.
  static func merges(
    _ cursor: JSONCursor, at position: Int, vocabulary: Vocabulary
  ) throws(SluiceError) -> [MergeTable.Rule] {
    var cursor = cursor
    cursor.position = position
    var rules: [MergeTable.Rule] = []
    var left: [UInt8] = []
    var right: [UInt8] = []
    var text: [UInt8] = []
    try cursor.expect(UInt8(ascii: "["))
    guard !cursor.take(UInt8(ascii: "]")) else { return rules }
    repeat {
      let start = cursor.position
      guard rules.count < MergeTable.limit else { throw cursor.error("more than \(MergeTable.limit) merges") }
      left.removeAll(keepingCapacity: true)
      right.removeAll(keepingCapacity: true)
      text.removeAll(keepingCapacity: true)
      if cursor.take(UInt8(ascii: "[")) {
        try cursor.string(into: &text)
        _ = append(text[...], to: &left)
        text.removeAll(keepingCapacity: true)
        try cursor.expect(UInt8(ascii: ","))
        try cursor.string(into: &text)
        _ = append(text[...], to: &right)
        try cursor.expect(UInt8(ascii: "]"))
      } else {
        try cursor.string(into: &text)
        guard let space = text.firstIndex(of: UInt8(ascii: " ")) else {
          throw cursor.error("a merge names two tokens with a space between", at: start)
        }
        _ = append(text[..<space], to: &left)
        _ = append(text[(space + 1)...], to: &right)
      }
      try rules.append(rule(left, right, number: rules.count, vocabulary, cursor, at: start))
    } while cursor.take(UInt8(ascii: ","))
    try cursor.expect(UInt8(ascii: "]"))
    return rules
  }

  private static func rule(
    _ left: [UInt8], _ right: [UInt8], number: Int, _ vocabulary: Vocabulary, _ cursor: JSONCursor,
    at start: Int
  ) throws(SluiceError) -> MergeTable.Rule {
    let ids = (vocabulary.id(of: left), vocabulary.id(of: right), vocabulary.id(of: left + right))
    guard let first = ids.0, let second = ids.1, let result = ids.2 else {
      throw cursor.error("model.merges[\(number)] needs a token that is not in model.vocab", at: start)
    }
    return MergeTable.Rule(left: first, right: second, priority: UInt32(number), result: result)
  }

  /// Appends the bytes that `text` stands for in the byte-level alphabet, or `text` itself and false.
  static func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
    let start = bytes.count
    var index = text.startIndex
    while index < text.endIndex {
      let lead = UInt32(text[index])
      var scalar = lead
      if lead >= 0x80 {
        index += 1
        guard (0xC2...0xC5).contains(lead), index < text.endIndex else {
          return keep(text, in: &bytes, from: start)
        }
        scalar = (lead & 31) << 6 | UInt32(text[index] & 63)
      }
      guard scalar < UInt32(ByteLevelAlphabet.bytes.count) else { return keep(text, in: &bytes, from: start) }
      let byte = ByteLevelAlphabet.bytes[Int(scalar)]
      guard byte < 256 else { return keep(text, in: &bytes, from: start) }
      bytes.append(UInt8(byte))
      index += 1
    }
    return true
  }

  private static func keep(_ text: ArraySlice<UInt8>, in bytes: inout [UInt8], from start: Int) -> Bool {
    bytes.removeSubrange(start...)
    bytes.append(contentsOf: text)
    return false
  }
}
