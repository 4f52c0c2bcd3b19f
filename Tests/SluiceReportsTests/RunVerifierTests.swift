import Foundation
import SluiceCore
import SluiceCrypto
import SluiceLineage
import SluiceReports
import Testing

@Suite("Verification of a run's folder")
struct RunVerifierTests {
  /// One way to change a folder, and what a verifier must say of it.
  struct Mutation: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: Verification.Finding.Kind
    let file: String
    let change: @Sendable (SampleRun) throws -> Void

    var testDescription: String { name }

    init(
      _ name: String, _ kind: Verification.Finding.Kind, _ file: String,
      _ change: @escaping @Sendable (SampleRun) throws -> Void
    ) {
      self.name = name
      self.kind = kind
      self.file = file
      self.change = change
    }
  }

  private static func edit(_ path: String, _ body: @escaping @Sendable (inout Data) -> Void)
    -> @Sendable (SampleRun) throws -> Void
  {
    { run in
      var data = try Data(contentsOf: run.url(path))
      body(&data)
      try data.write(to: run.url(path))
    }
  }

  private static func replace(_ path: String, _ old: String, _ new: String)
    -> @Sendable (SampleRun) throws -> Void
  {
    { run in
      let text = try String(contentsOf: run.url(path), encoding: .utf8)
      try #require(text.contains(old), "the sample has '\(old)'")
      try Data(text.replacing(old, with: new, maxReplacements: 1).utf8).write(to: run.url(path))
    }
  }

  private static func sql(_ statement: String) -> @Sendable (SampleRun) throws -> Void {
    { run in
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["sqlite3", run.url("lineage.sqlite").path, statement]
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
    }
  }

  /// Signs a changed report with the key the caller has.
  private static func resign(_ change: @escaping @Sendable (inout JSONObject) -> Void, own: Bool)
    -> @Sendable (SampleRun) throws -> Void
  {
    { run in
      var report = try #require(try JSON.parse([UInt8](Data(contentsOf: run.url("report.json")))).object)
      change(&report)
      let key = own ? run.key : try JWK.generate(.ed25519, keyID: run.key.keyID)
      let bytes = JSON(report).canonical
      let signature = try JWS.sign(bytes, with: [key], type: RunReport.signatureType).detached
      try Data(bytes).write(to: run.url("report.json"))
      try Data(try #require(signature.flattened).canonical).write(to: run.url("report.jws"))
      try Data(HTMLReport.render(report: JSON(report)).utf8).write(to: run.url("report.html"))
    }
  }

  static let mutations: [Mutation] = [
    Mutation(
      "report: a verdict turned", .signature, "report.jws",
      replace("report.json", "\"undetermined\":0", "\"undetermined\":1")),
    Mutation(
      "report: a count changed", .signature, "report.jws",
      replace("report.json", "\"records\":12410", "\"records\":12411")),
    Mutation("report: a blank added", .format, "report.json", replace("report.json", "{\"", "{ \"")),
    Mutation("report: cut short", .format, "report.json", edit("report.json") { $0.removeLast(100) }),
    Mutation("report: emptied", .format, "report.json", edit("report.json") { $0.removeAll() }),
    Mutation(
      "report: another format", .format, "report.json",
      replace("report.json", "sluice-run-report/1", "sluice-run-report/9")),
    Mutation("report: removed", .missing, "report.json") {
      try FileManager.default.removeItem(at: $0.url("report.json"))
    },
    Mutation("report: not text", .format, "report.json", edit("report.json") { $0[40] = 0xFF }),
    Mutation(
      "signature: a bit turned", .signature, "report.jws", edit("report.jws") { $0[$0.count - 30] ^= 2 }),
    Mutation("signature: removed", .missing, "report.jws") {
      try FileManager.default.removeItem(at: $0.url("report.jws"))
    },
    Mutation("signature: emptied", .signature, "report.jws", edit("report.jws") { $0.removeAll() }),
    Mutation(
      "signature: another algorithm", .signature, "report.jws",
      replace("report.jws", "\"protected\":\"ey", "\"protected\":\"eX")),
    Mutation(
      "signature: by another key of that name", .signature, "report.jws", resign({ _ in }, own: false)),
    Mutation("signature: a report that names another key", .signature, "report.jws") { run in
      let other = try JWK.generate(.ed25519, keyID: "other")
      try resign(
        { $0["signer"] = ["kid": "other", "thumbprint": JSON(other.thumbprint), "key": other.json()] },
        own: true)(run)
    },
    Mutation("page: a word changed", .page, "report.html", replace("report.html", "1 rule", "0 rule")),
    Mutation(
      "page: a script added", .page, "report.html",
      replace("report.html", "</main>", "<script>alert(1)</script></main>")),
    Mutation("page: a digest changed", .page, "report.html", edit("report.html") { $0[$0.count - 300] ^= 1 }),
    Mutation("page: removed", .missing, "report.html") {
      try FileManager.default.removeItem(at: $0.url("report.html"))
    },
    Mutation("run.json: a byte changed", .changed, "run.json", edit("run.json") { $0[3] ^= 1 }),
    Mutation(
      "journal: cut short", .changed, "journal/0000.receipts",
      edit("journal/0000.receipts") { $0.removeLast() }),
    Mutation("journal: removed", .missing, "journal/0000.receipts") {
      try FileManager.default.removeItem(at: $0.url("journal/0000.receipts"))
    },
    Mutation("journal: a file added", .added, "journal/0001.receipts") {
      try Data("x".utf8).write(to: $0.url("journal/0001.receipts"))
    },
    Mutation(
      "quarantine: bytes swapped", .changed, "quarantine/letters.sealed",
      edit("quarantine/letters.sealed") { $0.swapAt(0, 3) }),
    Mutation(
      "events: a line added", .changed, "events.jsonl",
      edit("events.jsonl") { $0.append(contentsOf: Data("{}\n".utf8)) }),
    Mutation("events: last line removed", .changed, "events.jsonl", edit("events.jsonl") { $0.removeAll() }),
    Mutation("catalogue: removed", .missing, "lineage.sqlite") {
      try FileManager.default.removeItem(at: $0.url("lineage.sqlite"))
    },
    Mutation(
      "catalogue: a drop forgotten", .ledger, "lineage.sqlite",
      sql("DELETE FROM ledger WHERE kind = 'dropped' AND name = 'duplicate' AND shard = 1")),
    Mutation(
      "catalogue: records moved between reasons", .catalogue, "lineage.sqlite",
      sql(
        "UPDATE ledger SET records = records + (name = 'not-json') - (name = 'invalid-utf8')"
          + " WHERE kind = 'dropped' AND stage = 0 AND source = 0 AND shard = 0"
      )),
    Mutation(
      "catalogue: a verdict turned", .catalogue, "lineage.sqlite",
      sql("UPDATE verdict SET outcome = 'permit' WHERE outcome = 'waived'")),
    Mutation(
      "catalogue: a recipient removed", .catalogue, "lineage.sqlite",
      sql("DELETE FROM recipient WHERE jurisdiction = 'FI'")),
    Mutation(
      "catalogue: a label changed", .catalogue, "lineage.sqlite",
      sql("UPDATE edge SET fields = '[]' WHERE stage = 0")),
    Mutation(
      "catalogue: digests unchanged in the report but bytes damaged", .changed, "lineage.sqlite",
      edit("lineage.sqlite") { $0[$0.count / 2] ^= 0x55 }),
    Mutation(
      "catalogue: overwritten", .catalogue, "lineage.sqlite",
      edit("lineage.sqlite") { $0 = Data(repeating: 1, count: 8192) }),
    Mutation(
      "output: a bit of a shard turned", .changed, "../out/00001.slz", edit("../out/00001.slz") { $0[5] ^= 1 }
    ),
    Mutation("output: a shard removed", .missing, "../out/00002.slz") {
      try FileManager.default.removeItem(at: $0.url("../out/00002.slz"))
    },
    Mutation("output: two shards swapped", .changed, "../out/00000.slz") { run in
      let (a, b) = (run.url("../out/00000.slz"), run.url("../out/00001.slz"))
      let (first, second) = (try Data(contentsOf: a), try Data(contentsOf: b))
      try second.write(to: a)
      try first.write(to: b)
    },
    Mutation(
      "output: manifest replaced", .changed, "../out/manifest.json",
      edit("../out/manifest.json") { $0 = Data("{}".utf8) }),
    Mutation(
      "output: keys replaced", .changed, "../out/keys.json", edit("../out/keys.json") { $0.append(0x20) }),
    Mutation(
      "output: an open file extended", .changed, "../open/other.jsonl",
      edit("../open/other.jsonl") { $0.append(0x0A) }),
  ]

  @Test("finds nothing in a folder that nobody touched", arguments: [KeyKind.ed25519, .p256, .p384])
  func soundFolder(kind: KeyKind) throws {
    let run = try SampleRun(kind: kind)
    for _ in 0..<2 {
      let result = try RunVerifier(
        runFolder: run.folder.path, trust: .keys([try #require(run.key.publicKey)])
      ).verify()
      #expect(result.findings == [])
      #expect(result.isTrusted && result.filesCompared == 11)
      #expect(result.signers == [run.key.keyID])
    }
    let own = try RunVerifier(runFolder: run.folder.path, trust: .keyInReport).verify()
    #expect(own.isSound && !own.isTrusted)
  }

  @Test("names the file and the kind of every change", arguments: mutations)
  func tampering(mutation: Mutation) throws {
    let run = try SampleRun()
    try mutation.change(run)
    let result = try RunVerifier(
      runFolder: run.folder.path, trust: .keys([try #require(run.key.publicKey)])
    ).verify()
    #expect(!result.isSound)
    #expect(
      result.findings.contains { $0.kind == mutation.kind && $0.file == mutation.file },
      "\(result.findings)")
  }

  @Test("blames no file that was left alone")
  func noFalseBlame() throws {
    let run = try SampleRun()
    try Self.edit("run.json") { $0[3] ^= 1 }(run)
    let result = try RunVerifier(
      runFolder: run.folder.path, trust: .keys([try #require(run.key.publicKey)])
    ).verify()
    #expect(result.findings.map(\.file) == ["run.json"])
  }

  @Test("a folder signed anew by its own key over other facts contradicts the catalogue")
  func resigned() throws {
    let run = try SampleRun()
    try Self.resign({ $0["rules"] = [] }, own: true)(run)
    let result = try RunVerifier(
      runFolder: run.folder.path, trust: .keys([try #require(run.key.publicKey)])
    ).verify()
    #expect(result.findings.map(\.kind) == [.catalogue])
    #expect(result.findings.first?.message == "'rules' is not what the report says")
  }

  @Test("without a run folder it says so")
  func noFolder() throws {
    let error = #expect(throws: SluiceError.self) {
      try RunVerifier(runFolder: "/nowhere/at/all", trust: .keyInReport).verify()
    }
    #expect(error?.code == .noInput)
  }
}
