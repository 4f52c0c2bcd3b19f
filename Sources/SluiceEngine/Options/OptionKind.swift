public import SluiceCore

/// What values an option takes; the pipeline's checks, its JSON Schema and its reference all come from here.
public indirect enum OptionKind: Sendable {
  /// Any text.
  case text
  /// Text that names a file or folder, relative to the pipeline's folder.
  case path
  /// Text that names a field of the stage's input.
  case field
  /// Text that names an entry of `secrets`.
  case secret
  /// Text in the expression language.
  case expression
  /// One of the words.
  case choice([String])
  /// `true` or `false`.
  case boolean
  /// A whole number within bounds.
  case integer(ClosedRange<Int>)
  /// A number within bounds.
  case number(ClosedRange<Double>)
  /// A number of bytes, as a whole number or as text such as `64MiB`.
  case bytes
  /// A share such as `"0.1%"`, or a whole number of records.
  case tolerance
  /// A list, with at least that many elements.
  case list(OptionKind, atLeast: Int)
  /// One element, or a list of them.
  case oneOrMany(OptionKind)
  /// An object with declared keys.
  case object([OptionDeclaration])
  /// An object with keys of the author's choice.
  case map(OptionKind)
  /// The first of the kinds whose JSON type fits.
  case either([OptionKind])
  /// A value that another module parses and describes by a JSON Schema.
  case foreign(schema: JSON)
}

/// One key of an object in a pipeline.
public struct OptionDeclaration: Sendable {
  /// The key.
  public var name: String
  /// What values it takes.
  public var kind: OptionKind
  /// Whether leaving it out is an error.
  public var isRequired: Bool
  /// What is taken when it is left out, as the reference prints it.
  public var fallback: String?
  /// What it does; the text of the reference and of the JSON Schema.
  public var help: String

  /// An option that may be left out unless told otherwise.
  public init(
    _ name: String, _ kind: OptionKind, required: Bool = false, default fallback: String? = nil,
    _ help: String
  ) {
    self.name = name
    self.kind = kind
    self.isRequired = required
    self.fallback = fallback
    self.help = help
  }
}
