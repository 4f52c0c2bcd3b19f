/// Byte pair encoding that starts from characters: neighbours merge by priority until none is left to merge.
struct CharacterPairModel: Sendable {
  let vocabulary: Vocabulary
  let merges: MergeTable
  /// Whether a piece that is a token as a whole is that token, whatever the merges would make of it.
  let prefersWholePieces: Bool
  let unknown: UnknownText
  /// Strings that are tokens wherever they stand, and merge with nothing; values count `fixedIDs`.
  let fixed: ByteTrie?
  let fixedIDs: [UInt32]
  /// First symbol that stands for a fixed token.
  let firstFixed: UInt32
  /// The symbols that pieces start from.
  let characters: CharacterSymbols
  private let rules: [MergeTable.Rule]

  init(
    vocabulary: Vocabulary, rules: [MergeTable.Rule], characters: CharacterSymbols, unknown: UnknownText,
    fixed: ByteTrie? = nil, fixedIDs: [UInt32] = [], prefersWholePieces: Bool = false
  ) {
    self.vocabulary = vocabulary
    merges = MergeTable(rules, byteIDs: [UInt32](repeating: Vocabulary.none, count: 256))
    self.characters = characters
    self.unknown = unknown
    self.fixed = fixed
    self.fixedIDs = fixedIDs
    firstFixed = characters.firstPartial + UInt32(characters.partial.count)
    self.prefersWholePieces = prefersWholePieces
    self.rules = rules
  }

  func addParts(to digest: inout TokenizerDigest) {
    digest.add(rules)
    digest.add("\(prefersWholePieces) \(unknown) \(fixedIDs)")
  }
}

/// The symbol of each character that has one.
///
/// A symbol is the id of a token, or a number behind all ids for a character that is no token but part of one.
struct CharacterSymbols: Sendable {
  /// For each 256 scalars, the number of a leaf of 256 symbols.
  private let blocks: Storage<UInt16>
  private let leaves: Storage<UInt32>
  /// First symbol that is no id.
  let firstPartial: UInt32
  /// The characters of the symbols that are no ids.
  let partial: [UInt32]

  /// - Parameters:
  ///   - tokens: Ids of the characters that are tokens.
  ///   - parts: Characters that are parts of tokens.
  ///   - count: Number of ids.
  init(tokens: [UInt32: UInt32], parts: Set<UInt32>, count: Int) {
    var symbols = tokens
    firstPartial = UInt32(count)
    partial = parts.filter { tokens[$0] == nil }.sorted()
    for (number, scalar) in partial.enumerated() { symbols[scalar] = UInt32(count + number) }
    blocks = Storage(repeating: 0, count: 0x1100)
    let used = Set(symbols.keys.map { Int($0 >> 8) }).sorted()
    leaves = Storage(repeating: Vocabulary.none, count: 256 * (used.count + 1))
    for (number, block) in used.enumerated() { blocks[block] = UInt16(number + 1) }
    for (scalar, symbol) in symbols {
      leaves[Int(blocks[Int(scalar >> 8)]) << 8 | Int(scalar & 255)] = symbol
    }
  }

  /// The symbol of a character, or `Vocabulary.none`.
  @inline(__always)
  func symbol(_ scalar: UInt32) -> UInt32 {
    unsafe leaves.base[Int(blocks.base[Int(scalar &>> 8)]) &<< 8 | Int(scalar & 255)]
  }
}
