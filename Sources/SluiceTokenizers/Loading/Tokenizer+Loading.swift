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
}
