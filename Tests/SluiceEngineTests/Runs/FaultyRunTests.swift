import Foundation
import SluiceCore
import SluiceStorage
import SluiceTestSupport
import Testing

@testable import SluiceEngine

/// Whole runs on a disk that fails at one call after the other.
@Suite("Runs on a failing disk") struct FaultyRunTests {
  @Test(
    "a run that a failing disk broke ends with an error, and run again gives what an unbroken one gives",
    arguments: 0..<4)
  func recovers(quarter: Int) throws {
    let unbroken = try RunFixture()
    let disk = FaultyFileSystem()
    let summary = try unbroken.run(on: disk)
    #expect(summary.state.progress == .complete && !summary.isRepeated)
    let expected = try unbroken.contents()
    #expect(expected.count == 5 && expected.values.allSatisfy { !$0.isEmpty })
    #expect(try unbroken.run(on: LocalFileSystem()).isRepeated)

    for call in stride(from: quarter, to: disk.calls, by: 4) {
      let fixture = try RunFixture()
      let disk = FaultyFileSystem(failing: call, with: (call / 4).isMultiple(of: 2) ? .device : .full)
      var failure: (any Error)?
      do { _ = try fixture.run(on: disk) } catch { failure = error }
      guard disk.hasFailed else { continue }
      if let failure {
        let error = try #require(failure as? SluiceError, "call \(call)")
        #expect(error.code == .inputOutput, "call \(call): \(error)")
      }
      do {
        let again = try fixture.run(on: LocalFileSystem())
        #expect(again.state.progress == .complete, "call \(call)")
        #expect(try fixture.contents() == expected, "call \(call): \(String(describing: failure))")
        #expect(fixture.temporaryFiles == [], "call \(call)")
      } catch {
        Issue.record("call \(call) broke with \(String(describing: failure)), the next run with \(error)")
      }
    }
  }

  @Test("a loss of power leaves nothing that a later run takes for done")
  func survivesLossOfPower() throws {
    let unbroken = try RunFixture()
    let disk = FaultyFileSystem()
    _ = try unbroken.run(on: disk)
    let expected = try unbroken.contents()
    for call in stride(from: 3, to: disk.calls, by: 9) {
      let fixture = try RunFixture()
      let disk = FaultyFileSystem(failing: call, with: .shortWrite)
      _ = try? fixture.run(on: disk)
      try disk.losePower()
      #expect(try fixture.run(on: LocalFileSystem()).state.progress == .complete, "call \(call)")
      #expect(try fixture.contents() == expected, "call \(call)")
    }
  }
}

/// A folder with a small pipeline and its input: two passes, two sinks, faults for the quarantine.
private struct RunFixture {
  private let folder: TemporaryFolder
  private let plan: Plan

  private static let pipeline = """
    { "sluice": 1, "name": "small", "resources": { "workers": 2, "memory": "64MiB" },
      "secrets": { "run": { "file": "run.key" } },
      "stages": {
        "notes": { "use": "ingest", "from": "input/*.jsonl", "dataset": { "id": "urn:example:notes" },
          "onError": { "action": "quarantine" },
          "schema": { "id": { "label": "none" }, "text": { "label": "none" },
            "size": { "type": "integer", "label": "none" } } },
        "gate": { "use": "policy.gate", "in": "notes", "policy": "policy.json" },
        "unique": { "use": "deduplicate", "in": "gate", "key": "text" },
        "split": { "use": "route", "in": "unique", "to": { "small": "size < 4", "rest": "*" } },
        "small": { "use": "write", "in": "split.small", "to": "small", "shardBytes": 100 },
        "rest": { "use": "write", "in": ["split.rest", "gate"], "to": "rest", "shardBytes": 400 }
      } }
    """
  private static let policy = """
    { "@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "Set", "uid": "urn:example:set",
      "target": "urn:example:notes", "permission": [{ "action": "use" }] }
    """

  init() throws {
    folder = try TemporaryFolder()
    for name in ["a", "b"] {
      let lines = (0..<12).map { #"{"id":"\#(name)\#($0)","text":"text \#($0 % 7)","size":\#($0)}"# }
      try folder.write(
        Array((lines.joined(separator: "\n") + "\n{\"id\": 1\n").utf8), to: "input/\(name).jsonl")
    }
    try folder.write((0..<32).map { UInt8($0) }, to: "run.key")
    try folder.write(Array(Self.policy.utf8), to: "policy.json")
    let file = try folder.write(Array(Self.pipeline.utf8), to: "pipeline.json")
    let (plan, diagnostics) = Plan.make(Array(Self.pipeline.utf8), file: file)
    try #require(diagnostics.isEmpty, "\(diagnostics)")
    self.plan = try #require(plan)
  }

  func run(on fileSystem: any FileSystem) throws -> RunSummary {
    try Run(plan, options: Run.Options(fileSystem: fileSystem)).execute()
  }

  /// Every output file.
  func contents() throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for sink in ["small", "rest"] {
      for name in try LocalFileSystem().names(inFolder: folder.path(sink)) {
        contents["\(sink)/\(name)"] = try InputFile.contents(
          of: folder.path("\(sink)/\(name)"), limit: 1 << 20)
      }
    }
    return contents
  }

  /// Files under temporary names, anywhere in the folder.
  var temporaryFiles: [String] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.contains(".tmp-") }
  }
}
