import Foundation
import SluiceCore
import SluiceEngine
import SluiceTestSupport
import SluiceText
import Testing

@Suite("Reference of expressions")
struct ExpressionReferenceTests {
  private func page() throws -> String {
    let path = SharedData.checkout.appending(path: "Docs/reference/expressions.md")
    return try String(contentsOf: path, encoding: .utf8)
  }

  @Test("names every measure as it is defined")
  func measures() throws {
    let page = try page()
    for measure in TextMeasure.allCases {
      let type = measure.isWhole ? "whole number" : "number"
      #expect(page.contains("| `\(measure.rawValue)` | \(type) | \(measure.summary) |"))
    }
  }

  @Test("shows a normal form that is one")
  func normalForm() throws {
    let lines = try page().components(separatedBy: "\n").map { String($0) }
    let position = try #require(lines.firstIndex { $0.hasPrefix("words>=50 && ") })
    let schema = Schema([Field("text", .string), Field("lang", .string), Field("date", .date)])
    #expect(try SluiceEngine.Expression(lines[position], schema: schema).description == lines[position + 1])
  }
}
