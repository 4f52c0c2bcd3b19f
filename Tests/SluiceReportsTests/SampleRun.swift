import Foundation
import SluiceCore
import SluiceCrypto
import SluiceLineage
import SluiceReports

/// The folder of a finished run: two sources, a gate, a route and two sinks, with all its files.
final class SampleRun: Sendable {
  let folder: URL
  let key: JWK
  static let generated = Timestamp(microseconds: 1_795_185_123_000_000)

  private let root: URL
  private let health = PrivacyLabel(.freeText, special: [.health])
  private let redacted = PrivacyLabel(.freeText, special: [.health], treatment: .redacted)

  /// Most tests want the same sound folder; it is made once and copied.
  private static let template = Result { try SampleRun(making: .ed25519, reportSigned: true) }

  convenience init(kind: KeyKind = .ed25519, reportSigned: Bool = true) throws {
    if kind == .ed25519, reportSigned {
      try self.init(copying: SampleRun.template.get())
    } else {
      try self.init(making: kind, reportSigned: reportSigned)
    }
  }

  private init(copying other: SampleRun) throws {
    root = SampleRun.newRoot()
    folder = root.appending(path: "run")
    key = other.key
    try FileManager.default.copyItem(at: other.root, to: root)
  }

  private init(making kind: KeyKind, reportSigned: Bool) throws {
    root = SampleRun.newRoot()
    folder = root.appending(path: "run")
    key = try JWK.generate(kind, keyID: "did:web:clinic.example#sluice-2026")
    for name in ["run/journal", "run/quarantine", "out", "open"] {
      try FileManager.default.createDirectory(
        at: root.appending(path: name), withIntermediateDirectories: true)
    }
    try write()
    if reportSigned { try publishReport() }
  }

  private static func newRoot() -> URL {
    FileManager.default.temporaryDirectory.appending(path: "sluice-report-\(UUID().uuidString)")
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func url(_ path: String) -> URL { folder.appending(path: path).standardizedFileURL }

  func publishReport() throws {
    let bundle = try RunReport.bundle(
      runFolder: folder.path, key: key, generated: SampleRun.generated)
    try Data(bundle.reportBytes).write(to: url("report.json"))
    try Data(bundle.signatureBytes).write(to: url("report.jws"))
    try Data(bundle.pageBytes).write(to: url("report.html"))
  }

  private func put(_ path: String, _ text: String) throws -> EvidenceFile {
    try Data(text.utf8).write(to: url(path))
    return try EvidenceFiles.digest(url(path).path, named: path)
  }

  private func write() throws {
    _ = try put("run.json", "{\"pipeline\":\"clinic-letters\"}")
    _ = try put("journal/0000.receipts", "receipts")
    _ = try put("quarantine/letters.sealed", "sealed bytes")
    let catalogue = try RunCatalogue(writing: url(RunCatalogue.fileName).path)
    var changes = RunCatalogue.Changes(stages + edges + sources + findings + (try outputs()))
    changes.add(ledger.entries)
    changes.add(run)
    changes.add(inputs)
    changes.add(rules)
    try catalogue.commit(changes)
    try catalogue.seal()
    let event = OpenLineageEvent(
      .complete, time: SampleRun.generated,
      run: RunID(time: SampleRun.generated, random: [UInt8](repeating: 7, count: 10)),
      job: OpenLineageEvent.Job(namespace: "sluice://clinic.example", name: "clinic-letters"),
      engineVersion: "1.0.0", ledger: ledger)
    try EventLog(url(EventLog.fileName).path).append(event.json)
  }

  private var run: RunCatalogue.Run {
    RunCatalogue.Run(
      id: "019f7b3e-51c4-7d02-9a6e-2f0c8b1d44e7", name: "clinic-letters", state: .complete,
      started: Timestamp(microseconds: 1_795_184_400_250_000),
      finished: Timestamp(microseconds: 1_795_185_060_812_000), engineVersion: "1.0.0",
      engineDigest: digest("engine"), pipelineDigest: digest("pipeline"),
      policyDigests: ["permit.odrl.json": JSON(digest("permit")), "eu-gdpr 2026-08": JSON(digest("gdpr"))],
      seed: 42, workers: 8)
  }

  private func digest(_ text: String) -> String { Digest256.hash(Array(text.utf8)).hex }

  private var stages: [any CatalogueRow] {
    let described: [(String, String, [String], [String], Bool, Int)] = [
      ("letters", "ingest", ["out"], ["invalid-utf8", "not-json", "missing-field"], false, 18_204_000_000),
      ("registry", "ingest", ["out"], ["not-csv"], false, 2_310_000_000),
      ("permit", "policy.gate", ["out"], [], false, 41_000_000),
      ("clean", "anonymize", ["out"], ["vault-full"], false, 312_480_000_000),
      ("quality", "filter", ["out"], ["fewer than 50 words", "mean word length"], false, 9_120_000_000),
      ("unique", "deduplicate", ["out"], ["duplicate"], false, 11_700_000_000),
      ("language", "route", ["german", "*"], [], false, 3_050_000_000),
      ("tokens", "tokenize", ["out"], [], false, 121_330_000_000),
      ("seal", "seal", ["out"], [], true, 24_040_000_000),
      ("open", "write", ["out"], [], true, 1_200_000_000),
    ]
    return described.enumerated().map { position, stage in
      let (arrived, left, _) = ledger.totals(ofStage: position)
      return RunCatalogue.Stage(
        position: position, name: stage.0, kind: stage.1, optionsDigest: digest(stage.0), ports: stage.2,
        reasons: stage.3, isSink: stage.4, recordsIn: arrived, recordsOut: left, bytesIn: arrived * 1800,
        bytesOut: left * 1750, cpuNanoseconds: stage.5)
    }
  }

  private var ledger: Ledger {
    let plan = LedgerPlan(
      stages: [
        LedgerPlan.Stage("letters", reasons: ["invalid-utf8", "not-json", "missing-field"]),
        LedgerPlan.Stage("registry", reasons: ["not-csv"]), LedgerPlan.Stage("permit"),
        LedgerPlan.Stage("clean", reasons: ["vault-full"]),
        LedgerPlan.Stage("quality", reasons: ["fewer than 50 words", "mean word length"]),
        LedgerPlan.Stage("unique", reasons: ["duplicate"]),
        LedgerPlan.Stage("language", ports: ["german", "*"]), LedgerPlan.Stage("tokens"),
        LedgerPlan.Stage("seal", isSink: true), LedgerPlan.Stage("open", isSink: true),
      ],
      edges: [
        (0, 0, 2), (1, 0, 2), (2, 0, 3), (3, 0, 4), (4, 0, 5), (5, 0, 6), (6, 0, 7), (7, 0, 8), (6, 1, 9),
      ]
      .map { LedgerPlan.Edge(stage: $0.0, port: $0.1, target: $0.2) },
      shardCounts: [4, 1])
    var ledger = Ledger(plan)
    for (source, shard, records) in [
      (0, 0, 12_410), (0, 1, 12_388), (0, 2, 12_402), (0, 3, 6_113), (1, 0, 2_204),
    ] {
      flow(&ledger, source: source, shard: shard, records: records)
    }
    return ledger
  }

  private func flow(_ ledger: inout Ledger, source: Int, shard: Int, records: Int) {
    let unreadable = source == 0 && shard < 3 ? [2, 5, 1] : [source == 0 ? 0 : 3]
    var left = records
    func pass(_ stage: Int, _ drops: [Int] = []) {
      ledger.arrived(left, stage: stage, source: source, shard: shard)
      for (reason, count) in drops.enumerated() {
        ledger.dropped(count, stage: stage, reason: reason, source: source, shard: shard)
        left -= count
      }
      guard stage != 6 else { return }
      ledger.left(left, stage: stage, source: source, shard: shard)
    }
    pass(source, unreadable)
    pass(2)
    pass(3)
    pass(4, [records / 19, records / 71])
    pass(5, [records / 24])
    pass(6)
    let german = left * 93 / 100
    ledger.left(german, stage: 6, port: 0, source: source, shard: shard)
    ledger.left(left - german, stage: 6, port: 1, source: source, shard: shard)
    let other = left - german
    left = german
    pass(7)
    pass(8)
    left = other
    pass(9)
  }

  private var edges: [any CatalogueRow] {
    let raw = Schema([
      Field("text", .string, health), Field("patient_id", .string, PrivacyLabel(.direct)),
      Field("name", .string, PrivacyLabel(.direct)), Field("birth_date", .date, PrivacyLabel(.quasi)),
      Field("ward", .string, PrivacyLabel(.quasi)), Field("department", .string),
    ])
    let treated = Schema([
      Field("text", .string, redacted),
      Field("patient_id", .string, PrivacyLabel(.direct, treatment: .pseudonymized)),
      Field("birth_date", .date, PrivacyLabel(.quasi, treatment: .generalized)),
      Field("department", .string),
    ])
    let tokens = Schema([Field("tokens", .tokens, redacted)])
    return [
      RunCatalogue.Edge(stage: 0, port: "out", target: 2, schema: raw, jurisdictions: ["DE"]),
      RunCatalogue.Edge(
        stage: 1, port: "out", target: 2,
        schema: Schema([
          Field("patient_id", .string, PrivacyLabel(.direct)),
          Field("icd10", .string, PrivacyLabel(.quasi, special: [.health])),
        ]), jurisdictions: ["AT"]),
      RunCatalogue.Edge(stage: 2, port: "out", target: 3, schema: raw, jurisdictions: ["DE", "AT"]),
      RunCatalogue.Edge(stage: 3, port: "out", target: 4, schema: treated, jurisdictions: ["DE", "AT"]),
      RunCatalogue.Edge(stage: 4, port: "out", target: 5, schema: treated),
      RunCatalogue.Edge(stage: 5, port: "out", target: 6, schema: treated),
      RunCatalogue.Edge(stage: 6, port: "german", target: 7, schema: treated),
      RunCatalogue.Edge(stage: 6, port: "*", target: 9, schema: Schema([Field("department", .string)])),
      RunCatalogue.Edge(stage: 7, port: "out", target: 8, schema: tokens, jurisdictions: ["DE", "FI"]),
    ]
  }

  private var sources: [any CatalogueRow] {
    let shards = [
      (0, 0, 12_410, 8), (0, 1, 12_388, 8), (0, 2, 12_402, 8), (0, 3, 6_113, 0), (1, 0, 2_204, 3),
    ]
    let files: [any CatalogueRow] = shards.map { source, number, records, faults in
      RunCatalogue.Shard(
        source: source, number: number,
        path: source == 0 ? "letters/2026-0\(number + 1).jsonl.zst" : "registry/cases.csv",
        sha256: digest("\(source)/\(number)"), bytes: records * 512, records: records, faults: faults)
    }
    return files + [
      RunCatalogue.Source(
        position: 0, stage: 0, dataset: "urn:clinic:letters-2026", title: "Discharge letters 2026",
        declaration: [
          "agreement": "urn:clinic:agreement:2026-041",
          "legalBasis": ["basis": "A6-1-e", "law": "§ 27 BDSG"],
          "specialCategoryException": ["exception": "A9-2-j"], "jurisdiction": "DE", "source": "own-records",
          "categories": ["health"], "subjects": ["patients"], "retention": ["eraseBy": "2031-12-31"],
        ]),
      RunCatalogue.Source(
        position: 1, stage: 1, dataset: "urn:registry:cases", title: "Case registry extract",
        declaration: [
          "agreement": "urn:registry:permit:77", "legalBasis": "A6-1-e", "jurisdiction": "AT",
          "license": "LicenseRef-registry-research", "source": "public-body", "categories": ["health"],
          "retention": ["criteria": "until the study's publication"],
        ]),
    ]
  }

  private var findings: [any CatalogueRow] {
    let detections: [any CatalogueRow] = [
      ("PERSON", "pseudonym", 118_204), ("DATE_OF_BIRTH", "generalize", 39_871),
      ("ADDRESS", "redact", 31_016),
      ("PHONE_NUMBER", "redact", 12_977), ("EMAIL_ADDRESS", "redact", 4_410), ("IBAN", "redact", 212),
      ("NATIONAL_ID", "drop", 87),
    ].map { type, operation, count in
      RunCatalogue.Detection(stage: 3, field: "text", type: type, operation: operation, occurrences: count)
    }
    let quarantined: [any CatalogueRow] = (0..<27).map { index in
      RunCatalogue.Quarantined(
        source: index < 24 ? 0 : 1, shard: index < 24 ? index / 8 : 0, record: 12 + index * 401,
        byteOffset: 1_093 + index * 71_231, line: 13 + index * 401,
        field: index % 8 == 7 ? "birth_date" : nil,
        reason: index < 24
          ? ["invalid-utf8", "not-json", "missing-field"][[0, 0, 1, 1, 1, 1, 1, 2][index % 8]] : "not-csv")
    }
    let notes: [any CatalogueRow] = [
      RunCatalogue.Note(stage: 7, name: "tokens", value: 27_446_211),
      RunCatalogue.Note(stage: 7, name: "special tokens written as text", value: 17),
    ]
    return detections + quarantined + notes + [
      RunCatalogue.Event(
        sequence: 0, time: Timestamp(microseconds: 1_795_184_400_250_000), kind: "started",
        detail: ["host": "node-3", "workers": 8]),
      RunCatalogue.Event(
        sequence: 1, time: Timestamp(microseconds: 1_795_184_731_000_000), kind: "resumed",
        detail: ["reason": "the process was ended by a signal", "framesDone": 41]),
      RunCatalogue.Assertion(
        stage: 4, expression: "dropped.share < 0.15", holds: true, observed: ["dropped.share": 0.066]),
      RunCatalogue.Recipient(
        stage: 8, kid: "did:web:train.example#node-a", keyType: "X25519", algorithm: "ECDH-ES+A256KW",
        name: "Training cluster A", jurisdiction: "FI"),
      RunCatalogue.Recipient(
        stage: 8, kid: "did:web:clinic.example#backup", keyType: "X25519", algorithm: "ECDH-ES+A256KW",
        name: "Clinic, key escrow", jurisdiction: "DE"),
    ]
  }

  private func outputs() throws -> [any CatalogueRow] {
    let sealed = ledger.totals(ofStage: 8).left
    let open = ledger.totals(ofStage: 9).left
    var rows: [any CatalogueRow] = []
    for number in 0..<3 {
      let file = try put("../out/0000\(number).slz", "encrypted shard \(number)")
      rows.append(
        RunCatalogue.Output(
          stage: 8, number: number, kind: .shard, path: file.path, sha256: file.sha256, bytes: file.bytes,
          documents: number < 2 ? sealed / 3 : sealed - 2 * (sealed / 3), tokens: 9_230_114 - number * 81_377,
          commitment: digest("commitment \(number)")))
    }
    for (number, name, kind) in [
      (3, "manifest.json", RunCatalogue.Output.Kind.manifest), (4, "keys.json", .keys),
    ] {
      let file = try put("../out/\(name)", "{\"\(name)\":1}")
      rows.append(
        RunCatalogue.Output(
          stage: 8, number: number, kind: kind, path: file.path, sha256: file.sha256, bytes: file.bytes))
    }
    let file = try put("../open/other.jsonl", "{\"department\":\"surgery\"}\n")
    rows.append(
      RunCatalogue.Output(
        stage: 9, number: 0, kind: .shard, path: file.path, sha256: file.sha256, bytes: file.bytes,
        documents: open))
    return rows
  }
}
