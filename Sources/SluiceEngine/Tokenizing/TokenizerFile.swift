public import SluiceCore
public import SluiceCrypto
internal import SluiceStorage
public import SluiceTokenizers

/// A tokenizer, and what tells its file from others.
public struct TokenizerFile: Sendable {
  /// Path of the file.
  public let path: String
  /// Last part of the path.
  public let name: String
  /// What the file describes.
  public let tokenizer: Tokenizer
  /// SHA-256 of the file.
  public let digest: Digest256
  /// SHA-256 of how the tokenizer cuts text before it encodes: a wrong pattern gives wrong ids on right files.
  public let patternDigest: Digest256

  /// Reads a tokenizer of any kind that is known.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - encoding: Name of the encoding of a tiktoken rank file, which carries neither pattern nor control tokens.
  /// - Throws: A `noInput` or `inputOutput` error if the file cannot be read, a `badPipeline` error at its place if a
  ///   part of it is not understood.
  public init(_ path: String, encoding: String? = nil) throws(SluiceError) {
    let bytes = try InputFile.contents(of: path, limit: TokenizerFile.limit)
    self.path = path
    name = Path.name(of: path)
    tokenizer =
      if let encoding {
        try Tokenizer.ranks(bytes, encoding: encoding, file: path)
      } else {
        try Tokenizer.load(bytes, file: path)
      }
    digest = Digest256.hash(bytes)
    patternDigest = Digest256.hash(Array(tokenizer.cuts.joined(separator: "\n").utf8))
  }

  /// Largest file that is read.
  private static let limit = 256 << 20
}
