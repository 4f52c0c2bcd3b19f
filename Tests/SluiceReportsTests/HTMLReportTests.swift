import Foundation
import SluiceCore
import SluiceLineage
import Testing

@testable import SluiceReports

@Suite("The page of a report")
struct HTMLReportTests {
  private func report() throws -> JSON {
    let run = try SampleRun()
    return try JSON.parse([UInt8](Data(contentsOf: run.url("report.json"))))
  }

  @Test("is the same whenever it is made, and names the digest of its report")
  func isDeterministic() throws {
    let report = try report()
    let page = HTMLReport.render(report: report)
    #expect(page == HTMLReport.render(report: try JSON.parse(report.canonical)))
    #expect(page.contains("name=\"sluice-report-sha256\""))
  }

  @Test("has no script and nothing from outside")
  func isSelfContained() throws {
    let page = HTMLReport.render(report: try report())
    for forbidden in ["<script", "<link", "<img", "@import", "url(", " src=", " onload="] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
  }

  @Test("never says that anything is compliant")
  func saysNoMoreThanItKnows() throws {
    let report = try report()
    for text in [HTMLReport.render(report: report), TextReport.render(report: report)] {
      #expect(!text.lowercased().contains("complian"))
      #expect(text.contains("What this report does not cover"))
    }
  }

  @Test("escapes whatever the report holds")
  func escaping() throws {
    let evil = "<script>alert('x')</script>\"&\u{202E}\u{7}"
    func poison(_ json: JSON) -> JSON {
      switch json.node {
      case .string: JSON(evil)
      case .array(let elements): JSON(elements.map(poison))
      case .object(let object):
        JSON(
          JSONObject(
            object.members.map { JSONObject.Member($0.key + evil, poison($0.value)) }
              + object.members.map { JSONObject.Member($0.key, poison($0.value)) }))
      default: json
      }
    }
    let page = HTMLReport.render(report: poison(try report()))
    #expect(!page.contains("<script"))
    #expect(!page.contains("\u{202E}") && !page.contains("\u{7}"))
    let text = TextReport.render(report: poison(try report()))
    #expect(!text.contains("\u{202E}") && !text.contains("\u{7}"))
  }

  @Test(
    "is made of any JSON, without a crash",
    arguments: ["{}", "[]", "null", "{\"graph\":{\"stages\":[{}],\"edges\":[{}]}}"])
  func strangeReports(text: String) throws {
    let json = try JSON.parse(text)
    #expect(HTMLReport.render(report: json).hasPrefix("<!DOCTYPE html>"))
    #expect(!TextReport.render(report: json).isEmpty)
  }

  @Test("survives counts at the edge of their range")
  func hugeCounts() throws {
    func inflate(_ json: JSON) -> JSON {
      switch json.node {
      case .integer: JSON(1 << 53)
      case .array(let elements): JSON(elements.map(inflate))
      case .object(let object):
        JSON(JSONObject(object.members.map { JSONObject.Member($0.key, inflate($0.value)) }))
      default: json
      }
    }
    let report = inflate(try report())
    #expect(HTMLReport.render(report: report).contains("9\u{202F}007\u{202F}199\u{202F}254"))
    #expect(!TextReport.render(report: report).isEmpty)
  }

  @Test("is well-formed: every element that opens closes")
  func isWellFormed() throws {
    let page = HTMLReport.render(report: try report())
    let void: Set<String> = ["meta", "br", "!DOCTYPE", "rect", "path"]
    var open: [String] = []
    for part in page.split(separator: "<").dropFirst() {
      let name = String(part.prefix { !" >/\n".contains($0) || $0 == "/" && part.first == "/" })
      if name.hasPrefix("/") {
        #expect(open.popLast() == String(name.dropFirst()))
      } else if !void.contains(name) {
        open.append(name)
      }
    }
    #expect(open.isEmpty)
  }

  @Test("lists at most sixty rows of a table and says how many more there are")
  func longTables() throws {
    var object = try #require(try report().object)
    object["files"] = JSON((0..<500).map { ["path": JSON("f\($0)"), "bytes": 1, "sha256": "00"] as JSON })
    let page = HTMLReport.render(report: JSON(object))
    #expect(page.contains("and 440 more, which stand in"))
    #expect(page.contains(">f59<") && !page.contains(">f60<"))
  }

  @Test("for a terminal keeps to 80 columns")
  func textWidth() throws {
    let text = TextReport.render(report: try report())
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(text.contains("8 rules checked, none broken"))
    #expect(text.contains("The account balances."))
  }
}

@Suite("Conclusions of a report")
struct ConclusionTests {
  private func conclusion(_ change: (inout [any CatalogueRow]) -> Void) throws -> JSON? {
    let run = try SampleRun(reportSigned: false)
    let catalogue = try RunCatalogue(writing: run.url("lineage.sqlite").path)
    var rows: [any CatalogueRow] = []
    change(&rows)
    try catalogue.commit(RunCatalogue.Changes(rows))
    return try RunReport.build(
      from: catalogue, files: [], signer: run.key, generated: SampleRun.generated)["conclusion"]
  }

  private func verdict(_ outcome: RunCatalogue.Verdict.Outcome) -> RunCatalogue.Verdict {
    RunCatalogue.Verdict(
      stage: 2, pack: "p", rule: "r", citation: "c", title: "t", basis: .machine, outcome: outcome,
      message: "m", missing: outcome == .undetermined ? ["dataset.retention"] : [])
  }

  @Test("a refusal names what was not met and what was not decided")
  func refusal() throws {
    let conclusion = try conclusion { rows in
      rows.append(
        RunCatalogue.Run(
          id: "019f7b3e-51c4-7d02-9a6e-2f0c8b1d44e7", name: "clinic-letters", state: .refused,
          started: SampleRun.generated, engineVersion: "1", engineDigest: "", pipelineDigest: ""))
      rows.append(verdict(.deny))
      var other = verdict(.undetermined)
      other.rule = "s"
      rows.append(other)
    }
    #expect(conclusion?["outcome"] == "refused")
    #expect(conclusion?["headline"] == "Refused: 1 rule not met, 1 rule not decided")
  }

  @Test("one broken rule is told, whatever the others say")
  func brokenRule() throws {
    let conclusion = try conclusion { $0.append(verdict(.deny)) }
    #expect(conclusion?["outcome"] == "broken")
    #expect(conclusion?["headline"] == "1 rule not met")
    #expect(conclusion?["detail"] == "Not met: c, t.")
  }

  @Test("an unknown fact counts as no")
  func unknown() throws {
    let conclusion = try conclusion { $0.append(verdict(.undetermined)) }
    #expect(conclusion?["outcome"] == "undecided")
    #expect(conclusion?["headline"] == "1 rule not decided")
    #expect(conclusion?["detail"] == "Not decided: c, t; not known: dataset.retention.")
  }

  @Test("a record that vanished is told before any praise")
  func imbalance() throws {
    let conclusion = try conclusion {
      $0.append(
        RunCatalogue.LedgerEntry(stage: 5, source: 0, shard: 0, kind: .arrived, name: "", records: 1))
    }
    #expect(conclusion?["outcome"] == "unbalanced")
  }

  @Test("a run that failed is not called anything else")
  func failure() throws {
    let conclusion = try conclusion {
      $0.append(
        RunCatalogue.Run(
          id: "019f7b3e-51c4-7d02-9a6e-2f0c8b1d44e7", name: "clinic-letters", state: .failed,
          started: SampleRun.generated, engineVersion: "1", engineDigest: "", pipelineDigest: "",
          message: "no space left"))
    }
    #expect(conclusion?["outcome"] == "failed")
    #expect(conclusion?["detail"] == "no space left")
  }
}
