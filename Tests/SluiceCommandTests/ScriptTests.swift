import Foundation
import Testing

@Suite("Command lines")
struct ScriptTests {
  @Test("do and say what the scripts record", arguments: Script.all)
  func scripts(file: URL) throws {
    var script = try Script(file)
    try script.run()
    #expect(script.commands > 0)
  }

  @Test("every script is found")
  func found() {
    #expect(Script.all.count >= 4)
  }
}
