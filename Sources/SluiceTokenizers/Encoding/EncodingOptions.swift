/// What happens to text that spells a control token.
public enum SpecialTokenMode: Sendable, Equatable {
  /// It is text like any other.
  case text
  /// It is text like any other, and its document is reported.
  case forbid
  /// It is text like any other, and its occurrences are counted.
  case count
  /// The named tokens become control tokens; the others are text. All are counted.
  case allow(Set<String>)
}

/// What an encoder saw while it encoded.
public struct EncodingReport: Sendable, Equatable {
  /// Number of documents encoded.
  public var documents = 0
  /// Number of bytes encoded.
  public var bytes = 0
  /// Number of tokens made, appended ones included.
  public var tokens = 0
  /// Number of occurrences of control tokens in the text; not looked for in mode `text`.
  public var specials = 0
  /// Rows whose text spells a control token that the mode does not allow; only in mode `forbid`.
  public var forbiddenRows: [Int] = []

  /// A report of nothing.
  public init() {}

  /// Adds the counts of `other`, whose rows are not taken over.
  public mutating func add(_ other: EncodingReport) {
    documents += other.documents
    bytes += other.bytes
    tokens += other.tokens
    specials += other.specials
  }
}
