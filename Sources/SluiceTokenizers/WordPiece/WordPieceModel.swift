/// WordPiece: from the left, the longest token that fits; a word that cannot be spelled is one unknown token.
///
/// Schuster and Nakajima, 2012; Devlin et al., "BERT", 2019.
struct WordPieceModel: Sendable {
  /// Tokens by their bytes, those inside a word with the prefix; values are ids.
  let trie: ByteTrie
  /// Where tokens inside a word start: the node of the prefix, nil if no token has it.
  let inner: ByteTrie.Node?
  let unknownID: UInt32
  /// Most characters of a word; a longer one is unknown.
  let wordLimit: Int

  func addParts(to digest: inout TokenizerDigest) { digest.add("\(unknownID) \(wordLimit) \(inner ?? 0)") }
}
