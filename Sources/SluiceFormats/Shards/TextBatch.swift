internal import SluiceCodecs
internal import SluiceCore

/// Whole documents gathered into slices, a record each.
internal struct TextBatch {
  private let file: String
  private let sliceBytes: Int
  private let maxRecord: Int
  private var bytes: RawBytes
  private var documents: [RawFrame.Document] = []
  private var faults: [RecordFault] = []
  private var finished: [Slice] = []

  private static let mostDocuments = 65_536

  internal init(_ file: String, sliceBytes: Int, maxRecord: Int) {
    self.file = file
    self.sliceBytes = sliceBytes
    self.maxRecord = maxRecord
    bytes = RawBytes(capacity: 4096)
  }

  /// True once the batch should be taken.
  internal var isFull: Bool {
    !finished.isEmpty || bytes.count >= sliceBytes
      || documents.count + faults.count >= TextBatch.mostDocuments
  }

  /// Reads a document to its end; if it breaks, the batch stays as it was.
  internal mutating func add(_ document: Document) throws(SluiceError) {
    let start = bytes.count
    var size = 0
    do throws(SluiceError) {
      while true {
        if bytes.count - start > maxRecord + 3 { bytes.truncate(to: start) }
        if bytes.count == bytes.capacity { bytes.grow(to: max(64 << 10, 2 * bytes.capacity)) }
        let step = unsafe try document.bytes.read(into: bytes.room)
        if step == 0 { break }
        bytes.extend(by: step)
        size += step
      }
    } catch {
      bytes.truncate(to: start)
      throw error
    }
    let whole = unsafe UnsafeRawBufferPointer(rebasing: bytes.pointer[start...])
    let mark = unsafe size == whole.count && whole.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard size - mark <= maxRecord else {
      bytes.truncate(to: start)
      if !documents.isEmpty { finished.append(slice()) }
      let place = Place(file: document.name, line: 1, byteOffset: 0, record: faults.count)
      faults.append(RecordFault(.oversized, at: place, size: size))
      return
    }
    documents.append(RawFrame.Document(range: start + mark..<bytes.count, name: document.name))
  }

  /// The slice at hand, nil if it is empty.
  internal mutating func take() -> Slice? {
    if !finished.isEmpty { return finished.removeFirst() }
    return documents.isEmpty && faults.isEmpty ? nil : slice()
  }

  private mutating func slice() -> Slice {
    bytes.finish(from: 0, count: bytes.count)
    let slice = Slice(
      bytes: bytes, byteOffset: 0, firstLine: 1, recordCount: documents.count + faults.count, faults: faults,
      documents: documents)
    bytes = RawBytes(capacity: 4096)
    documents = []
    faults = []
    return slice
  }
}
