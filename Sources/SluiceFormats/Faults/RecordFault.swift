public import SluiceCore

/// A record that could not be read; it holds no value of the record, only where its bytes are.
public struct RecordFault: Sendable, Equatable {
  /// Why.
  public var reason: FaultReason
  /// File (and `!entry` in archives), line and column, offset of the record's first byte, number of the record.
  public var place: Place
  /// Name of the declared field at fault, if it is one field's fault.
  public var field: String?
  /// Where the record's bytes lie in its `RawFrame`, line end left out; nil if they were too many to keep.
  public var range: Range<Int>?
  /// Size of the record in bytes, line end left out.
  public var size: Int

  /// A fault of the given parts.
  public init(
    _ reason: FaultReason, at place: Place, field: String? = nil, range: Range<Int>? = nil, size: Int
  ) {
    self.reason = reason
    self.place = place
    self.field = field
    self.range = range
    self.size = size
  }

  /// The fault as an error that ends a run.
  public var error: SluiceError {
    let subject = field.map { "field '\($0)': " } ?? ""
    return SluiceError(.badData, subject + reason.explanation, at: place)
  }
}

extension FaultReason {
  /// One sentence without a full stop.
  public var explanation: String {
    switch self {
    case .malformed: "the record does not follow the grammar of its format"
    case .invalidUTF8: "the record holds bytes that are not UTF-8"
    case .missingField: "the record lacks the field"
    case .nullField: "the value is null though the field is not optional"
    case .wrongType: "the value is not of the declared type"
    case .outOfRange: "the number does not fit 64 bits"
    case .duplicateKey: "the key stands more than once"
    case .oversized: "the record is larger than maxRecord allows"
    case .wrongColumnCount: "the record has more or fewer fields than the header"
    case .unterminatedQuote: "a quote is opened and never closed"
    case .truncatedStream: "the file ends too early"
    case .damagedStream: "the file is damaged"
    case .damagedArchive: "the archive is damaged"
    case .unsupportedStream: "the file needs something that is not supported"
    case .decodingLimit: "the file decodes to more than the declared limit"
    }
  }
}
