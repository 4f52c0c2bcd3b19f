public import SluiceCore

extension Tokenizer {
  /// Reads the `tokenizer.json` of Hugging Face tokenizers.
  ///
  /// Post-processing (tokens around a document) is left out; give the encoder an id to append instead.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - file: Name used in places.
  /// - Throws: A `badPipeline` error at its place if a part is not supported or not well formed.
  public static func load(_ bytes: [UInt8], file: String? = nil) throws(SluiceError) -> Tokenizer {
    guard bytes.count <= 64 << 20 else {
      throw SluiceError(
        .badPipeline, "a tokenizer of more than 64 MiB is not supported", at: Place(file: file))
    }
    return try TokenizerJSON(document: TokenizerDocument(bytes, file: file)).tokenizer()
  }

  /// Reads a rank file of tiktoken, which carries neither its pattern nor its control tokens.
  ///
  /// - Parameters:
  ///   - bytes: The file: a line for each token, its bytes in base64 and its rank.
  ///   - encoding: Name of the encoding whose pattern is meant, such as `cl100k_base`.
  ///   - specials: The control tokens and their ids.
  ///   - file: Name used in places.
  /// - Throws: A `badPipeline` error if the file is not well formed or the encoding not known.
  public static func ranks(
    _ bytes: [UInt8], encoding: String, specials: [String: UInt32] = [:], file: String? = nil
  ) throws(SluiceError) -> Tokenizer {
    guard let pattern = SplitPattern(encoding: encoding) else {
      throw SluiceError(
        .badPipeline, "no encoding is called '\(encoding)'", at: Place(file: file),
        hint: Suggestion.hint(for: encoding, among: SplitPattern.encodings))
    }
    let vocabulary: Vocabulary
    let byteIDs: [UInt32]
    do {
      vocabulary = try Vocabulary(RankFile.tokens(bytes, file: file))
      byteIDs = try vocabulary.byteIDs()
    } catch {
      throw error.at(Place(file: file))
    }
    let addedTokens = specials.map { AddedToken(id: $0.value, content: $0.key, isSpecial: true) }
    return Tokenizer(
      vocabulary: vocabulary, pretokenization: Pretokenization(steps: [pattern]),
      model: .bytePairs(
        BytePairModel(RankFile.rules(vocabulary), byteIDs: byteIDs, prefersWholePieces: true)),
      addedTokens: addedTokens)
  }
}
