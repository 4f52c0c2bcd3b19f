import SluiceCore
import Testing

@testable import SluiceLineage

@Suite("Lineage of a frame's records")
struct FrameLineageTests {
  /// A frame of random fates, as `keep`ing two records of three leaves them, with the fates it should tell.
  private func random(
    _ generator: inout SeededGenerator, records: Int, keep: Double
  ) -> (lineage: FrameLineage, fates: [[RecordFate]]) {
    var lineage = FrameLineage(
      origin: Frame.Origin(source: 1, shard: 2, frame: 3, firstRecord: 40), recordCount: records)
    var fates = [[RecordFate]](repeating: [], count: records)
    var kept: [UInt32] = []
    var dropped: [Int: [UInt32]] = [:]
    var unreadable: [UInt32] = []
    for record in 0..<UInt32(records) {
      let draw = Double.random(in: 0..<1, using: &generator)
      if draw < keep {
        kept.append(record)
      } else if draw < 0.999 {
        dropped[Int.random(in: 2..<5, using: &generator), default: []].append(record)
      } else {
        unreadable.append(record)
      }
    }
    lineage.quarantined(reason: 1, records: unreadable)
    for record in unreadable { fates[Int(record)].append(.quarantined(reason: 1)) }
    for (stage, records) in dropped.sorted(by: { $0.key < $1.key }) {
      lineage.dropped(stage: stage, reason: stage % 2, records: records)
      for record in records { fates[Int(record)].append(.dropped(stage: stage, reason: stage % 2)) }
    }
    let split = kept.isEmpty ? 0 : Int.random(in: 0...kept.count, using: &generator)
    lineage.placed(sink: 7, outputShard: 12, firstDocument: 100_000, records: Array(kept[..<split]))
    lineage.placed(sink: 7, outputShard: 13, firstDocument: 0, records: Array(kept[split...]))
    for (index, record) in kept.enumerated() {
      let document = index < split ? 100_000 + UInt64(index) : UInt64(index - split)
      fates[Int(record)].append(
        .placed(sink: 7, outputShard: index < split ? 12 : 13, document: document))
    }
    return (lineage, fates)
  }

  @Test("comes back from its encoding, and tells every fate", arguments: [0.0, 0.3, 0.67, 0.95, 1.0])
  func roundTrip(keep: Double) throws {
    var generator = SeededGenerator(seed: UInt64(keep * 100))
    for records in [0, 1, 2, 64, 1000, 5000] {
      let (lineage, fates) = random(&generator, records: records, keep: keep)
      let decoded = try FrameLineage(
        origin: lineage.origin, recordCount: records, encoded: lineage.encoded)
      #expect(decoded == lineage)
      for (record, fates) in fates.enumerated() where record % 7 == 0 {
        #expect(decoded.fates(of: UInt32(record)) == fates)
        for case .placed(let sink, let outputShard, let document) in fates {
          #expect(
            decoded.record(sink: sink, outputShard: outputShard, document: document) == UInt32(record))
        }
      }
      #expect(decoded.recordsWithoutFate.isEmpty)
    }
  }

  @Test("takes at most four bytes a record however fates alternate, and a few bytes when all are kept")
  func size() {
    var generator = SeededGenerator(seed: 3)
    for keep in [0.1, 0.5, 0.67, 0.9, 0.99] {
      let lineage = random(&generator, records: 10_000, keep: keep).lineage
      #expect(lineage.encoded.count < 4 * 10_000)
    }
    var alternating = FrameLineage(origin: Frame.Origin(), recordCount: 64_000)
    for reason in 0..<64 {
      alternating.dropped(
        stage: 1, reason: reason, records: stride(from: UInt32(reason), to: 64_000, by: 64).map { $0 })
    }
    #expect(alternating.encoded.count < 2 * 64_000)
    #expect(random(&generator, records: 100_000, keep: 1).lineage.encoded.count < 40)
  }

  @Test("keeps documents apart when records come out of order")
  func outOfOrder() throws {
    var lineage = FrameLineage(origin: Frame.Origin(), recordCount: 6)
    lineage.placed(sink: 0, outputShard: 0, firstDocument: 10, records: [4, 5, 0, 1, 3, 2])
    let decoded = try FrameLineage(
      origin: lineage.origin, recordCount: 6, encoded: lineage.encoded)
    for (index, record) in [4, 5, 0, 1, 3, 2].enumerated() {
      #expect(
        decoded.fates(of: UInt32(record))
          == [.placed(sink: 0, outputShard: 0, document: UInt64(10 + index))])
    }
  }

  @Test("a record of a stream that forks has a fate on each branch")
  func branches() {
    var lineage = FrameLineage(origin: Frame.Origin(), recordCount: 2)
    lineage.placed(sink: 3, outputShard: 0, firstDocument: 0, records: [0, 1])
    lineage.dropped(stage: 2, reason: 0, records: [1])
    #expect(
      lineage.fates(of: 1)
        == [.placed(sink: 3, outputShard: 0, document: 1), .dropped(stage: 2, reason: 0)])
  }

  @Test("names the records that nothing accounts for")
  func gaps() {
    var lineage = FrameLineage(origin: Frame.Origin(), recordCount: 10)
    lineage.dropped(stage: 0, reason: 0, records: [1, 2, 6])
    #expect(lineage.recordsWithoutFate == [0..<1, 3..<6, 7..<10])
  }

  @Test("refuses damaged encodings and never reaches outside its frame")
  func hostileBytes() {
    var generator = SeededGenerator(seed: 5)
    let sound = random(&generator, records: 300, keep: 0.6).lineage.encoded
    for _ in 0..<3000 {
      var bytes = sound
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator))
      case 1:
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      default: bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) }
      }
      guard
        let lineage = try? FrameLineage(origin: Frame.Origin(), recordCount: 300, encoded: bytes)
      else { continue }
      #expect(lineage.groups.allSatisfy { $0.runs.allSatisfy { $0.end <= 300 } })
      _ = lineage.placements
      _ = lineage.fates(of: 17)
    }
    let huge: [UInt8] = [1, 1, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 5]
    #expect(throws: SluiceError.self) {
      try FrameLineage(origin: Frame.Origin(), recordCount: 300, encoded: huge)
    }
  }
}
