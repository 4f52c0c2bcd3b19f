import Glibc
import SluiceCore
import Testing

@testable import SluiceCommand

@Suite("Diagnostics on a terminal")
struct DiagnosticRendererTests {
  private let source = "{\n\t\"keep\": \"lnag == 'de'\",\r\n  \"名前\": x\n}"

  private func renderer(_ style: Style = .plain, width: Int = 80) -> DiagnosticRenderer {
    let source = source
    return DiagnosticRenderer(style: style, width: width) { $0 == "p.json" ? source : nil }
  }

  @Test("show the line, a caret below the column, the hint and a count")
  func excerpt() {
    let text = renderer().text([
      Diagnostic(
        "unknown-field", "there is no field 'lnag' here", at: Place(file: "p.json", line: 2, column: 11),
        hint: "did you mean 'lang'?"),
      Diagnostic(
        "odd", "odd", at: Place(file: "p.json", line: 3, column: 9), severity: .warning),
      Diagnostic("gone", "gone", at: Place(file: "q.json", line: 1, column: 1)),
    ])
    #expect(
      text == """
        p.json:2:11: error: there is no field 'lnag' here [unknown-field]
            2 |  "keep": "lnag == 'de'",
              |           ^
          hint: did you mean 'lang'?
        p.json:3:9: warning: odd [odd]
            3 |   "名前": x
              |           ^
        q.json:1:1: error: gone [gone]
        2 errors, 1 warning

        """)
  }

  @Test("places outside the file show no line")
  func outside() {
    for (line, column) in [(0, 1), (9, 1), (1, 0), (1, 3), (-1, -1)] {
      let found = Diagnostic("x", "x", at: Place(file: "p.json", line: line, column: column))
      #expect(!renderer().text(found).contains("|"))
    }
    let atEnd = Diagnostic("x", "x", at: Place(file: "p.json", line: 4, column: 2))
    #expect(renderer().text(atEnd).hasSuffix("    4 | }\n      |  ^\n"))
  }

  @Test("long lines are shown around the column")
  func longLine() {
    let line = String(repeating: "a", count: 300) + "b" + String(repeating: "c", count: 300)
    let renderer = DiagnosticRenderer(style: .plain, width: 49) { _ in line }
    let text = renderer.text(Diagnostic("x", "x", at: Place(file: "f", line: 1, column: 301)))
    let lines = text.split(separator: "\n")
    #expect(lines[1] == "    1 | …\(String(repeating: "a", count: 20))b\(String(repeating: "c", count: 17))…")
    #expect(lines[2] == "      |                      ^")
    #expect(lines.allSatisfy { $0.count <= 49 })
  }

  @Test("control characters of a file do not reach the terminal")
  func control() {
    let renderer = DiagnosticRenderer(style: .plain, width: 80) { _ in "a\u{1B}[2Jb\u{202E}c" }
    let text = renderer.text(Diagnostic("x", "bad \u{7}", at: Place(file: "f", line: 1, column: 1)))
    #expect(text == "f:1:1: error: bad \u{FFFD} [x]\n    1 | a\u{FFFD}[2Jb\u{FFFD}c\n      | ^\n")
  }

  @Test("colours mark severity, place and caret")
  func colors() {
    let error = SluiceError(.failed, "no", hint: "yes")
    #expect(
      renderer(Style(isColored: true)).text(error)
        == "\u{1B}[1;31merror: \u{1B}[0m\u{1B}[1mno\u{1B}[0m\n  \u{1B}[36mhint:\u{1B}[0m yes\n")
    #expect(renderer().text(error) == "error: no\n  hint: yes\n")
    #expect(renderer().text([]) == "")
  }
}

@Suite("Tables and text")
struct TableTests {
  @Test("columns are as wide as their content, numbers stand to the right")
  func table() {
    var table = Table([.init("STAGE"), .init("IN", numeric: true), .init("NOTE")])
    table.rows = [["letters", "12", "ok"], ["日本", "1234", "\u{1B}x"], ["e\u{301}", "", ""]]
    #expect(
      table.text(.plain) == """
        STAGE      IN  NOTE
        letters    12  ok
        日本     1234  \u{FFFD}x
        e\u{301}

        """)
    #expect(table.text(.plain, width: 12).split(separator: "\n")[1] == "letters    …")
  }

  @Test("text is wrapped at blanks and cut with an ellipsis")
  func text() {
    #expect(DisplayText.wrapped("one two three\nfour", to: 8) == ["one two", "three", "four"])
    #expect(DisplayText.wrapped("longerthanthat is", to: 4) == ["longerthanthat", "is"])
    #expect(DisplayText.wrapped("", to: 4) == [""])
    #expect(DisplayText.truncated("日本語", to: 5) == "日本…")
    #expect(DisplayText.truncated("日本語", to: 6) == "日本語")
    #expect(DisplayText.padded("é", to: 3) == "é  ")
  }
}

@Suite("Progress")
struct ProgressTests {
  private let half = Progress(
    label: "phase 1 of 2", done: 1 << 30, total: 2 << 30, records: 12_345, rate: 256 * 1_048_576)

  @Test("a line on a terminal has a bar that takes what room is left")
  func line() {
    #expect(
      half.line(.plain, width: 120)
        == "phase 1 of 2  ━━━━━━━━━━━━━━━───────────────  50 %  1.00 GiB of 2.00 GiB  12\u{202F}345 records  256 MiB/s  4.0 s left"
    )
    for width in 20...140 { #expect(DisplayText.width(half.line(.plain, width: width)) < width) }
  }

  @Test("a line in a log is plain")
  func plain() {
    #expect(
      half.plainLine
        == "phase 1 of 2: 50 %, 1.00 GiB of 2.00 GiB, 12\u{202F}345 records, 256 MiB/s, 4.0 s left")
    let begun = Progress(label: "reading", done: 0, total: 0, records: 0, rate: nil)
    #expect(begun.plainLine == "reading: 0 B")
    #expect(begun.line(.plain, width: 80) == "reading  0 B")
    var over = half
    over.done = 3 << 30
    #expect(over.plainLine == "phase 1 of 2: 100 %, 3.00 GiB of 2.00 GiB, 12\u{202F}345 records, 256 MiB/s")
  }

  @Test("the rate is that of the last seconds")
  func rate() {
    var meter = RateMeter(span: 10)
    meter.observe(done: 0, at: 0)
    #expect(meter.rate == nil)
    meter.observe(done: 100, at: 0.2)
    #expect(meter.rate == nil)
    meter.observe(done: 500, at: 1)
    #expect(meter.rate == 500)
    for second in 2...30 { meter.observe(done: 500 + (second - 1) * 10, at: Double(second)) }
    #expect(meter.rate == 10)
    meter.observe(done: 0, at: 31)
    #expect(meter.rate == nil)
  }

  @Test("spans of time are told in two units")
  func spans() {
    let texts = [0.04, 9.94, 59.4, 61, 3599, 7800, 90_000, -1, .infinity].map(Duration.text)
    #expect(
      texts == [
        "0.0 s", "9.9 s", "59 s", "1 min 1 s", "59 min 59 s", "2 h 10 min", "1 d 1 h", "unknown", "unknown",
      ])
  }
}

@Suite("Outputs")
struct OutputTests {
  @Test("colours follow the terminal, NO_COLOR and --color")
  func style() {
    let terminal = Terminal(isInteractive: true, width: 80, hasColor: true)
    #expect(Style.choose("auto", terminal, [:]).isColored)
    #expect(!Style.choose("auto", Terminal(), [:]).isColored)
    #expect(!Style.choose("auto", terminal, ["NO_COLOR": "1"]).isColored)
    #expect(Style.choose("auto", terminal, ["NO_COLOR": ""]).isColored)
    #expect(Style.choose("always", Terminal(), ["NO_COLOR": "1"]).isColored)
    #expect(!Style.choose("never", terminal, [:]).isColored)
  }

  @Test("a descriptor gets every byte, and a closed pipe is told apart")
  func descriptor() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    signal(SIGPIPE, SIG_IGN)
    let text = "Größe\n"
    try DescriptorSink(ends[1]).write(text)
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(ends[0], &bytes, bytes.count)
    #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == text)
    close(ends[0])
    #expect(throws: SluiceError(.done, "nobody reads the output any more")) {
      try DescriptorSink(ends[1]).write(text)
    }
    close(ends[1])
    #expect { try DescriptorSink(-1).write(text) } throws: { ($0 as? SluiceError)?.code == .inputOutput }
  }

  @Test("a reader who has gone away is no failure")
  func closedPipe() {
    let gone = CapturedSink(limit: 0)
    let application = Application(output: gone, errors: CapturedSink())
    #expect(application.run(["help"]) == .done)
    #expect(application.run(["help", "--json"]) == .done)
  }
}
