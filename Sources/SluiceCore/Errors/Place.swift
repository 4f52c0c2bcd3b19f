/// A place in a file, a graph or a data set that an error or a diagnostic speaks of.
public struct Place: Sendable, Equatable, Hashable {
  /// Path of the file, as the user wrote it.
  public var file: String?
  /// Line from 1.
  public var line: Int?
  /// Column from 1, in Unicode scalars.
  public var column: Int?
  /// Offset in the decoded bytes of the file, from 0.
  public var byteOffset: Int?
  /// Name of the pipeline stage.
  public var stage: String?
  /// Number of the record in its source shard, from 0.
  public var record: Int?

  /// A place of which only the given parts are known.
  public init(
    file: String? = nil, line: Int? = nil, column: Int? = nil, byteOffset: Int? = nil, stage: String? = nil,
    record: Int? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.byteOffset = byteOffset
    self.stage = stage
    self.record = record
  }

  /// True when nothing is known.
  public var isEmpty: Bool { self == Place() }

  /// This place, its unknown parts taken from `other`.
  public func completed(by other: Place) -> Place {
    Place(
      file: file ?? other.file, line: line ?? other.line, column: column ?? other.column,
      byteOffset: byteOffset ?? other.byteOffset, stage: stage ?? other.stage, record: record ?? other.record)
  }
}

extension Place: CustomStringConvertible {
  /// `file:line:column` followed by the other known parts in brackets.
  public var description: String {
    var text = file ?? ""
    if let line { text += (text.isEmpty ? "line " : ":") + String(line) }
    if line != nil, let column { text += ":" + String(column) }
    var parts: [String] = []
    if let stage { parts.append("stage '\(stage)'") }
    if let record { parts.append("record \(record)") }
    if let byteOffset { parts.append("byte \(byteOffset)") }
    guard !parts.isEmpty else { return text }
    let tail = parts.joined(separator: ", ")
    return text.isEmpty ? tail : "\(text) (\(tail))"
  }
}
