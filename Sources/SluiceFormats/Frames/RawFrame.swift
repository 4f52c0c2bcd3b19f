public import SluiceCore

/// A slice of a shard on record boundaries, not parsed yet: what `ShardReader` hands to `FrameParser`.
public struct RawFrame: Sendable {
  /// Which part of which input it is; `firstRecord` is the number of its first record.
  public let origin: Frame.Origin
  /// Path of the file.
  public let file: String
  /// Name of the archive entry, nil outside archives.
  public let entry: String?
  /// Offset of its first byte in the decoded bytes of the file or archive entry.
  public let byteOffset: Int
  /// Line of its first byte in the file or entry, from 1.
  public let firstLine: Int
  /// Number of records in it, those the reader itself found faulty included.
  public let recordCount: Int
  /// How its records are written; never `auto`.
  public let kind: FormatKind

  internal let bytes: RawBytes
  /// Records that precede the bytes and were not kept.
  internal let faults: [RecordFault]
  /// CSV: how the records are laid out.
  internal let layout: CSVLayout?
  /// Text: the documents back to back, each with its name.
  internal let documents: [Document]

  internal struct Document: Sendable {
    var range: Range<Int>
    var name: String
  }

  internal init(_ slice: Slice, origin: Frame.Origin, file: String, entry: String?, layout: CSVLayout?) {
    self.origin = origin
    self.file = file
    self.entry = entry
    byteOffset = slice.byteOffset
    firstLine = slice.firstLine
    recordCount = slice.recordCount
    kind = slice.documents.isEmpty ? (layout == nil ? .jsonl : .csv) : .text
    bytes = slice.bytes
    let first = Int(origin.firstRecord)
    let name = entry.map { file + "!" + $0 } ?? file
    faults = slice.faults.map { fault in
      var fault = fault
      fault.place.file = fault.place.file ?? name
      fault.place.record = fault.place.record.map { $0 + first }
      return fault
    }
    self.layout = layout
    documents = slice.documents
  }

  /// Size of the slice in bytes.
  public var size: Int { bytes.count }

  /// A copy of some of the slice's bytes, such as those of a faulty record.
  public func bytes(in range: Range<Int>) -> [UInt8] {
    let all = unsafe bytes.pointer
    return unsafe Array(all[range.clamped(to: 0..<all.count)])
  }

  /// The file, followed by `!` and the entry's name in archives.
  public var name: String { entry.map { file + "!" + $0 } ?? file }
}
