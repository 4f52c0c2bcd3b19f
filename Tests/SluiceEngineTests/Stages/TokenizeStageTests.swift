import Foundation
import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceEngine

@Suite("Tokenize stage") struct TokenizeStageTests {
  private static let tokenizer = SharedData.checkout.appending(path: "Fixtures/tokenizer/tokenizer.json").path

  private func plan(_ options: String) throws -> Plan {
    try SmallPipeline.plan(
      """
      "tokens": { "use": "tokenize", "in": "gate", "tokenizer": "\(Self.tokenizer)" \(options) },
      "out": { "use": "write", "in": "tokens", "to": "out" }
      """)
  }

  private func counts(_ plan: Plan, _ tally: FrameTally.Stage) throws -> [String: Int] {
    let index = try #require(plan.index(of: "tokens"))
    let names = plan.stages[index].stage.counters.map(\.name)
    return Dictionary(uniqueKeysWithValues: zip(names, tally.counts)).filter { $0.value > 0 }
  }

  private func tokens(_ frame: Frame) throws -> TokenColumn {
    guard case .tokens(let column) = frame.columns[0] else { throw SluiceError(.bug, "no tokens") }
    return column
  }

  @Test("counts words and tokens of each language, and calls what is no language other")
  func languages() throws {
    let plan = try plan(#", "language": "id""#)
    let records: [JSON] = [
      ["id": "de", "text": "ein kurzer Brief"], ["id": "de-AT", "text": "Servus"],
      ["id": "Anna Kowalska", "text": "x"],
    ]
    let (_, tally) = try SmallPipeline.process(
      SmallPipeline.frame(records, for: "tokens", of: plan), by: "tokens", of: plan)
    let counts = try counts(plan, tally)
    #expect(counts["language.de.words"] == 4 && counts["language.de.documents"] == 2)
    #expect(counts["language.de.bytes"] == 22 && counts["language.other.documents"] == 1)
    #expect(counts["tokens"] == counts.filter { $0.key.hasSuffix(".tokens") }.reduce(0) { $0 + $1.value })
  }

  @Test("drops a record that spells a control token, and packs the others")
  func forbidden() throws {
    let plan = try plan(
      #", "specials": "forbid", "append": "<|endoftext|>","#
        + #""pack": {"length": 16, "mode": "best-fit", "pad": "<|endoftext|>"}"#)
    var records = SmallPipeline.records(40) { JSON(String(repeating: "Brief ", count: $0 % 7)) }
    records[5] = ["id": "bad", "text": "a <|endoftext|> b"]
    let frame = try SmallPipeline.frame(records, for: "tokens", of: plan)
    let (outputs, tally) = try SmallPipeline.process(frame, by: "tokens", of: plan)
    let column = try tokens(outputs[0])
    #expect(tally.drops.map(\.reason) == [0] && tally.drops[0].ordinals == [5])
    #expect(outputs[0].selection.population == 39 && column.range(5).isEmpty)
    #expect(column.ids.count.isMultiple(of: 16))
    #expect(try counts(plan, tally)["sequences"] == column.ids.count / 16)
    var ordinals: [UInt32] = []
    outputs[0].selection.forEachSet { ordinals.append(outputs[0].ordinals[$0]) }
    #expect(Set(ordinals) == Set(0..<40).subtracting([5]))
  }

  @Test("checks that ids stand for their text")
  func roundTrip() throws {
    let plan = try plan(#", "roundTrip": "fail", "append": "<|endoftext|>""#)
    let frame = try SmallPipeline.frame(
      SmallPipeline.records(20) { JSON("Grüße № \($0) \u{1F600}\n") } + [["id": "none"]], for: "tokens",
      of: plan)
    let (outputs, tally) = try SmallPipeline.process(frame, by: "tokens", of: plan)
    #expect(outputs[0].selection.population == 21)
    #expect(try counts(plan, tally)["not-reversible"] == nil)
  }

  @Test(
    "refuses packing that cannot hold",
    arguments: [
      (#""pack": {"length": 16, "mode": "best-fit"}"#, "bad-packing"),
      (#""pack": {"length": 16, "pad": "<|endoftext|>"}"#, "bad-packing"),
      (#""pack": {"length": 16, "mode": "best-fit", "pad": "<|x|>"}"#, "unknown-token"),
    ])
  func badPacking(options: String, id: String) {
    let text = """
      { "sluice": 1, "name": "small", "stages": {
        "notes": { "use": "ingest", "from": "*.jsonl", "dataset": { "id": "urn:example:notes" },
          "schema": { "text": { "label": "none" } } },
        "gate": { "use": "policy.gate", "in": "notes", "rules": ["eu-gdpr"] },
        "tokens": { "use": "tokenize", "in": "gate", "tokenizer": "\(Self.tokenizer)", \(options) } } }
      """
    let (_, diagnostics) = Plan.make(Array(text.utf8), file: "small.json")
    #expect(diagnostics.map(\.id).contains(id))
  }
}
