/// A format of other programs that a dataset can be exported to, unencrypted.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// `tokens.bin` and `tokens.idx` of Megatron-LM.
  case megatron
  /// Mosaic data shards with an `index.json`, as `streaming` reads them.
  case mds
  /// Tar files of arrays and JSON, as `webdataset` reads them.
  case webdataset
  /// Apache Parquet: one row a document.
  case parquet

  /// Whether text and records can be written, and not token ids alone.
  var holdsText: Bool { self == .parquet || self == .webdataset }
}
