import Foundation
import SluiceCore
import SluiceEngine
import SluiceTestSupport
import Testing

/// A case of the corpus `BrokenPipelines/cases.txt`: how to break `base.json`, and what must be said about it.
///
/// A case begins with a line `# title`. Lines `- text` name text that stands once in `base.json`, lines
/// `+ text` what takes its place; a lone `-` takes the whole file. Lines `> text` are the findings in order,
/// as `line:column: severity: message [id]`, each followed by its hint; findings about another file name it.
struct BrokenPipeline: Sendable, CustomTestStringConvertible {
  struct Edit: Sendable {
    var old: [String] = []
    var new: [String] = []
  }

  var title: String
  var edits: [Edit] = []
  var expected: [String] = []

  var testDescription: String { title }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private static let file = folder.appending(path: "cases.txt")
  private static let base =
    (try? String(contentsOf: folder.appending(path: "base.json"), encoding: .utf8)) ?? ""

  /// All cases, in the order of the file.
  static let all: [BrokenPipeline] = {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var cases: [BrokenPipeline] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      let content = String(line.dropFirst(2))
      guard line.first != "#" else {
        cases.append(BrokenPipeline(title: content))
        continue
      }
      cases[cases.count - 1].add(content, after: line.first)
    }
    return cases
  }()

  private mutating func add(_ content: String, after mark: Character?) {
    switch mark {
    case "-":
      if edits.last?.new.isEmpty != true { edits.append(Edit()) }
      edits[edits.count - 1].old.append(content)
    case "+": edits[edits.count - 1].new.append(content)
    case ">": expected.append(content)
    default: preconditionFailure("a line of the corpus begins with none of # - + >")
    }
  }

  /// The broken file.
  func text() throws -> String {
    var text = BrokenPipeline.base
    for edit in edits {
      let old = edit.old.joined(separator: "\n")
      let new = edit.new.joined(separator: "\n")
      guard !old.isEmpty else {
        text = new
        continue
      }
      try #require(
        text.components(separatedBy: old).count == 2, "the text must stand once in the file: \(old)")
      text = text.replacing(old, with: new)
    }
    return text
  }

  /// What the product says about the broken file.
  func findings() throws -> [String] {
    let file = BrokenPipeline.folder.appending(path: "base.json").path
    let diagnostics = Plan.make(Array(try text().utf8), file: file).diagnostics
    return diagnostics.flatMap { diagnostic in
      diagnostic.description
        .replacing(file + ":", with: "").replacing(file, with: "")
        .replacing(BrokenPipeline.folder.path + "/", with: "")
        .split(separator: "\n").map(String.init)
    }
  }

  /// Writes the corpus with what the product says now.
  static func update() throws {
    var text = ""
    for each in all {
      text += "# \(each.title)\n"
      for edit in each.edits {
        for line in edit.old { text += line.isEmpty ? "-\n" : "- \(line)\n" }
        for line in edit.new { text += line.isEmpty ? "+\n" : "+ \(line)\n" }
      }
      for line in try each.findings() { text += "> \(line)\n" }
      text += "\n"
    }
    try Data(text.utf8).write(to: file)
  }
}
