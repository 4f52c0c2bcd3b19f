import Foundation
import SluiceCore
import SluiceLineage

/// A folder of its own for one test, removed with the value.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "sluice-lineage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }
}

/// A generator whose numbers depend on the seed only (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A small run: letters → quality → seal, one source of two shards.
enum SampleRun {
  static let plan = LedgerPlan(
    stages: [
      LedgerPlan.Stage("letters", reasons: ["unreadable"]),
      LedgerPlan.Stage("quality", reasons: ["condition"]),
      LedgerPlan.Stage("seal", isSink: true),
    ],
    edges: [LedgerPlan.Edge(stage: 0, target: 1), LedgerPlan.Edge(stage: 1, target: 2)],
    shardCounts: [2])

  static var rows: [any CatalogueRow] {
    [
      RunCatalogue.Run(
        id: "018f3c1e-7a2b-7cde-8f01-23456789abcd", name: "letters", state: .complete,
        started: Timestamp(microseconds: 1_795_000_000_000_000),
        finished: Timestamp(microseconds: 1_795_000_060_123_456), engineVersion: "1.0.0",
        engineDigest: String(repeating: "a", count: 64), pipelineDigest: String(repeating: "b", count: 64),
        policyDigests: ["permit": "cc"], seed: -7, workers: 2),
      RunCatalogue.Stage(
        position: 0, name: "letters", kind: "ingest", optionsDigest: "01", ports: ["out"],
        reasons: ["unreadable"], recordsIn: 10, recordsOut: 9, bytesIn: 1000, bytesOut: 900,
        cpuNanoseconds: 5),
      RunCatalogue.Stage(
        position: 1, name: "quality", kind: "filter", optionsDigest: "02", ports: ["out"],
        reasons: ["condition"], recordsIn: 9, recordsOut: 7),
      RunCatalogue.Stage(
        position: 2, name: "seal", kind: "seal", optionsDigest: "03", ports: ["out"], reasons: [],
        isSink: true,
        recordsIn: 7, recordsOut: 7),
      RunCatalogue.Edge(
        stage: 0, port: "out", target: 1, fields: [["name": "text", "label": "free-text"]],
        jurisdictions: ["DE"]),
      RunCatalogue.Edge(stage: 1, port: "out", target: 2, fields: []),
      RunCatalogue.Source(
        position: 0, stage: 0, dataset: "urn:x:letters", title: "Letters",
        declaration: ["agreement": "urn:x:permit"]),
      RunCatalogue.Shard(
        source: 0, number: 0, path: "letters/0.jsonl", sha256: "dd", bytes: 600, records: 6, faults: 1),
      RunCatalogue.Shard(
        source: 0, number: 1, path: "letters/1.jsonl", sha256: "ee", bytes: 400, records: 4),
      RunCatalogue.Detection(
        stage: 1, field: "text", type: "EMAIL_ADDRESS", operation: "pseudonym", occurrences: 12),
      RunCatalogue.Verdict(
        stage: 1, pack: "eu-gdpr", rule: "gdpr-9", citation: "GDPR Article 9(2)(j)", title: "Health data",
        basis: .declared, outcome: .permit, message: "declared", party: "Hospital",
        evidence: ["pipeline.json#/stages/letters"], missing: [], explanation: ["fact": true]),
      RunCatalogue.Recipient(
        stage: 2, kid: "node-a", keyType: "X25519", algorithm: "ECDH-ES+A256KW", name: "Node A",
        jurisdiction: "FI"),
      RunCatalogue.Output(
        stage: 2, number: 0, kind: .shard, path: "out/00000.slz", sha256: "ff", bytes: 10, documents: 7,
        tokens: 70, commitment: "00"),
      RunCatalogue.Quarantined(
        source: 0, shard: 0, record: 3, byteOffset: 123, line: 4, entry: "a/b.jsonl", field: "text",
        reason: "unreadable"),
      RunCatalogue.Note(stage: 1, name: "words", value: 12_000),
      RunCatalogue.Event(
        sequence: 0, time: Timestamp(microseconds: 1), kind: "resumed", detail: ["from": 3]),
      RunCatalogue.Assertion(stage: 1, expression: "dropped < 5", holds: true, observed: ["dropped": 2]),
      ReportInputs(
        purpose: "https://w3id.org/dpv#ScientificResearch", purposeText: "Research",
        controller: ReportInputs.Party("Hospital", contact: "dpo@hospital.example", country: "DE"),
        subjects: ["patients"],
        transfers: [ReportInputs.Transfer(country: "CH", recipient: "Institute", tool: "adequacy decision")],
        retention: [ReportInputs.Retention("shards", until: "2030-01-01", basis: "permit")],
        detectors: [
          ReportInputs.DetectorQuality(
            type: "EMAIL_ADDRESS", corpus: "bundled", examples: 100, precision: 0.98, recall: 0.95)
        ], notCovered: ["facts declared by a party"]),
    ]
  }

  static var ledger: Ledger {
    var ledger = Ledger(plan)
    for (shard, read, faults, poor) in [(0, 6, 1, 2), (1, 4, 0, 0)] {
      ledger.arrived(read, stage: 0, source: 0, shard: shard)
      ledger.dropped(faults, stage: 0, reason: 0, source: 0, shard: shard)
      ledger.left(read - faults, stage: 0, source: 0, shard: shard)
      ledger.arrived(read - faults, stage: 1, source: 0, shard: shard)
      ledger.dropped(poor, stage: 1, reason: 0, source: 0, shard: shard)
      ledger.left(read - faults - poor, stage: 1, source: 0, shard: shard)
      ledger.arrived(read - faults - poor, stage: 2, source: 0, shard: shard)
      ledger.left(read - faults - poor, stage: 2, source: 0, shard: shard)
    }
    return ledger
  }

  static var lineage: [FrameLineage] {
    var first = FrameLineage(origin: Frame.Origin(), recordCount: 6)
    first.quarantined(reason: 0, records: [3])
    first.dropped(stage: 1, reason: 0, records: [0, 5])
    first.placed(sink: 2, outputShard: 0, firstDocument: 0, records: [1, 2, 4])
    var second = FrameLineage(origin: Frame.Origin(shard: 1), recordCount: 4)
    second.placed(sink: 2, outputShard: 0, firstDocument: 3, records: [0, 1, 2, 3])
    return [first, second]
  }
}
