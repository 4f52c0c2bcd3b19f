public import SluiceCore

extension Tokenizer {
  /// Reads a tokenizer's file: a `tokenizer.json` of Hugging Face tokenizers, a `tekken.json` of Mistral or a
  /// model of sentencepiece, told apart by what they begin with.
  ///
  /// Post-processing (tokens around a document) is left out; give the encoder an id to append instead.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - file: Name used in places.
  /// - Throws: A `badPipeline` error at its place if a part is not supported or not well formed.
  public static func load(_ bytes: [UInt8], file: String? = nil) throws(SluiceError) -> Tokenizer {
    guard bytes.count <= 64 << 20 else {
      throw SluiceError(
        .badPipeline, "a tokenizer of more than 64 MiB is not supported", at: Place(file: file))
    }
    // A model of sentencepiece begins with a piece: field 1, a message, whose field 1 is text.
    if bytes.first == 0x0A, bytes.count > 2, bytes[2] == 0x0A || bytes[1] >= 0x80 && bytes[3...].first == 0x0A
    {
      do { return try SentencePieceTokenizer(SentencePieceModel(bytes)).tokenizer() } catch {
        throw error.place.file == nil ? error.at(Place(file: file)) : error
      }
    }
    if TekkenFile.isOne(bytes) { return try TekkenFile(bytes, file: file).tokenizer() }
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
    let addedTokens = specials.map { AddedToken(id: $0.value, content: $0.key, isSpecial: true) }
    do {
      return try Tokenizer(
        ranks: Vocabulary(RankFile.tokens(bytes, file: file)), pattern: pattern, addedTokens: addedTokens)
    } catch {
      throw error.at(Place(file: file))
    }
  }

  /// A tokenizer in which any two neighbours merge whose bytes are a token, that of the lowest id first.
  convenience init(
    ranks vocabulary: Vocabulary, pattern: SplitPattern, addedTokens: [AddedToken]
  ) throws(SluiceError) {
    self.init(
      vocabulary: vocabulary, pretokenization: Pretokenization(steps: [pattern]),
      model: .bytePairs(
        BytePairModel(RankFile.rules(vocabulary), byteIDs: try vocabulary.byteIDs(), prefersWholePieces: true)
      ),
      addedTokens: addedTokens)
  }
}
