import Foundation
import SluiceCommand
import SluiceCore
import SluiceTestSupport

/// A file of command lines with what they should write and how they should exit.
///
/// ```
/// # a comment
/// -- letters.jsonl --        a file of the working folder, up to the line `--`
/// {"text": "Dear Anna"}
/// --
/// $ sluice keys show a.jwk   a command; `> FILE` at the end sends its standard output to a file
/// | FILE  KIND               the same, for lines that look like something else
/// FILE  KIND                 standard output; `[…]` stands for any text, a line `…` for any lines
/// 2> error: …                standard error
/// exit 64                    exit code, 0 where nothing is said
/// ```
/// Words may be quoted with `'`. `$WORK` is the working folder, `$CHECKOUT` the root of the repository, and `$ cat FILE` shows a file. A line
/// `env NAME=VALUE` sets a variable and `terminal COLUMNS` makes both outputs terminals from there on.
struct Script {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let name: String
  private let lines: [String]
  private let folder: URL
  private var variables: [String: String] = ["TERM": "xterm"]
  private var terminal = Terminal()
  /// Number of commands that were run.
  private(set) var commands = 0

  static var all: [URL] {
    let folder = SharedData.checkout.appending(path: "Tests/SluiceCommandTests/Scripts")
    let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }
  }

  init(_ file: URL) throws {
    name = file.lastPathComponent
    lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    folder = FileManager.default.temporaryDirectory.appending(path: "sluice-script-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Runs all commands, and throws at the first that does not do what is written.
  mutating func run() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    var position = 0
    while position < lines.count {
      let line = lines[position]
      position += 1
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("-- ") {
        let end = lines[position...].firstIndex(of: "--") ?? lines.count
        let path = line.dropFirst(3).dropLast(line.hasSuffix(" --") ? 3 : 0)
        let target = folder.appending(path: path)
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        let content = lines[position..<end].map { $0 + "\n" }.joined()
        try Data(content.replacing("$CHECKOUT", with: SharedData.checkout.path).utf8).write(to: target)
        position = end + 1
      } else if line.hasPrefix("env ") {
        let parts = line.dropFirst(4).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        variables[String(parts[0])] = String(parts[1])
      } else if line.hasPrefix("terminal ") {
        terminal = Terminal(isInteractive: true, width: Int(line.dropFirst(9)) ?? 80, hasColor: true)
      } else if line.hasPrefix("$ ") {
        let number = position
        var expected: [String] = []
        while position < lines.count, !lines[position].hasPrefix("$ "), !lines[position].hasPrefix("#"),
          !lines[position].hasPrefix("-- "), !lines[position].hasPrefix("env "),
          !lines[position].hasPrefix("terminal ")
        {
          expected.append(
            lines[position].hasPrefix("| ") ? String(lines[position].dropFirst(2)) : lines[position])
          position += 1
        }
        while expected.last?.isEmpty == true { expected.removeLast() }
        try execute(String(line.dropFirst(2)), expected, at: number)
      } else {
        throw Failure(description: "\(name):\(position): cannot read this line of the script: \(line)")
      }
    }
  }

  private mutating func execute(_ command: String, _ expected: [String], at number: Int) throws {
    commands += 1
    var words = Script.words(command.replacing("$WORK", with: folder.path))
    var target: String?
    if words.count > 2, words[words.count - 2] == ">" {
      target = words.removeLast()
      words.removeLast()
    }
    let (output, errors, code) = perform(words)
    if let target { try Data(output.utf8).write(to: url(target)) }
    var actual = (target == nil ? Script.split(output) : [])
    actual += Script.split(errors).map { "2> " + $0 }
    if code != 0 { actual.append("exit \(code)") }
    actual = actual.map { $0.replacing(folder.path, with: "$WORK").replacing("\u{1B}", with: "␛") }
    guard Script.matches(actual[...], expected[...]) else {
      throw Failure(
        description: """
          \(name):\(number): $ \(command)
          expected:
          \(expected.joined(separator: "\n"))
          actual:
          \(actual.joined(separator: "\n"))
          """)
    }
  }

  private func perform(_ words: [String]) -> (String, String, Int32) {
    if words.first == "cat" {
      let text = try? String(contentsOf: url(words[1]), encoding: .utf8)
      return (text ?? "", text == nil ? "no such file\n" : "", text == nil ? 1 : 0)
    }
    let output = CapturedSink()
    let errors = CapturedSink()
    let application = Application(
      output: output, errors: errors, outputTerminal: terminal, errorTerminal: terminal, variables: variables)
    let code = application.run(Array(words.dropFirst()))
    return (output.text, errors.text, code.rawValue)
  }

  private func url(_ path: String) -> URL {
    path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
  }

  // MARK: Text

  private static func split(_ text: String) -> [String] {
    var lines = text.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() } else { lines.append("(no line feed at the end)") }
    return lines
  }

  private static func words(_ command: String) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in command {
      switch character {
      case "'":
        isQuoted.toggle()
        word = word ?? ""
      case " " where !isQuoted:
        if let finished = word { words.append(finished) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  private static func matches(_ actual: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return actual.isEmpty }
    if first == "…" {
      return (0...actual.count).contains { matches(actual.dropFirst($0), expected.dropFirst()) }
    }
    guard let line = actual.first, matches(line: line, first) else { return false }
    return matches(actual.dropFirst(), expected.dropFirst())
  }

  private static func matches(line: String, _ pattern: String) -> Bool {
    var parts = pattern.components(separatedBy: "[…]")
    guard parts.count > 1 else { return line == pattern }
    guard line.hasPrefix(parts.removeFirst()) else { return false }
    var rest = line.dropFirst(pattern.components(separatedBy: "[…]")[0].count)
    let last = parts.removeLast()
    for part in parts {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
