public import SluiceCore

extension RunCatalogue {
  /// A stage of the pipeline.
  public struct Stage: CatalogueRow {
    /// Position in the pipeline, from 0; the other tables name the stage by it.
    public var position: Int
    /// Name in the pipeline.
    public var name: String
    /// The word after `use`.
    public var kind: String
    /// SHA-256 of the stage's canonical options, hexadecimal.
    public var optionsDigest: String
    /// Names of the output ports, in the order of the ledger's plan.
    public var ports: [String]
    /// Names of the reasons for which it drops records, in the order of the ledger's plan.
    public var reasons: [String]
    /// Whether what leaves it leaves the run.
    public var isSink: Bool
    /// Records that arrived.
    public var recordsIn: Int
    /// Records that left through any port.
    public var recordsOut: Int
    /// Bytes that arrived, decoded.
    public var bytesIn: Int
    /// Bytes that left, decoded.
    public var bytesOut: Int
    /// Processor time of all workers, in nanoseconds.
    public var cpuNanoseconds: Int

    /// A row; what is left out is unknown or zero.
    public init(
      position: Int, name: String, kind: String, optionsDigest: String, ports: [String], reasons: [String],
      isSink: Bool = false, recordsIn: Int = 0, recordsOut: Int = 0, bytesIn: Int = 0, bytesOut: Int = 0,
      cpuNanoseconds: Int = 0
    ) {
      self.position = position
      self.name = name
      self.kind = kind
      self.optionsDigest = optionsDigest
      self.ports = ports
      self.reasons = reasons
      self.isSink = isSink
      self.recordsIn = recordsIn
      self.recordsOut = recordsOut
      self.bytesIn = bytesIn
      self.bytesOut = bytesOut
      self.cpuNanoseconds = cpuNanoseconds
    }
  }
}

extension RunCatalogue.Stage {
  /// The table `stage`.
  public static let table = CatalogueTable(
    "stage",
    [
      .key("position", .integer),
      .column("name", .text),
      .column("kind", .text),
      .column("options_digest", .text),
      .column("ports", .json),
      .column("reasons", .json),
      .column("is_sink", .integer),
      .column("records_in", .integer),
      .column("records_out", .integer),
      .column("bytes_in", .integer),
      .column("bytes_out", .integer),
      .column("cpu_nanoseconds", .integer),
    ])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(position),
      CatalogueValue(name),
      CatalogueValue(kind),
      CatalogueValue(optionsDigest),
      CatalogueValue(ports),
      CatalogueValue(reasons),
      CatalogueValue(isSink),
      CatalogueValue(recordsIn),
      CatalogueValue(recordsOut),
      CatalogueValue(bytesIn),
      CatalogueValue(bytesOut),
      CatalogueValue(cpuNanoseconds),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      position: try cells.integer(),
      name: try cells.text(),
      kind: try cells.text(),
      optionsDigest: try cells.text(),
      ports: try cells.strings(),
      reasons: try cells.strings(),
      isSink: try cells.bool(),
      recordsIn: try cells.count(),
      recordsOut: try cells.count(),
      bytesIn: try cells.count(),
      bytesOut: try cells.count(),
      cpuNanoseconds: try cells.count())
  }
}
