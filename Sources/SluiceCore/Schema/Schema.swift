/// The type of a field's values.
public enum FieldType: String, Sendable, CaseIterable {
  /// UTF-8 text.
  case string
  /// 64-bit whole number.
  case integer
  /// 64-bit floating point number.
  case number
  /// True or false.
  case boolean
  /// Calendar day, `2026-11-20`.
  case date
  /// Instant in UTC, RFC 3339.
  case timestamp
  /// Token ids; made by a tokenizer, never declared at ingest.
  case tokens
}

/// A named, typed and labelled column.
public struct Field: Sendable, Equatable, Hashable {
  /// Name, unique in its schema.
  public var name: String
  /// Type of the values.
  public var type: FieldType
  /// What the values may reveal.
  public var label: PrivacyLabel
  /// Whether a record may lack a value.
  public var isOptional: Bool

  /// A field that every record must have unless told otherwise.
  public init(
    _ name: String, _ type: FieldType, _ label: PrivacyLabel = PrivacyLabel(), isOptional: Bool = false
  ) {
    self.name = name
    self.type = type
    self.label = label
    self.isOptional = isOptional
  }
}

/// The fields of a stream of records, in order.
public struct Schema: Sendable, Equatable {
  /// The fields in order.
  public var fields: [Field]

  /// A schema of `fields`, whose names must differ.
  public init(_ fields: [Field]) { self.fields = fields }

  /// Position of the field called `name`.
  public func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

  /// The field called `name`.
  public subscript(name: String) -> Field? { index(of: name).map { fields[$0] } }

  /// Names in order.
  public var names: [String] { fields.map(\.name) }
}
