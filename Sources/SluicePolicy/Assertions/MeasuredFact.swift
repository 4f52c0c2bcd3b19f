/// A figure about a run that assertions may speak of.
public struct MeasuredFact: Sendable, Equatable, Hashable {
  /// Name, such as `records.out` or `smallestGroup`.
  public let name: String
  /// Names of fields, detector types or reasons, where the figure takes any.
  public let arguments: [String]

  /// A figure; most take no arguments.
  public init(_ name: String, _ arguments: [String] = []) {
    self.name = name
    self.arguments = arguments
  }

  /// What arguments a figure takes.
  public enum Parameter: String, Sendable, CaseIterable {
    /// Names of fields, at least one.
    case fields
    /// The name of one field.
    case field
    /// The name of a detector.
    case detector
    /// The name of a reason for dropping a record.
    case reason
  }

  /// One entry of the reference.
  public struct Definition: Sendable {
    /// Name of the figure.
    public let name: String
    /// What it takes; nil for nothing.
    public let parameter: Parameter?
    /// What it says.
    public let doc: String
  }

  /// Every figure there is.
  public static let all: [Definition] = [
    Definition(name: "records.in", parameter: nil, doc: "Records that reached the stage."),
    Definition(name: "records.out", parameter: nil, doc: "Records that left the stage."),
    Definition(name: "records.dropped", parameter: nil, doc: "Records dropped on the way to the stage."),
    Definition(name: "records.quarantined", parameter: nil, doc: "Records set aside at ingest."),
    Definition(name: "dropped", parameter: .reason, doc: "Records dropped for a reason."),
    Definition(name: "bytes.in", parameter: nil, doc: "Decoded bytes read."),
    Definition(name: "bytes.out", parameter: nil, doc: "Decoded bytes that left the stage."),
    Definition(name: "tokens.count", parameter: nil, doc: "Tokens written."),
    Definition(name: "duplicates.rate", parameter: nil, doc: "Share of records that repeat another, 0 to 1."),
    Definition(
      name: "detections.count", parameter: nil, doc: "Identifiers that detectors still find at the stage."),
    Definition(name: "detections.rate", parameter: nil, doc: "The same for each record."),
    Definition(name: "detections", parameter: .detector, doc: "The same for one detector."),
    Definition(
      name: "smallestGroup", parameter: .fields,
      doc: "Size of the smallest group of records equal in the fields."),
    Definition(name: "distinct", parameter: .field, doc: "Number of different values of a field."),
    Definition(name: "missing", parameter: .field, doc: "Records without a value of a field."),
  ]

  /// The entry of a figure.
  public static func definition(of name: String) -> Definition? { all.first { $0.name == name } }
}

extension MeasuredFact: CustomStringConvertible {
  /// The figure as an assertion writes it.
  public var description: String {
    arguments.isEmpty ? name : "\(name)(\(arguments.map { "'\($0)'" }.joined(separator: ", ")))"
  }
}
