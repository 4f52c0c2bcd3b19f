public import SluiceCore

/// The report for a terminal, 80 columns wide.
public enum TextReport {
  /// The report as lines of plain text, with a line break at the end.
  public static func render(report: JSON) -> String {
    var page = TextPage(report.inCanonicalOrder(report.canonical))
    page.write()
    return Escape.terminal(page.lines.joined(separator: "\n")) + "\n"
  }
}

/// Writes a report's members as lines of at most 80 columns.
private struct TextPage {
  let report: JSON
  var lines: [String] = []

  static let width = 80

  init(_ report: JSON) { self.report = report }

  mutating func write() {
    writeHead()
    writeRules()
    writeCounts()
    writeNotes()
    writeLanguages()
    writeDetections()
    writeOutputs()
    writeLimits()
  }

  private func text(_ json: JSON?) -> String { json?.string ?? "" }
  private func number(_ json: JSON?) -> Int { json?.integer ?? 0 }
  private func list(_ json: JSON?) -> [JSON] { json?.array ?? [] }

  private mutating func heading(_ title: String) {
    lines += ["", title, String(repeating: "─", count: TextPage.width)]
  }

  /// Breaks text at blanks; a word that is too long stands on a line of its own.
  private mutating func paragraph(_ text: String, first: String = "", rest: String = "") {
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > TextPage.width {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    if !isEmpty { lines.append(line) }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    let cut = text.count > width ? String(text.prefix(width - 1)) + "…" : text
    return cut + String(repeating: " ", count: width - cut.count)
  }

  private func right(_ value: Int, _ width: Int) -> String {
    let digits = Decimal.grouped(value)
    return String(repeating: " ", count: max(0, width - digits.count)) + digits
  }

  private mutating func writeHead() {
    let run = report["run"]
    lines.append("\(text(run?["name"]))  run \(text(run?["id"]))")
    lines.append("\(text(run?["started"])) to \(text(run?["finished"]))")
    lines.append("")
    paragraph(text(report["conclusion"]?["headline"]))
    paragraph(text(report["conclusion"]?["detail"]))
  }

  private mutating func writeRules() {
    let rules = list(report["rules"])
    guard !rules.isEmpty else { return }
    heading("Rules")
    for rule in VerdictWords.sorted(rules) where rule["outcome"]?.string != "not-applicable" {
      let (word, party) = VerdictWords.basis(rule)
      let head = padded(VerdictWords.outcome(rule), 15) + padded(text(rule["citation"]), 28) + " "
      lines.append(padded(head + word + (party.map { " by " + $0 } ?? ""), TextPage.width).trimmingEnd)
      guard rule["outcome"]?.string == "deny" || rule["outcome"]?.string == "undetermined" else { continue }
      let indent = String(repeating: " ", count: 15)
      paragraph(text(rule["title"]), first: indent, rest: indent)
      let missing = list(rule["missing"]).compactMap(\.string).joined(separator: ", ")
      if !missing.isEmpty { paragraph("Not known: " + missing, first: indent, rest: indent) }
    }
    if let line = silentRules(rules) { lines += ["", line] }
  }

  private func silentRules(_ rules: [JSON]) -> String? {
    let count = rules.count { $0["outcome"]?.string == "not-applicable" }
    return count > 0 ? "\(count == 1 ? "1 rule does" : "\(count) rules do") not speak of this run." : nil
  }

  private mutating func writeCounts() {
    heading("Records")
    lines.append(padded("", 41) + "           in          out      dropped")
    for stage in list(report["stages"]) {
      let name = "\(text(stage["name"])) · \(text(stage["kind"]))"
      lines.append(
        padded(name, 41) + right(number(stage["in"]), 13) + right(stage["out"].sumOfMembers, 13)
          + right(stage["dropped"].sumOfMembers, 13))
      for reason in stage["dropped"]?.object?.members ?? [] where number(reason.value) > 0 {
        lines.append(padded("  " + reason.key, 67) + right(number(reason.value), 13))
      }
    }
    lines.append("")
    if report["ledger"]?["balanced"]?.bool == true {
      lines.append("The account balances.")
    } else {
      lines.append("The account does not balance:")
      for imbalance in list(report["ledger"]?["imbalances"]) {
        paragraph(text(imbalance), first: "  ", rest: "  ")
      }
    }
  }

  private mutating func writeNotes() {
    let notes = list(report["notes"])
    guard !notes.isEmpty else { return }
    heading("Other figures of the stages")
    for note in notes {
      lines.append(
        padded(text(note["stage"]), 26) + padded(text(note["name"]), 41) + right(number(note["value"]), 13))
    }
  }

  private mutating func writeLanguages() {
    let languages = list(report["languages"])
    guard !languages.isEmpty else { return }
    heading("Tokens by language")
    lines.append(padded("", 26) + "        words       tokens   tokens a word   bytes a token")
    for row in languages {
      let words = LanguageFigures.tokensPerWord(row)
      let bytes = LanguageFigures.bytesPerToken(row)
      lines.append(
        padded(text(row["language"]), 12) + padded(text(row["stage"]), 14) + right(number(row["words"]), 13)
          + right(number(row["tokens"]), 13) + String(repeating: " ", count: max(0, 16 - words.count)) + words
          + String(repeating: " ", count: max(0, 16 - bytes.count)) + bytes)
    }
  }

  private mutating func writeDetections() {
    let detections = list(report["detections"])
    guard !detections.isEmpty else { return }
    heading("Personal data found")
    for finding in detections {
      lines.append(
        padded(text(finding["type"]), 26) + padded(text(finding["field"]), 20)
          + padded(text(finding["operation"]), 21) + right(number(finding["occurrences"]), 13))
    }
  }

  private mutating func writeOutputs() {
    let outputs = list(report["outputs"])
    guard !outputs.isEmpty else { return }
    heading("Written")
    for sink in outputs {
      let size = ByteSize(bytes: number(sink["bytes"])).description
      let documents = Decimal.grouped(number(sink["documents"]))
      let tokens = Decimal.grouped(number(sink["tokens"]))
      let files = list(sink["files"]).count
      lines.append(
        padded(text(sink["stage"]), 16)
          + "\(files == 1 ? "1 file" : "\(files) files"), \(size), \(documents) documents, \(tokens) tokens")
    }
  }

  private mutating func writeLimits() {
    heading("What this report does not cover")
    for line in list(report["conclusion"]?["notCovered"]) { paragraph(text(line), first: "· ", rest: "  ") }
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
