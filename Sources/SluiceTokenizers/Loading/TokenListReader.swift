internal import SluiceCore

/// How a vocabulary spells the bytes of its tokens.
enum TokenSpelling {
  /// In the byte-level alphabet.
  case byteLevel
  /// With U+2581 for spaces.
  case spaceMarks
  /// As they are.
  case plain

  /// Appends the bytes that `text` stands for, or `text` itself and false if no text spells it.
  func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
    switch self {
    case .byteLevel: return ByteLevelAlphabet.append(text, to: &bytes)
    case .spaceMarks:
      // After marking no text has a space.
      guard !text.contains(SpaceMark.space) else {
        bytes += text
        return false
      }
      bytes += SpaceMark.spaced(text)
      return true
    case .plain:
      bytes += text
      return true
    }
  }
}

/// Reads the vocabulary and the merges of a `tokenizer.json` straight from its text.
enum TokenListReader {
  /// Reads `{"token": id, …}`.
  ///
  /// A token that cannot be spelled so is kept as it is written; no text spells it.
  static func vocabulary(
    _ cursor: JSONCursor, at position: Int, _ spelling: TokenSpelling
  ) throws(SluiceError) -> TokenList {
    var cursor = cursor
    cursor.position = position
    var list = TokenList()
    list.marksSpaces = spelling == .spaceMarks
    var key: [UInt8] = []
    try cursor.expect(UInt8(ascii: "{"))
    guard !cursor.take(UInt8(ascii: "}")) else { return list }
    repeat {
      key.removeAll(keepingCapacity: true)
      try cursor.string(into: &key)
      try cursor.expect(UInt8(ascii: ":"))
      let id = try cursor.index(below: Vocabulary.limit)
      let start = list.bytes.count
      let isText = spelling.append(key[...], to: &list.bytes)
      list.entries.append(TokenList.Entry(range: start..<list.bytes.count, id: id, isText: isText))
    } while cursor.take(UInt8(ascii: ","))
    try cursor.expect(UInt8(ascii: "}"))
    return list
  }

  /// Reads `["a b", …]` or `[["a", "b"], …]`; the position in the list is the priority.
  static func merges(
    _ cursor: JSONCursor, at position: Int, vocabulary: Vocabulary, _ spelling: TokenSpelling
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
        _ = spelling.append(text[...], to: &left)
        text.removeAll(keepingCapacity: true)
        try cursor.expect(UInt8(ascii: ","))
        try cursor.string(into: &text)
        _ = spelling.append(text[...], to: &right)
        try cursor.expect(UInt8(ascii: "]"))
      } else {
        try cursor.string(into: &text)
        guard let space = text.firstIndex(of: UInt8(ascii: " ")) else {
          throw cursor.error("a merge names two tokens with a space between", at: start)
        }
        _ = spelling.append(text[..<space], to: &left)
        _ = spelling.append(text[(space + 1)...], to: &right)
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
}
