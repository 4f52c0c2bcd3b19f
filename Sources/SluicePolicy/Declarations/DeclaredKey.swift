/// One key of a section of the pipeline file: it feeds the reader, the schema, the reference and the facts.
public struct DeclaredKey: Sendable {
  /// What a value may be.
  public indirect enum Kind: Sendable {
    /// Text.
    case text
    /// Path of a file, relative to the pipeline file.
    case file
    /// `sha256:` and 64 hexadecimal digits.
    case digest
    /// Country or region.
    case place
    /// Purpose of processing: a term or an IRI.
    case purpose
    /// Day or instant.
    case date
    /// ISO 8601 period.
    case period
    /// Whole number from zero.
    case count
    /// Truth value.
    case truth
    /// Word of a vocabulary.
    case word(Vocabulary)
    /// One value or an array of values.
    case list(Kind)
    /// Object whose keys are free and whose values are texts.
    case reasons
    /// Object with these keys.
    case record([DeclaredKey])
    /// Object with these keys, or the value of one of them alone.
    case shorthand(String, [DeclaredKey])
    /// Array of objects with these keys, each a subject of its own scope.
    case subjects(FactScope, [DeclaredKey])
  }

  /// The key.
  public let name: String
  /// What its value may be.
  public let kind: Kind
  /// What it says, as one sentence.
  public let doc: String
  /// Whether it must be there when its object is.
  public let isRequired: Bool

  init(_ name: String, _ kind: Kind, _ doc: String, required: Bool = false) {
    self.name = name
    self.kind = kind
    self.doc = doc
    isRequired = required
  }
}

extension DeclaredKey.Kind {
  /// Type of the fact that a value becomes; nil for objects, whose members become facts.
  var factType: FactType? {
    switch self {
    case .text, .file, .digest: .text
    case .place: .place
    case .purpose: .purpose
    case .date: .instant
    case .period: .period
    case .count: .integer
    case .truth: .boolean
    case .word(let vocabulary): .term(vocabulary)
    case .list(let kind): kind.factType.map { .list($0) }
    case .reasons: .list(.text)
    case .record, .shorthand, .subjects: nil
    }
  }
}

extension [DeclaredKey] {
  /// The facts these keys declare, their names prefixed with `prefix`.
  func factDefinitions(scope: FactScope, prefix: String) -> [FactDefinition] {
    flatMap { key in
      switch key.kind {
      case .record(let keys), .shorthand(_, let keys):
        keys.factDefinitions(scope: scope, prefix: prefix + key.name + ".")
      case .subjects(let scope, let keys):
        keys.factDefinitions(scope: scope, prefix: scope.rawValue + ".")
      default:
        key.kind.factType.map {
          [FactDefinition(name: prefix + key.name, type: $0, scope: scope, origin: .declared, doc: key.doc)]
        } ?? []
      }
    }
  }
}
