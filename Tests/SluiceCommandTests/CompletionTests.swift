import Foundation
import Testing

@testable import SluiceCommand

@Suite("Completions")
struct CompletionTests {
  /// What bash offers for a line whose last word is being typed, nil where there is no bash.
  private func bash(_ line: String) throws -> [String]? {
    guard FileManager.default.isExecutableFile(atPath: "/bin/bash") else { return nil }
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
    let script =
      Completions.script(for: .bash, .sluice).replacing("compopt -o filenames;", with: "")
      + "\nCOMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1); _sluice\n"
      + "printf '%s\\n' \"${COMPREPLY[@]}\"\n"
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["--norc", "-c", script]
    process.currentDirectoryURL = URL(filePath: "/")
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return output.split(separator: "\n").map { String($0) }
  }

  @Test(
    "bash offers what the table of the command allows",
    arguments: [
      ("sluice vers", ["version"]), ("sluice keys ", ["generate", "public", "show", "rewrap"]),
      ("sluice keys generate --cu", ["--curve"]), ("sluice keys generate --curve P", ["P-256", "P-384"]),
      ("sluice keys generate --curve = P-2", ["P-256"]), ("sluice keys generate -f si", ["signing"]),
      ("sluice --color a", ["auto", "always"]), ("sluice completions z", ["zsh"]),
      ("sluice keys generate --id x", []), ("sluice help comp", ["completions"]),
      ("sluice keys show us", ["usr"]),
    ])
  func bash(line: String, expected: [String]) throws {
    guard let offered = try bash(line) else { return }
    #expect(offered == expected)
  }

  @Test("every shell's script knows every command and option", arguments: Shell.allCases)
  func complete(shell: Shell) {
    let script = Completions.script(for: shell, .sluice)
    for (path, command) in Completions.commands(.sluice) {
      for name in path { #expect(script.contains(name)) }
      for option in command.allOptions {
        let wanted = shell == .fish ? "-l \(option.name)" : "--\(option.name)"
        #expect(script.contains(wanted), "\(path) \(option.name)")
      }
    }
  }
}
