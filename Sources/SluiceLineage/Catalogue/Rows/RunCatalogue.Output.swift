public import SluiceCore

extension RunCatalogue {
  /// A file that a sink published.
  public struct Output: CatalogueRow {
    /// What kind of file a sink published.
    public enum Kind: String, Sendable, CaseIterable {
      /// Documents, encrypted or not.
      case shard
      /// The signed list of the shards.
      case manifest
      /// The wrapped keys; may be replaced when access changes, so its digest holds for the run's end only.
      case keys
    }

    /// Position of the sink.
    public var stage: Int
    /// Position among the sink's files, from 0; for shards it is the shard's number.
    public var number: Int
    /// What kind of file it is.
    public var kind: Kind
    /// Path of the file, relative to the run's folder or absolute.
    public var path: String
    /// SHA-256 of the file's bytes, hexadecimal.
    public var sha256: String
    /// Size of the file.
    public var bytes: Int
    /// Documents in it.
    public var documents: Int
    /// Tokens in it.
    public var tokens: Int
    /// Key commitment of an encrypted shard, hexadecimal.
    public var commitment: String?

    /// A row; what is left out is unknown or zero.
    public init(
      stage: Int, number: Int, kind: Kind, path: String, sha256: String, bytes: Int, documents: Int = 0,
      tokens: Int = 0, commitment: String? = nil
    ) {
      self.stage = stage
      self.number = number
      self.kind = kind
      self.path = path
      self.sha256 = sha256
      self.bytes = bytes
      self.documents = documents
      self.tokens = tokens
      self.commitment = commitment
    }
  }
}

extension RunCatalogue.Output {
  /// The table `output`.
  public static let table = CatalogueTable(
    "output",
    [
      .key("stage", .integer),
      .key("number", .integer),
      .column("kind", .text),
      .column("path", .text),
      .column("sha256", .text),
      .column("bytes", .integer),
      .column("documents", .integer),
      .column("tokens", .integer),
      .optional("commitment", .text),
    ], references: [.stage])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(stage),
      CatalogueValue(number),
      CatalogueValue(kind.rawValue),
      CatalogueValue(path),
      CatalogueValue(sha256),
      CatalogueValue(bytes),
      CatalogueValue(documents),
      CatalogueValue(tokens),
      CatalogueValue(commitment),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      stage: try cells.integer(),
      number: try cells.integer(),
      kind: try cells.word(),
      path: try cells.text(),
      sha256: try cells.text(),
      bytes: try cells.count(),
      documents: try cells.count(),
      tokens: try cells.count(),
      commitment: try cells.optionalText())
  }
}
