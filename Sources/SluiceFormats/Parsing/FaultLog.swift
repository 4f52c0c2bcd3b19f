internal import SluiceCore

/// Counts the records of a slice and notes the faulty ones with their places.
internal struct FaultLog {
  private let raw: RawFrame
  private let name: String
  /// Number of records met, those the reader found faulty included.
  internal private(set) var records: Int
  /// Ordinals of the good records.
  internal private(set) var ordinals: [UInt32] = []
  internal private(set) var faults: [RecordFault]

  internal init(_ raw: RawFrame) {
    self.raw = raw
    name = raw.name
    faults = raw.faults
    records = raw.faults.count
  }

  /// Number of good records.
  internal var rows: Int { ordinals.count }

  /// Counts a good record.
  internal mutating func good() {
    ordinals.append(UInt32(records))
    records += 1
  }

  /// Counts a faulty record at `range` of the slice; `offset` in it is what is at fault.
  internal mutating func bad(
    _ reason: FaultReason, _ range: Range<Int>, line: Int, offset: Int? = nil, field: String? = nil,
    document: RawFrame.Document? = nil
  ) {
    var place = Place(file: document?.name ?? name, line: line, record: Int(raw.origin.firstRecord) + records)
    place.byteOffset = document == nil ? raw.byteOffset + range.lowerBound : 0
    if let offset {
      let before = unsafe UnsafeRawBufferPointer(rebasing: raw.bytes.pointer[range].prefix(offset))
      place.line = unsafe line + before.lineFeeds()
      place.column = unsafe before.scalarsInLastLine() + 1
    }
    faults.append(RecordFault(reason, at: place, field: field, range: range, size: range.count))
    records += 1
  }

  /// The parsed slice.
  internal func frame(_ schema: Schema, _ columns: [Column]) -> ParsedFrame {
    ParsedFrame(
      frame: Frame(schema: schema, columns: columns, ordinals: ordinals, origin: raw.origin), faults: faults)
  }
}

extension UnsafeRawBufferPointer {
  /// Unicode scalars after the last line feed, of bytes that need not be UTF-8.
  fileprivate func scalarsInLastLine() -> Int {
    let start = unsafe lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return unsafe self[start...].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  /// Offset of the first byte that is not part of UTF-8 text, nil if all are.
  internal func firstInvalidUTF8() -> Int? {
    do {
      _ = unsafe try UTF8Span(validating: Span(_unsafeBytes: self))
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
