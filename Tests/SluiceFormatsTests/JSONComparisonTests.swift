import Foundation
import SluiceCore
import SluiceFormats
import SluiceTestSupport
import Testing

/// Foundation's JSON parser as the other opinion.
@Suite("JSON lines beside Foundation")
struct JSONComparisonTests {
  private let format = IngestFormat(
    .jsonl,
    fields: [
      SourceField(Field("s", .string, isOptional: true)), SourceField(Field("i", .integer, isOptional: true)),
      SourceField(Field("x", .number, isOptional: true)), SourceField(Field("b", .boolean, isOptional: true)),
      SourceField(Field("deep", .string, isOptional: true), from: "o.p.q"),
    ])

  private func text(_ random: inout SeededGenerator) -> String {
    let scalars = "abc \"\\/\n\t\u{1}äß€𝄞\u{7f}\u{fffd}{}[]:,".unicodeScalars.map { $0 }
    var text = ""
    for _ in 0..<Int.random(in: 0...30, using: &random) {
      text.unicodeScalars.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
    }
    return text
  }

  private func value(_ random: inout SeededGenerator, depth: Int = 0) -> Any {
    switch Int.random(in: 0...(depth < 3 ? 6 : 4), using: &random) {
    case 0: return text(&random)
    case 1: return Int.random(in: .min ... .max, using: &random)
    case 2: return Double.random(in: -1e6...1e6, using: &random)
    case 3: return Bool.random(using: &random)
    case 4: return NSNull()
    case 5: return (0..<Int.random(in: 0...3, using: &random)).map { _ in value(&random, depth: depth + 1) }
    default:
      return Dictionary(
        uniqueKeysWithValues: ["s", "i", "k\n"].prefix(Int.random(in: 0...3, using: &random)).map {
          ($0, value(&random, depth: depth + 1))
        })
    }
  }

  @Test("generated records give the values Foundation reads") func values() throws {
    var random = SeededGenerator(seed: 42)
    var lines: [Data] = []
    for _ in 0..<500 {
      var record: [String: Any] = ["other": value(&random), "k\u{e4}y \"": value(&random)]
      if Bool.random(using: &random) { record["s"] = text(&random) }
      if Bool.random(using: &random) { record["i"] = Int.random(in: .min ... .max, using: &random) }
      if Bool.random(using: &random) { record["x"] = Double.random(in: -1e300...1e300, using: &random) }
      if Bool.random(using: &random) { record["b"] = Bool.random(using: &random) }
      if Bool.random(using: &random) {
        record["o"] = ["p": ["q": text(&random), "s": "no"], "i": 3] as [String: Any]
      }
      lines.append(try JSONSerialization.data(withJSONObject: record))
    }
    let all = try ingest([UInt8](Data(lines.joined(separator: Data("\n".utf8)))), format)
    #expect(all.faults == [])
    let frame = try #require(all.frames.first?.frame)
    try #require(frame.count == lines.count)
    for (row, line) in lines.enumerated() {
      let object = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
      let deep = ((object["o"] as? [String: Any])?["p"] as? [String: Any])?["q"] as? String
      #expect(string(frame, 0, row) == object["s"] as? String)
      #expect(integer(frame, 1, row) == (object["i"] as? NSNumber)?.int64Value)
      #expect(number(frame, 2, row) == (object["x"] as? NSNumber)?.doubleValue)
      #expect(integer(frame, 3, row) == (object["b"] as? NSNumber).map { $0.boolValue ? 1 : 0 })
      #expect(string(frame, 4, row) == deep)
    }
  }

  @Test("mutants are taken or refused as Foundation does, and every record is accounted for") func mutants()
    throws
  {
    var random = SeededGenerator(seed: 7)
    let seed = Array(
      "{\"s\":\"a\\u00e4\\n\",\"i\":12,\"x\":1.5e3,\"b\":true,\"o\":{\"p\":{\"q\":\"z\"}},\"r\":[1,{\"k\":null},-0.5,\"\\\"\"]}"
        .utf8)
    let loose = IngestFormat(.jsonl, fields: [SourceField(Field("none", .string, isOptional: true))])
    var taken = 0
    for _ in 0..<6000 {
      let mutant = random.mutation(of: seed).filter { $0 != 0x0A }
      let all = try ingest(mutant, loose)
      #expect(all.isBalanced)
      guard all.recordsIn == 1 else { continue }
      let object = try? JSONSerialization.jsonObject(with: Data(mutant), options: [.fragmentsAllowed])
      taken += all.rows
      if all.rows == 1 {
        #expect(object is [String: Any], "taken: \(String(decoding: mutant, as: UTF8.self))")
      }
      if object is [String: Any], all.rows == 0, !isLaxInFoundation(mutant) {
        Issue.record("refused: \(String(decoding: mutant, as: UTF8.self))")
      }
      let again = try ingest(mutant, format)
      #expect(again.isBalanced)
    }
    #expect(taken > 100)
  }

  /// Foundation takes control characters in strings, a byte order mark and other encodings, which RFC 8259 forbids.
  private func isLaxInFoundation(_ bytes: [UInt8]) -> Bool {
    bytes.contains { $0 < 0x20 } || String(validating: bytes, as: UTF8.self) == nil
  }

  private func string(_ frame: Frame, _ column: Int, _ row: Int) -> String? {
    guard case .text(let values) = frame.columns[column], frame.columns[column].isValid(row) else {
      return nil
    }
    return values.string(row)
  }

  private func integer(_ frame: Frame, _ column: Int, _ row: Int) -> Int64? {
    guard case .integers(let values) = frame.columns[column], frame.columns[column].isValid(row) else {
      return nil
    }
    return values.values[row]
  }

  private func number(_ frame: Frame, _ column: Int, _ row: Int) -> Double? {
    guard case .numbers(let values) = frame.columns[column], frame.columns[column].isValid(row) else {
      return nil
    }
    return values.values[row]
  }
}
