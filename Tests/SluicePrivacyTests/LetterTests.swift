import Foundation
import SluicePrivacy
import SluiceTestSupport
import Testing

@Suite("Identifiers in the synthetic letters")
struct LetterTests {
  private struct Gold {
    var range: Range<Int>
    var type: String
    var isDirect: Bool
  }

  private static let fixtures = SharedData.checkout.appending(path: "Fixtures/letters")

  private static func gold(_ lines: [[String: Any]]) -> [String: [Gold]] {
    var gold: [String: [Gold]] = [:]
    for line in lines {
      guard let id = line["id"] as? String, let start = line["start"] as? Int, let end = line["end"] as? Int,
        let type = line["type"] as? String, let kind = line["kind"] as? String
      else { continue }
      gold[id, default: []].append(
        Gold(
          range: start..<end, type: type + ((line["scheme"] as? String).map { " " + $0 } ?? ""),
          isDirect: kind == "direct"))
    }
    return gold
  }

  @Test("every direct identifier of the letters is covered when name and patient number are known")
  func recall() throws {
    let environment = ProcessInfo.processInfo.environment
    let file =
      environment["SLUICE_LETTERS"].map { URL(filePath: $0) }
      ?? Self.fixtures.appending(path: "letters-4.jsonl")
    let letters = try Detection.lines(file)
    let gold = Self.gold(try Detection.lines(Self.fixtures.appending(path: "gold.jsonl")))
    let detector = Detector(Detection.balanced)
    var totals: [String: (found: Int, all: Int)] = [:]
    var directFound = 0
    var directAll = 0
    var overMasked = 0
    var bytes = 0
    var shown = 0
    for letter in letters {
      guard let id = letter["id"] as? String, let text = letter["text"] as? String else { continue }
      var known = KnownValues()
      if environment["SLUICE_UNKNOWN"] == nil {
        for field in ["name", "patient_id"] {
          if let value = letter[field] as? String { known.add(Array(value.utf8).span) }
        }
      }
      detector.find(in: Array(text.utf8).span, known: known)
      let offsets = Detection.byteOffsets(text)
      var covered = [Bool](repeating: false, count: text.utf8.count)
      for finding in detector.findings { for position in finding.range { covered[position] = true } }
      var isGold = [Bool](repeating: false, count: text.utf8.count)
      let utf8 = Array(text.utf8)
      for item in gold[id] ?? [] {
        let range = offsets[item.range.lowerBound]..<offsets[item.range.upperBound]
        for position in range { isGold[position] = true }
        let isFound = range.allSatisfy { covered[$0] || [0x20, 0x2E, 0x2C, 0x2D].contains(utf8[$0]) }
        totals[item.type, default: (0, 0)].all += 1
        totals[item.type, default: (0, 0)].found += isFound ? 1 : 0
        if item.isDirect { directAll += 1; directFound += isFound ? 1 : 0 }
        if !isFound, item.isDirect || item.type.contains("date"),
          shown < Int(environment["SLUICE_SHOW"] ?? "0") ?? 0
        {
          shown += 1
          let around = max(0, range.lowerBound - 40)..<min(utf8.count, range.upperBound + 20)
          print(
            "MISS \(id) \(item.type) «\(String(decoding: utf8[range], as: UTF8.self))» in …\(String(decoding: utf8[around], as: UTF8.self).replacing("\n", with: "⏎"))…"
          )
        }
      }
      for finding in detector.findings where !finding.range.contains(where: { isGold[$0] }) {
        overMasked += 1
        if environment["SLUICE_OVER"] != nil {
          let around = max(0, finding.range.lowerBound - 30)..<min(utf8.count, finding.range.upperBound + 20)
          print(
            "OVER \(id) \(finding.type.name) «\(String(decoding: utf8[finding.range], as: UTF8.self))» in …\(String(decoding: utf8[around], as: UTF8.self).replacing("\n", with: "⏎"))…"
          )
        }
      }
      bytes += utf8.count
    }
    for (type, total) in totals.sorted(by: { $0.key < $1.key }) {
      print("letters: \(type) \(total.found)/\(total.all)")
    }
    print(
      "letters: direct \(directFound)/\(directAll), findings that touch no gold item \(overMasked) in \(bytes) bytes"
    )
  }
}
