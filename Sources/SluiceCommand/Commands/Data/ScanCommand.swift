internal import SluiceCore
internal import SluicePrivacy

extension Command {
  static let scan = Command(
    name: "scan", group: .data, summary: "Look for personal identifiers in files",
    discussion: """
      Shows each identifier in its line, with its type and how sure the detector is, and then which kinds stand in \
      which fields and how often. Reads JSON lines, CSV and text, also compressed and in archives. The detectors are \
      those of 'anonymize'; what they do not know they do not find. '--counts' shows no value of the files. With \
      '--json' one object a document: its file, its 'id' if it has that field, its line, and its findings, each with \
      start and end in code points, type, score from 0 to 1 and reason.
      """,
    options: [
      Option(
        "field", "f", .text("NAME"), repeatable: true, default: "text", help: "Field to look into"),
      Option(
        "detect", "d", .text("TYPE"), repeatable: true, default: "all",
        help: "Type or family of identifiers to look for, such as iban or national"),
      Option(
        "profile", "p", .choice("PROFILE", DetectionProfile.allCases.map(\.rawValue)), default: "balanced",
        help: "How eagerly to call something an identifier"),
      Option("counts", "c", help: "Only kinds and counts, no value of the files"),
      Option("strict", help: "Exit with 1 if anything is found"),
      Option("catalogue", help: "Print the page of all identifiers as Markdown, and look into no file"),
      Option(
        "workers", "j", .number("N", 1...1024), default: "one for each processor", help: "Number of threads"),
    ],
    positionals: [
      Positional(
        "FILE", .path(.file(extensions: ["jsonl", "csv", "txt"])), optional: true, repeatable: true,
        "Files to look into")
    ],
    examples: [
      Example("sluice scan letters.jsonl.zst", "See what a dataset holds before it is used"),
      Example(
        "sluice scan -f note -f name -d contact visits.csv", "Look for ways to reach people in two fields"),
      Example("sluice scan --strict --counts out/part-00000.jsonl.zst", "Check that nothing was left"),
    ],
    exitCodes: [.failed, .badData, .noInput],
    run: { invocation in
      if invocation.arguments.flag("catalogue") {
        let page = CataloguePage.markdown
        return Outcome(text: page, result: ["page": JSON(page)])
      }
      return try ScanOptions(invocation.arguments).run(invocation.console)
    })
}

private struct ScanOptions {
  let files: [String]
  let fields: [String]
  let types: [String]
  let profile: DetectionProfile
  let isCounting: Bool
  let isStrict: Bool
  let workers: Int

  init(_ arguments: Arguments) {
    files = arguments.positionals
    fields = arguments.values("field").isEmpty ? ["text"] : arguments.values("field")
    types = arguments.values("detect")
    profile = arguments.value("profile").flatMap(DetectionProfile.init) ?? .balanced
    isCounting = arguments.flag("counts")
    isStrict = arguments.flag("strict")
    workers = arguments.number("workers") ?? WorkerPool.processors
  }

  func run(_ console: Console) throws -> Outcome {
    guard !files.isEmpty else {
      throw SluiceError(.usage, "no file to look into", hint: "sluice scan FILE…")
    }
    let showsText = !isCounting && !console.isJSON
    let scan = Scan(
      files: files, fields: fields, detectors: try detectors(), workers: workers,
      contextBytes: showsText ? 48 : 0)
    var tally = ScanTally()
    var pending = ""
    try scan.run { document in
      tally.add(document)
      if console.isJSON {
        pending += json(document).compact + "\n"
      } else if showsText {
        pending += lines(document, console.outputStyle)
      }
      guard pending.utf8.count > 1 << 16 else { return }
      try console.write(pending)
      pending = ""
    }
    try console.write(pending)
    let code: ExitCode = tally.faults > 0 ? .badData : isStrict && tally.findings > 0 ? .failed : .done
    let text = tally.text(console.outputStyle)
    return Outcome(
      code: code, text: showsText && tally.findings + tally.faults > 0 ? "\n" + text : text, result: nil)
  }

  private func detectors() throws(SluiceError) -> DetectorSet {
    do throws(SluiceError) {
      let wanted =
        types.isEmpty ? IdentifierSet.all : try DetectorSet.types(from: JSON(types.map { JSON($0) }))
      return DetectorSet(types: wanted, profile: profile)
    } catch {
      throw SluiceError(.usage, error.message, hint: error.hint)
    }
  }

  /// A line for each finding: place, type, score, and the finding in its text.
  private func lines(_ document: ScannedDocument, _ style: Style) -> String {
    let place = "\(DisplayText.printable(document.file)):\(document.line ?? 0)"
    if let fault = document.fault { return "\(place)  \(style.yellow("unreadable: " + fault))\n" }
    return document.findings.map { found in
      let field = fields.count > 1 ? " \(found.field)" : ""
      let score = "\(found.finding.type.name) \(Decimal.fixed(found.finding.confidence, 2))"
      guard let excerpt = found.excerpt else { return "" }
      let match = style.isColored ? style.red(excerpt.match) : "‹\(excerpt.match)›"
      return "\(style.dim(place + field))  \(style.cyan(score))  \(excerpt.before)\(match)\(excerpt.after)\n"
    }.joined()
  }

  private func json(_ document: ScannedDocument) -> JSON {
    var object = JSONObject()
    object["file"] = JSON(document.file)
    if let id = document.id { object["id"] = id }
    if let line = document.line { object["line"] = JSON(line) }
    if let fault = document.fault {
      object["error"] = JSON(fault)
      return JSON(object)
    }
    object["findings"] = JSON(
      document.findings.map { found in
        var finding = JSONObject()
        if fields.count > 1 { finding["field"] = JSON(found.field) }
        finding["start"] = JSON(found.finding.range.lowerBound)
        finding["end"] = JSON(found.finding.range.upperBound)
        finding["type"] = JSON(found.finding.type.name)
        finding["score"] = JSON((found.finding.confidence * 1000).rounded() / 1000)
        finding["reason"] = JSON(found.finding.evidence.names.joined(separator: ", "))
        return JSON(finding)
      })
    return JSON(object)
  }
}
