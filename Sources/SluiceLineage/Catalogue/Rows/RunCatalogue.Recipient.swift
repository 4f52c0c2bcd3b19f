public import SluiceCore

extension RunCatalogue {
  /// Somebody to whom a sink's key was wrapped.
  public struct Recipient: CatalogueRow {
    /// Position of the sink.
    public var stage: Int
    /// Key identifier.
    public var kid: String
    /// Type of the key, such as `X25519`.
    public var keyType: String
    /// How the group key was wrapped, such as `ECDH-ES+A256KW`.
    public var algorithm: String
    /// Who holds the key.
    public var name: String?
    /// Where the holder is.
    public var jurisdiction: String?

    /// A row; what is left out is unknown or zero.
    public init(
      stage: Int, kid: String, keyType: String, algorithm: String, name: String? = nil,
      jurisdiction: String? = nil
    ) {
      self.stage = stage
      self.kid = kid
      self.keyType = keyType
      self.algorithm = algorithm
      self.name = name
      self.jurisdiction = jurisdiction
    }
  }
}

extension RunCatalogue.Recipient {
  /// The table `recipient`.
  public static let table = CatalogueTable(
    "recipient",
    [
      .key("stage", .integer),
      .key("kid", .text),
      .column("key_type", .text),
      .column("algorithm", .text),
      .optional("name", .text),
      .optional("jurisdiction", .text),
    ], references: [.stage])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(stage),
      CatalogueValue(kid),
      CatalogueValue(keyType),
      CatalogueValue(algorithm),
      CatalogueValue(name),
      CatalogueValue(jurisdiction),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      stage: try cells.integer(),
      kid: try cells.text(),
      keyType: try cells.text(),
      algorithm: try cells.text(),
      name: try cells.optionalText(),
      jurisdiction: try cells.optionalText())
  }
}
