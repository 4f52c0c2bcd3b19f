import Foundation
import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceLineage

@Suite("OpenLineage events")
struct OpenLineageTests {
  private static let run = RunID(
    time: Timestamp(microseconds: 1_795_000_000_123_000), random: [UInt8](repeating: 0xFF, count: 10))

  /// One event of each kind, the last with everything a run can tell.
  static var events: [OpenLineageEvent] {
    let time = Timestamp(microseconds: 1_795_000_000_123_000)
    let job = OpenLineageEvent.Job(
      namespace: "sluice://hospital.example", name: "letters", documentation: "Letters for research",
      owner: "urn:x:hospital")
    let input = OpenLineageDataset(
      namespace: "file", name: "/data/letters",
      schema: Schema([
        Field("text", .string, PrivacyLabel(.freeText, special: [.health])),
        Field("patient", .string, PrivacyLabel(.direct)),
      ]), sourceURI: "file:///data/letters", version: "sha256:00", owner: "urn:x:hospital", records: 10,
      bytes: 1000, files: 2)
    let output = OpenLineageDataset(
      namespace: "file", name: "/data/out", schema: Schema([Field("tokens", .tokens)]), records: 7, bytes: 10,
      files: 1,
      columns: [
        OpenLineageDataset.ColumnOrigin(
          field: "tokens", namespace: "file", name: "/data/letters", inputField: "text", isTransformed: true,
          description: "redact, tokenize", isMasking: true),
        OpenLineageDataset.ColumnOrigin(
          field: "tokens", namespace: "file", name: "/data/letters", inputField: "patient"),
      ])
    let verdicts = SampleRun.rows.compactMap { $0 as? RunCatalogue.Verdict }
    return OpenLineageEvent.Kind.allCases.map { kind in
      OpenLineageEvent(
        kind, time: time, run: run, job: job, inputs: [input], outputs: kind == .start ? [] : [output],
        engineVersion: "1.0.0", nominalStart: time, errorMessage: kind == .fail ? "no space left" : nil,
        verdicts: verdicts, ledger: kind == .start ? nil : SampleRun.ledger)
    } + [
      OpenLineageEvent(
        .start, time: time, run: run, job: OpenLineageEvent.Job(namespace: "n", name: "j"),
        inputs: [OpenLineageDataset(namespace: "file", name: "x")], engineVersion: "1.0.0")
    ]
  }

  @Test("mark what anonymization hides and say whether the ledger balances")
  func facets() throws {
    let event = try #require(OpenLineageTests.events.first { $0.kind == .complete }).json
    let origins = try #require(
      event["outputs"]?.array?.first?["facets"]?["columnLineage"]?["fields"]?["tokens"]?["inputFields"])
    #expect(origins.array?.first?["transformations"]?.array?.first?["masking"] == true)
    #expect(origins.array?.last?["transformations"]?.array?.first?["masking"] == false)
    let ledger = try #require(event["run"]?["facets"]?["sluice_ledger"])
    #expect(ledger["balanced"] == true)
    #expect(
      ledger["stages"]?.array?[1]
        == ["stage": "quality", "in": 9, "out": 7, "dropped": ["condition": 2]])
    #expect(event["run"]?["facets"]?["sluice_policy"]?["verdicts"]?.array?.count == 1)
  }

  @Test("agree with the standard's JSON Schemas and with ours")
  func schemas() throws {
    guard let spec = SharedData.path("vectors/openlineage/spec", for: "OpenLineage schemas") else { return }
    let script = SharedData.checkout.appending(path: "Tests/lineage/validate_openlineage.py")
    let python = SharedData.checkout.appending(path: ".build/venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python.path) else {
      FileHandle.standardError.write(
        Data("SKIPPED: OpenLineage schemas: run Tests/setup.sh once\n".utf8))
      return
    }
    let folder = try TemporaryFolder()
    let log = try EventLog(folder.path(EventLog.fileName))
    for event in OpenLineageTests.events { try log.append(event.json) }
    let process = Process()
    process.executableURL = python
    process.arguments = [script.path, spec.path, folder.path(EventLog.fileName)]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
    #expect(said.contains("\(OpenLineageTests.events.count) events valid, 7 broken ones refused"))
  }
}

@Suite("Run identifiers")
struct RunIDTests {
  @Test("are UUIDs of version 7, as in RFC 9562 appendix A.6")
  func vector() throws {
    let time = Timestamp(microseconds: 1_645_557_742_000_000)
    let id = RunID(time: time, random: [0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F])
    #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    #expect(RunID(id.description) == id)
  }

  @Test("reject other texts")
  func otherTexts() {
    for text in [
      "", "017f22e2-79b0-4cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-18c4-dc0c0c07398f",
      "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
    ] { #expect(RunID(text) == nil) }
  }
}

@Suite("The event log")
struct EventLogTests {
  @Test("cuts off the line that a crash left half written, and only that", arguments: [0, 1, 5000])
  func repair(tail: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("events.jsonl")
    try EventLog(path).append(["n": 1])
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(repeating: 0x78, count: tail))
    try EventLog(path).append(["n": 2])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "{\"n\":1}\n{\"n\":2}\n")
  }

  @Test("empties a file that holds no whole line")
  func onlyHalfALine() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("events.jsonl")
    try Data(repeating: 0x78, count: 9000).write(to: URL(filePath: path))
    try EventLog(path).append(["n": 2])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "{\"n\":2}\n")
  }
}
