extension RunCatalogue {
  /// Rows that belong together: written in one transaction at a commit point.
  public struct Changes: Sendable {
    var rows: [any CatalogueRow] = []

    /// No rows.
    public init() {}

    /// The given rows.
    public init(_ rows: [any CatalogueRow]) {
      for row in rows { add(row) }
    }

    /// True when there is nothing to write.
    public var isEmpty: Bool { rows.isEmpty }

    /// Adds a row; a frame's lineage also adds the way back from its documents.
    public mutating func add(_ row: any CatalogueRow) {
      rows.append(row)
      if let lineage = row as? FrameLineage { rows += lineage.placements as [any CatalogueRow] }
    }

    /// Adds rows.
    public mutating func add(_ rows: [any CatalogueRow]) {
      for row in rows { add(row) }
    }
  }
}
