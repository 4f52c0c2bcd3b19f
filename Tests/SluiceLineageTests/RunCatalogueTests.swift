import Foundation
import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceLineage

@Suite("The run's catalogue")
struct RunCatalogueTests {
  private func filled(_ path: String) throws -> RunCatalogue {
    let catalogue = try RunCatalogue(writing: path)
    var changes = RunCatalogue.Changes(SampleRun.rows)
    changes.add(SampleRun.ledger.entries)
    changes.add(SampleRun.lineage)
    try catalogue.commit(changes)
    return catalogue
  }

  private func expectRow<Row: CatalogueRow>(_ row: Row, in catalogue: RunCatalogue) throws {
    #expect(try catalogue.rows(Row.self).contains(row))
  }

  @Test("gives back every kind of row as it was put in")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let catalogue = try filled(folder.path("lineage.sqlite"))
    for row in SampleRun.rows { try expectRow(row, in: catalogue) }
    #expect(try catalogue.rows() == SampleRun.lineage)
    for entry in SampleRun.ledger.entries { try expectRow(entry, in: catalogue) }
  }

  @Test("is the same after the same rows came twice")
  func isIdempotent() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lineage.sqlite")
    _ = try filled(path)
    let catalogue = try filled(path)
    #expect(try catalogue.rows() == SampleRun.lineage)
    #expect(try catalogue.rows(RunCatalogue.Placement.self).count == 2)
    #expect(try catalogue.rows(RunCatalogue.Run.self).count == 1)
    #expect(try Ledger(from: catalogue) == SampleRun.ledger)
  }

  @Test("replaces a row by the row of the same key")
  func upsert() throws {
    let folder = try TemporaryFolder()
    let catalogue = try filled(folder.path("lineage.sqlite"))
    var stages: [RunCatalogue.Stage] = try catalogue.rows()
    stages[1].recordsOut = 99
    try catalogue.commit(RunCatalogue.Changes([stages[1]]))
    #expect(try catalogue.rows() == stages)
  }

  @Test("writes all changes or none")
  func isAtomic() throws {
    let folder = try TemporaryFolder()
    let catalogue = try filled(folder.path("lineage.sqlite"))
    let orphan = RunCatalogue.Detection(
      stage: 77, field: "text", type: "IBAN", operation: "redact", occurrences: 1)
    let sound = RunCatalogue.Detection(
      stage: 1, field: "text", type: "IBAN", operation: "redact", occurrences: 1)
    let error = #expect(throws: SluiceError.self) {
      try catalogue.commit(RunCatalogue.Changes([sound, orphan]))
    }
    #expect(error?.message.contains("IBAN") == false)
    #expect(try catalogue.rows(RunCatalogue.Detection.self).count == 1)
    try catalogue.commit(RunCatalogue.Changes([sound]))
    #expect(try catalogue.rows(RunCatalogue.Detection.self).count == 2)
  }

  @Test("once sealed is one file that reading does not change")
  func sealing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lineage.sqlite")
    try filled(path).seal()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["lineage.sqlite"])
    let before = try Data(contentsOf: folder.url.appending(path: "lineage.sqlite"))
    let reader = try RunCatalogue(reading: path)
    #expect(try reader.rows(RunCatalogue.Stage.self).count == 3)
    #expect(try reader.damage().isEmpty)
    #expect(throws: SluiceError.self) { try reader.commit(RunCatalogue.Changes(SampleRun.rows)) }
    #expect(try Data(contentsOf: folder.url.appending(path: "lineage.sqlite")) == before)
  }

  @Test("refuses files that are no catalogue")
  func foreignFiles() throws {
    let folder = try TemporaryFolder()
    #expect(throws: SluiceError.self) { try RunCatalogue(reading: folder.path("none.sqlite")) }
    try Data("not a database, but long enough to look at".utf8).write(
      to: folder.url.appending(path: "text.sqlite"))
    let error = #expect(throws: SluiceError.self) { try RunCatalogue(reading: folder.path("text.sqlite")) }
    #expect(error?.code == .badData)
    let other = try Database(folder.path("other.sqlite"), .readWrite)
    try other.execute("CREATE TABLE x (y)")
    #expect(throws: SluiceError.self) { try RunCatalogue(writing: folder.path("other.sqlite")) }
  }

  @Test("survives damaged bytes without a crash")
  func damagedFiles() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lineage.sqlite")
    try filled(path).seal()
    let sound = try Data(contentsOf: URL(filePath: path))
    var random = SeededGenerator(seed: 11)
    for round in 0..<150 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let damaged = folder.path("damaged-\(round).sqlite")
      try bytes.write(to: URL(filePath: damaged))
      do {
        let catalogue = try RunCatalogue(reading: damaged)
        _ = try catalogue.damage()
        _ = try catalogue.rows(FrameLineage.self)
        _ = try catalogue.rows(RunCatalogue.Verdict.self)
        _ = try catalogue.fates(of: RunCatalogue.RecordOrigin(source: 0, shard: 0, record: 2))
        _ = try Ledger(from: catalogue).imbalances()
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }

  @Test("finds what became of a record and where a document came from")
  func recordLookups() throws {
    let folder = try TemporaryFolder()
    let catalogue = try filled(folder.path("lineage.sqlite"))
    func fates(_ shard: Int, _ record: UInt64) throws -> [RecordFate] {
      try catalogue.fates(of: RunCatalogue.RecordOrigin(source: 0, shard: shard, record: record))
    }
    #expect(try fates(0, 0) == [.dropped(stage: 1, reason: 0)])
    #expect(try fates(0, 3) == [.quarantined(reason: 0)])
    #expect(try fates(0, 4) == [.placed(sink: 2, outputShard: 0, document: 2)])
    #expect(try fates(1, 3) == [.placed(sink: 2, outputShard: 0, document: 6)])
    #expect(try fates(1, 4) == [])
    #expect(try fates(2, 0) == [])
    for document in UInt64(0)..<7 {
      let origin = try #require(try catalogue.origin(sink: 2, outputShard: 0, document: document))
      #expect(
        try catalogue.fates(of: origin) == [.placed(sink: 2, outputShard: 0, document: document)])
    }
    #expect(try catalogue.origin(sink: 2, outputShard: 0, document: 7) == nil)
    #expect(try catalogue.origin(sink: 2, outputShard: 1, document: 0) == nil)
  }

  @Test("adds up the accounts of a frame that several commit points told")
  func parts() throws {
    let folder = try TemporaryFolder()
    let catalogue = try RunCatalogue(writing: folder.path("lineage.sqlite"))
    try catalogue.commit(RunCatalogue.Changes(SampleRun.rows))
    let origin = Frame.Origin(source: 0, shard: 1, frame: 5, firstRecord: 100)
    var early = FrameLineage(origin: origin, recordCount: 4)
    early.dropped(stage: 1, reason: 0, records: [0, 2])
    var late = FrameLineage(origin: origin, recordCount: 4, part: 1 << 60)
    late.placed(sink: 2, outputShard: 4, firstDocument: 50, records: [1, 3])
    var later = FrameLineage(origin: origin, recordCount: 1, part: 1 << 60 | 1)
    later.dropped(stage: 0, reason: 0, records: [0])
    try catalogue.commit(RunCatalogue.Changes([early]))
    #expect(
      try catalogue.lineage(source: 0, shard: 1, frame: 5)?.recordsWithoutFate == [1..<2, 3..<4])
    for _ in 0..<2 { try catalogue.commit(RunCatalogue.Changes([late, later])) }
    #expect(try catalogue.lineage(source: 0, shard: 1, frame: 5)?.recordsWithoutFate == [])
    let record = RunCatalogue.RecordOrigin(source: 0, shard: 1, record: 103)
    #expect(try catalogue.fates(of: record) == [.placed(sink: 2, outputShard: 4, document: 51)])
    #expect(try catalogue.origin(sink: 2, outputShard: 4, document: 51) == record)
    #expect(try catalogue.rows(FrameLineage.self).count == 3)
    #expect(try catalogue.lineage(source: 0, shard: 1, frame: 5)?.recordCount == 4)
  }

  @Test("is described table by table and column by column in Docs/formats/lineage.md")
  func documentation() throws {
    let page = try String(
      contentsOf: SharedData.checkout.appending(path: "Docs/formats/lineage.md"), encoding: .utf8)
    for table in RunCatalogue.tables {
      let line = try #require(
        page.split(separator: "\n").first { $0.hasPrefix("| `\(table.name)` | **") }, "\(table.name)")
      for column in table.columns {
        #expect(line.contains(column.isKey ? "**\(column.name)**" : column.name), "\(column.name)")
      }
    }
  }
}
