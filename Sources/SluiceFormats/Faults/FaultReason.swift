/// Why a record could not be read; the raw values name the reasons in ledgers and reports.
public enum FaultReason: String, Sendable, CaseIterable, Comparable {
  /// The record does not follow the grammar of its format.
  case malformed
  /// The record holds bytes that are not UTF-8.
  case invalidUTF8 = "invalid-utf8"
  /// The record lacks a field that is not optional.
  case missingField = "missing-field"
  /// A field that is not optional is null.
  case nullField = "null-field"
  /// A value is not of the declared type.
  case wrongType = "wrong-type"
  /// A number does not fit 64 bits.
  case outOfRange = "out-of-range"
  /// A declared key or column stands more than once.
  case duplicateKey = "duplicate-key"
  /// The record is larger than the pipeline allows.
  case oversized
  /// A CSV record has more or fewer fields than its header.
  case wrongColumnCount = "wrong-column-count"
  /// A CSV field opens a quote that is never closed.
  case unterminatedQuote = "unterminated-quote"
  /// The stored stream ends too early.
  case truncatedStream = "truncated-stream"
  /// The stored stream is damaged: a checksum or its grammar fails.
  case damagedStream = "damaged-stream"
  /// The archive is damaged.
  case damagedArchive = "damaged-archive"
  /// The stored stream needs something that is not supported, such as a password or a huge window.
  case unsupportedStream = "unsupported-stream"
  /// The stored stream decodes to more than the declared limit.
  case decodingLimit = "decoding-limit"

  /// In alphabetical order of their names.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
