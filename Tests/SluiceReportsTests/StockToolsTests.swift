import Foundation
import SluiceCore
import SluiceCrypto
import SluiceTestSupport
import Testing

@testable import SluiceReports

@Suite("Verification without our software")
struct StockToolsTests {
  private struct Outcome {
    let status: Int32
    let output: String
  }

  /// Runs the commands as the page prints them, in the run's folder.
  private func execute(_ commands: String, in folder: URL) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "set -e\n" + commands]
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: output)
  }

  /// The commands of the page, unescaped: what a reader copies.
  private func printedCommands(_ run: SampleRun) throws -> [String] {
    let page = try String(contentsOf: run.url("report.html"), encoding: .utf8)
    return page.components(separatedBy: "<pre>").dropFirst().map { part in
      let text = part.components(separatedBy: "</pre>")[0]
      return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
        $0.replacingOccurrences(of: $1.0, with: $1.1)
      }
    }
  }

  @Test("the printed commands accept a sound folder", arguments: [KeyKind.ed25519, .p256, .p384])
  func soundFolder(kind: KeyKind) throws {
    let run = try SampleRun(kind: kind)
    let commands = try printedCommands(run)
    try #require(commands.count == 5)
    let outcomes = try commands.map { try execute($0, in: run.folder) }
    #expect(outcomes.allSatisfy { $0.status == 0 }, "\(outcomes.map(\.output))")
    #expect(outcomes[1].output.contains("Verified"))
    let digests = outcomes[2].output.split(separator: "\n")
    #expect(digests.count == 2 && digests[0] == digests[1] && digests[0].count == 64)
    #expect(outcomes[3].output.isEmpty)
    #expect(outcomes[4].output.isEmpty)
  }

  @Test("the printed commands refuse a changed report, file, output and count")
  func changedFolder() throws {
    let run = try SampleRun()
    let commands = try printedCommands(run)
    _ = try execute(commands[0], in: run.folder)

    let report = try Data(contentsOf: run.url("report.json"))
    var changed = report
    changed[100] ^= 1
    try changed.write(to: run.url("report.json"))
    #expect(try execute(commands[1], in: run.folder).status != 0)
    try report.write(to: run.url("report.json"))
    #expect(try execute(commands[1], in: run.folder).status == 0)

    for path in ["run.json", "../out/00001.slz"] {
      let sound = try Data(contentsOf: run.url(path))
      try Data("x".utf8).write(to: run.url(path))
      #expect(try execute(commands[3], in: run.folder).status != 0)
      try sound.write(to: run.url(path))
    }
    _ = try execute("sqlite3 lineage.sqlite 'UPDATE ledger SET records = 1 WHERE stage = 5'", in: run.folder)
    #expect(try execute(commands[4], in: run.folder).output.contains("5|"))
  }

  @Test("the commands of the guide are those of the page")
  func guide() throws {
    let guide = try String(
      contentsOf: SharedData.checkout.appending(path: "Docs/compliance.md"), encoding: .utf8)
    let words = guide.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for command in try printedCommands(try SampleRun()).dropFirst() {
      #expect(words.contains(command.split(whereSeparator: \.isWhitespace).joined(separator: " ")))
    }
  }
}
