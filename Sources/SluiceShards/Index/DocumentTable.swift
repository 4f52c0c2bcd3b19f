internal import SluiceCore

/// The document table of a shard as bytes: five varints a document (Docs/formats/shard.md).
enum DocumentTable {
  static let numbersPerDocument = 5
  static let numberLimit = 1 << 53

  static func encode(_ documents: [DocumentEntry]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(documents.count * (numbersPerDocument + 2))
    var before = DocumentEntry()
    var expected = 0
    for document in documents {
      let source = Int(document.source) - Int(before.source)
      if source != 0 { expected = 0 }
      Varint.append(UInt64(document.start - before.start), to: &output)
      Varint.append(Varint.zigzag(source), to: &output)
      Varint.append(Varint.zigzag(document.record - expected), to: &output)
      Varint.append(Varint.zigzag(Int(document.group) - Int(before.group)), to: &output)
      Varint.append(UInt64(document.flags.rawValue), to: &output)
      before = document
      expected = document.record + 1
    }
    return output
  }

  /// - Throws: A `badData` error unless `bytes` are exactly a table of `count` documents of `tokens` tokens.
  static func decode(
    _ bytes: Span<UInt8>, count: Int, tokens: Int
  ) throws(SluiceError) -> [DocumentEntry] {
    guard count <= bytes.count / numbersPerDocument else { throw malformed }
    var documents: [DocumentEntry] = []
    documents.reserveCapacity(count)
    var before = DocumentEntry()
    var expected = 0
    var position = 0
    for _ in 0..<count {
      let step = try Varint.read(bytes, at: &position)
      let sourceStep = Varint.unzigzag(try Varint.read(bytes, at: &position))
      let recordStep = Varint.unzigzag(try Varint.read(bytes, at: &position))
      let groupStep = Varint.unzigzag(try Varint.read(bytes, at: &position))
      let flags = try Varint.read(bytes, at: &position)
      if sourceStep != 0 { expected = 0 }
      let document = DocumentEntry(
        start: try bounded(before.start, UInt(step), limit: tokens + 1),
        source: UInt32(try bounded(Int(before.source), sourceStep, limit: 1 << 32)),
        record: try bounded(expected, recordStep, limit: numberLimit),
        group: UInt32(try bounded(Int(before.group), groupStep, limit: 1 << 32)),
        flags: DocumentEntry.Flags(rawValue: UInt8(clamping: flags)))
      guard flags <= 1, !documents.isEmpty || document.start == 0 else { throw malformed }
      documents.append(document)
      before = document
      expected = document.record + 1
    }
    guard position == bytes.count, count > 0 || tokens == 0 else { throw malformed }
    return documents
  }

  private static func bounded<Step: BinaryInteger>(
    _ base: Int, _ step: Step, limit: Int
  ) throws(SluiceError) -> Int {
    guard let step = Int(exactly: step) else { throw malformed }
    let (sum, overflow) = base.addingReportingOverflow(step)
    guard !overflow, sum >= 0, sum < limit else { throw malformed }
    return sum
  }

  private static var malformed: SluiceError { SluiceError(.badData, "the document table is malformed") }
}
