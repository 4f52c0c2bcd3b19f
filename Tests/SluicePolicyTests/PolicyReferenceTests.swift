import Foundation
import SluiceTestSupport
import Testing

@testable import SluicePolicy

@Suite("The reference for compliance officers") struct PolicyReferenceTests {
  static let page = SharedData.checkout.appending(path: "Docs/policy.md")
  static let mark = "<!-- Below this line the page is made by PolicyReference. -->\n\n"

  @Test("is what the rules, keys, facts and terms say; SLUICE_UPDATE=1 writes it anew")
  func isCurrent() throws {
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    let parts = page.components(separatedBy: Self.mark)
    try #require(parts.count == 2)
    let reference = PolicyReference.markdown(try RulePack.builtIn("eu-gdpr"))
    if ProcessInfo.processInfo.environment["SLUICE_UPDATE"] == "1" {
      try (parts[0] + Self.mark + reference).write(to: Self.page, atomically: true, encoding: .utf8)
    } else {
      #expect(parts[1] == reference)
    }
  }
}
