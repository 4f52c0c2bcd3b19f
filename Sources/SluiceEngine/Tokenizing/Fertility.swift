internal import SluiceCore
internal import SluiceText

/// How many tokens texts take: what a vocabulary costs the speakers of a language.
public struct Fertility: Sendable, Equatable {
  /// Number of documents.
  public var documents = 0
  /// Number of tokens, without those that were appended.
  public var tokens = 0
  /// Runs of characters other than white space.
  public var words = 0
  /// Bytes of UTF-8.
  public var bytes = 0

  /// The fertility of texts with these counts, of no text unless told otherwise.
  public init(documents: Int = 0, tokens: Int = 0, words: Int = 0, bytes: Int = 0) {
    self.documents = documents
    self.tokens = tokens
    self.words = words
    self.bytes = bytes
  }

  /// Tokens for each word, nil without words.
  public var tokensPerWord: Double? { words == 0 ? nil : Double(tokens) / Double(words) }

  /// Bytes for each token, nil without tokens.
  public var bytesPerToken: Double? { tokens == 0 ? nil : Double(bytes) / Double(tokens) }

  /// Adds the counts of other texts.
  public mutating func add(_ other: Fertility) {
    documents += other.documents
    tokens += other.tokens
    words += other.words
    bytes += other.bytes
  }
}

/// Counts words; one for each worker.
public struct WordMeter {
  private var meter = TextMeter(MeasureSet(.words))

  /// A meter.
  public init() {}

  /// Number of runs of characters other than white space.
  public mutating func words(_ text: Span<UInt8>) -> Int { meter.count(text).words }
}
