import Foundation
import SluiceTestSupport
import Testing

@testable import SluiceCommand

@Suite("Reference of commands")
struct ReferenceTests {
  @Test("the page in the repository is the one the tables give")
  func current() throws {
    let page = SharedData.checkout.appending(path: "Docs/reference/commands.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(
      text == CommandReference.text(.sluice),
      "make it anew: sluice help --markdown > Docs/reference/commands.md")
  }
}
