/// A tokenizer: immutable, made by a loader, shared by the encoders of all workers.
///
/// Encoding a text gives what Hugging Face `tokenizers` gives for `encode(text, add_special_tokens=False)`
/// with `encode_special_tokens` set, or tiktoken for `encode_ordinary`: text cannot produce control tokens.
public final class Tokenizer: Sendable {
  /// Sixteen hexadecimal digits of everything that decides which ids a text gets.
  ///
  /// It tells tokenizers apart; it is not cryptographic and proves nothing about who made one.
  public let digest: String
  /// Tokens that stand outside the merges, in order of id.
  public let addedTokens: [AddedToken]

  let vocabulary: Vocabulary
  let normalization: Normalization
  let pretokenization: Pretokenization
  let model: TokenModel
  let decoding: TokenDecoding
  let scanner: AddedTokenScanner

  init(
    vocabulary: Vocabulary, normalization: Normalization = Normalization(), pretokenization: Pretokenization,
    model: TokenModel, decoding: TokenDecoding = .bytes, addedTokens: [AddedToken]
  ) {
    self.vocabulary = vocabulary
    self.normalization = normalization
    self.decoding = decoding
    self.pretokenization = pretokenization
    self.model = model
    self.addedTokens = addedTokens.sorted { $0.id < $1.id }
    scanner = AddedTokenScanner(addedTokens, normalization)
    var digest = TokenizerDigest()
    digest.add(vocabulary)
    normalization.addParts(to: &digest)
    model.addParts(to: &digest)
    digest.add("\(pretokenization) \(self.addedTokens)")
    self.digest = digest.text
  }

  /// Number of ids: the highest id plus one.
  public var vocabularySize: Int {
    max(vocabulary.count, addedTokens.last.map { Int($0.id) + 1 } ?? 0)
  }

  /// Id of the added token that is written `content`, such as `<|endoftext|>`, nil where there is none.
  public func id(of content: String) -> UInt32? {
    addedTokens.first { $0.content == content }?.id
  }
}
