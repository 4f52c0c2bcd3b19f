public import SluiceCore

/// A field of the stream and the part of a record that fills it.
public struct SourceField: Sendable, Equatable {
  /// Name, type and label in the stream.
  public var field: Field
  /// Path in the record, nil for the field's name.
  ///
  /// In JSON the dots of a path lead into objects: `meta.author.id`; without a path the name is one key, dots
  /// and all. In CSV it is the name of a column.
  public var path: String?

  /// A field filled from `path`.
  public init(_ field: Field, from path: String? = nil) {
    self.field = field
    self.path = path
  }

  /// What is looked for in a record, as messages name it.
  public var source: String { path ?? field.name }
}
