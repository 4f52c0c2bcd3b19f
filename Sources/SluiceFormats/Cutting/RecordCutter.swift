internal import Glibc
internal import SluiceCodecs
internal import SluiceCore

/// Cuts a decoded stream into slices of whole records.
///
/// Where it cuts is a pure function of the decoded bytes: a slice takes records as long as it does not exceed
/// `sliceBytes`, at least one. Blank lines belong to slices but are no records. A record over `maxRecord` becomes
/// a fault of the slice that follows it and is passed over without being kept.
internal final class RecordCutter {
  private let source: any ByteSource
  private let sliceBytes: Int
  private let maxRecord: Int
  private var scanner: RecordScanner
  private var onHeader: (([UInt8]) throws(SluiceError) -> Void)?

  private var bytes: RawBytes
  /// The slice at hand begins at `base`, the record at hand at `start`, and `scanned` bytes are searched.
  private var base = 0
  private var start = 0
  private var scanned = 0
  /// Offset in the stream of the buffer's first byte.
  private var bufferOffset = 0
  private var line = 1
  private var sliceLine = 1
  private var records = 0
  private var faults: [RecordFault] = []
  private var isStarted = false
  private var isEnded = false
  private var failure: SluiceError?

  private static let mostFaults = 4096

  /// A cutter; `onHeader` gets the first record, line end left out, which then belongs to no slice.
  internal init(
    _ source: any ByteSource, _ scanner: RecordScanner, sliceBytes: Int, maxRecord: Int,
    onHeader: (([UInt8]) throws(SluiceError) -> Void)? = nil
  ) {
    self.source = source
    self.scanner = scanner
    self.sliceBytes = sliceBytes
    self.maxRecord = maxRecord
    self.onHeader = onHeader
    bytes = RawBytes(capacity: min(64 << 10, sliceBytes))
  }

  /// The next slice, nil at the end.
  ///
  /// - Throws: The error of the source once all whole records before it are handed out, and `.badData` of
  ///   the header.
  internal func next() throws(SluiceError) -> Slice? {
    if !isStarted { skipByteOrderMark() }
    while true {
      if let end = unsafe scanner.end(in: bytes.pointer, from: scanned) {
        if mustCut(before: end) {
          if let slice = cut() { return slice }
        } else {
          try take(end)
        }
      } else {
        scanned = bytes.count
        let open = bytes.count - start
        if start > base, open > maxRecord || bytes.count - base >= sliceBytes {
          if let slice = cut() { return slice }
        } else if open > maxRecord {
          try passOver()
        } else if !isEnded {
          fill()
        } else {
          return try finish()
        }
      }
    }
  }

  /// Whether the record that ends at `end` cannot join the slice at hand.
  private func mustCut(before end: Int) -> Bool {
    if faults.count >= RecordCutter.mostFaults { return true }
    return start > base && (end + 1 - base > sliceBytes || end - start > maxRecord)
  }

  /// Takes the record that ends at `end`, a line feed or the end of the stream.
  private func take(_ end: Int) throws(SluiceError) {
    let record = unsafe UnsafeRawBufferPointer(rebasing: bytes.pointer[start..<end])
    let firstLine = line
    line += 1 + (unsafe isMultiline ? record.lineFeeds() : 0)
    defer {
      start = min(end + 1, bytes.count)
      scanned = start
    }
    if unsafe isBlank(record) { return }
    if record.count > maxRecord {
      try refuseHeader()
      noteOversized(size: record.count, line: firstLine)
      dropSliceStart(end)
    } else if let header = onHeader {
      onHeader = nil
      dropSliceStart(end)
      try header(unsafe Array(record))
    } else {
      records += 1
    }
  }

  /// Lets the slice begin behind the record that ends at `end`.
  private func dropSliceStart(_ end: Int) {
    base = min(end + 1, bytes.count)
    sliceLine = line
  }

  private func noteOversized(size: Int, line: Int) {
    let place = Place(line: line, byteOffset: bufferOffset + start, record: records)
    faults.append(RecordFault(.oversized, at: place, size: size))
    records += 1
  }

  /// The slice at hand; nil if it holds no record, and is passed over then.
  private func cut() -> Slice? {
    let tail = unsafe UnsafeRawBufferPointer(rebasing: bytes.pointer[start...])
    let next = RawBytes(capacity: max(sliceBytes, tail.count))
    unsafe next.append(tail)
    let slice = Slice(
      bytes: bytes, byteOffset: bufferOffset + base, firstLine: sliceLine, recordCount: records,
      faults: faults)
    bytes.finish(from: base, count: start - base)
    bytes = next
    bufferOffset += start
    (base, start, scanned) = (0, 0, 0)
    scanner.restart()
    sliceLine = line
    records = 0
    faults = []
    return slice.recordCount > 0 ? slice : nil
  }

  /// The record at hand is too large: reads on to its end and keeps nothing of it.
  private func passOver() throws(SluiceError) {
    var size = bytes.count - start
    var lines = unsafe isMultiline ? UnsafeRawBufferPointer(rebasing: bytes.pointer[start...]).lineFeeds() : 0
    let recordOffset = bufferOffset + start
    while true {
      bufferOffset += bytes.count
      bytes.finish(from: 0, count: 0)
      (base, start, scanned) = (0, 0, 0)
      guard !isEnded else { break }
      fill()
      let end = unsafe scanner.end(in: bytes.pointer, from: 0)
      let part = unsafe UnsafeRawBufferPointer(rebasing: bytes.pointer[..<(end ?? bytes.count)])
      size += part.count
      if isMultiline { lines += unsafe part.lineFeeds() }
      if let end {
        start = end + 1
        base = start
        scanned = start
        break
      }
    }
    if failure != nil, start == 0 { return }
    try refuseHeader()
    let place = Place(line: line, byteOffset: recordOffset, record: records)
    faults.append(RecordFault(.oversized, at: place, size: size))
    records += 1
    line += 1 + lines
    sliceLine = line
  }

  private func refuseHeader() throws(SluiceError) {
    guard onHeader != nil else { return }
    throw SluiceError(.badData, "the header is larger than maxRecord", at: Place(line: line))
  }

  private func finish() throws(SluiceError) -> Slice? {
    if failure == nil, start < bytes.count {
      try take(bytes.count)
    }
    start = failure == nil ? bytes.count : start
    if records > 0, let slice = cut() { return slice }
    bytes.finish(from: 0, count: 0)
    (base, start, scanned) = (0, 0, 0)
    if let failure {
      self.failure = nil
      throw failure
    }
    return nil
  }

  private func fill() {
    if bytes.count == bytes.capacity {
      if base > bytes.capacity / 2 {
        bytes.removeFirst(base)
        bufferOffset += base
        start -= base
        scanned -= base
        base = 0
      } else {
        bytes.grow(to: min(4 * bytes.capacity, max(sliceBytes, 2 * bytes.capacity)))
      }
    }
    do throws(SluiceError) {
      let count = unsafe try source.read(into: bytes.room)
      bytes.extend(by: count)
      isEnded = count == 0
    } catch {
      failure = error
      isEnded = true
    }
  }

  private func skipByteOrderMark() {
    isStarted = true
    while bytes.count < 3, !isEnded { fill() }
    guard unsafe bytes.pointer.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    (base, start, scanned) = (3, 3, 3)
  }

  private var isMultiline: Bool { if case .csv = scanner { true } else { false } }

  /// Whether a line holds no record: nothing but blanks in JSONL, nothing at all in CSV.
  private func isBlank(_ record: UnsafeRawBufferPointer) -> Bool {
    unsafe isMultiline
      ? record.isEmpty || (record.count == 1 && record[0] == 0x0D)
      : record.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
}
