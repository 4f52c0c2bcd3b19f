/// How the records of a shard are written.
public enum FormatKind: String, Sendable, CaseIterable {
  /// Found out for each file or archive entry: by its name, then by its content.
  case auto
  /// A JSON object on each line.
  case jsonl
  /// Comma-separated values (RFC 4180).
  case csv
  /// The whole file or archive entry is one record.
  case text
}

extension FormatKind {
  /// The kind that a file's name tells, compression and container suffixes set aside; nil if it tells none.
  public static func named(_ path: String) -> FormatKind? {
    var parts = path.split(separator: "/").last.map(String.init)?.lowercased().split(separator: ".") ?? []
    while let last = parts.last, parts.count > 1, wrappers.contains(String(last)) { parts.removeLast() }
    guard parts.count > 1, let suffix = parts.last else { return nil }
    switch suffix {
    case "jsonl", "ndjson", "jsonlines", "json": return .jsonl
    case "csv", "tsv": return .csv
    case "txt", "text", "md", "html", "htm", "xml": return .text
    default: return nil
    }
  }

  private static let wrappers: Set<String> = ["gz", "zst", "zstd", "xz", "bz2"]
}
