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
    let letters = try Detection.lines(Self.fixtures.appending(path: "letters-4.jsonl"))
    let gold = Self.gold(try Detection.lines(Self.fixtures.appending(path: "gold.jsonl")))
    #expect(letters.count == 188)
    let detector = Detector(Detection.balanced)
    var direct = 0
    var dates = (found: 0, all: 0)
    var strays = 0
    var missed: [String] = []
    for letter in letters {
      let id = try #require(letter["id"] as? String)
      let text = try #require(letter["text"] as? String)
      var known = KnownValues()
      for field in ["name", "patient_id"] {
        let value = Array(try #require(letter[field] as? String).utf8)
        known.add(value.span)
      }
      let bytes = Array(text.utf8)
      detector.find(in: bytes.span, known: known)
      let offsets = Detection.byteOffsets(text)
      var covered = [Bool](repeating: false, count: bytes.count)
      for finding in detector.findings { for position in finding.range { covered[position] = true } }
      let items = gold[id] ?? []
      for item in items {
        let range = offsets[item.range.lowerBound]..<offsets[item.range.upperBound]
        let isFound = range.allSatisfy { covered[$0] || [0x20, 0x2C, 0x2D, 0x2E].contains(bytes[$0]) }
        if item.isDirect && !isFound { missed.append("\(id) \(item.type) at byte \(range.lowerBound)") }
        if item.isDirect { direct += 1 }
        if item.type.hasSuffix("date") { dates = (dates.found + (isFound ? 1 : 0), dates.all + 1) }
      }
      strays +=
        detector.findings.filter { finding in
          !items.contains {
            (offsets[$0.range.lowerBound]..<offsets[$0.range.upperBound]).overlaps(finding.range)
          }
        }.count
    }
    #expect(direct == 1097)
    #expect(missed.isEmpty, "places that no finding covers")
    #expect(dates.found == dates.all)
    #expect(strays <= 2, "findings that touch no gold item")
  }
}
