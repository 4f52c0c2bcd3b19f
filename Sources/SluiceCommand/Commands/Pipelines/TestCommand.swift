internal import SluiceCore
internal import SluiceEngine
internal import SluiceStorage

extension Command {
  static let test = Command(
    name: "test", group: .pipelines, summary: "Run the tests that stand in a pipeline",
    discussion: """
      Each test gives records to one stage and says what should come out. Secrets are stood in for, so tests \
      run anywhere and always give the same.
      """,
    options: [
      Option(
        "junit", nil, .path("FILE", .file(extensions: ["xml"])),
        help: "Write the results as JUnit XML to this file as well")
    ],
    positionals: [.pipeline],
    examples: [Example("sluice test letters.json", "Run all tests of a pipeline")],
    exitCodes: [.failed, .badPipeline, .noInput],
    run: { invocation in
      try TestOptions(invocation.arguments).run(invocation.console.outputStyle)
    })
}

private struct TestOptions {
  let file: String
  let reportFile: String?

  init(_ arguments: Arguments) {
    file = arguments.positional(0) ?? ""
    reportFile = arguments.value("junit")
  }

  func run(_ style: Style) throws -> Outcome {
    let plan = try Plan.load(file)
    let outcomes = try PipelineTestRunner.run(plan)
    if let reportFile {
      try AtomicFile.write(Array(JUnitReport.text(plan.pipeline.name, outcomes).utf8), to: reportFile)
    }
    let failed = outcomes.count { !$0.failures.isEmpty }
    var text = ""
    for outcome in outcomes {
      let mark = outcome.failures.isEmpty ? style.green("ok    ") : style.red("failed")
      text += "\(mark)  \(DisplayText.printable(outcome.name))\n"
      if !outcome.failures.isEmpty { text += "        at \(outcome.place)\n" }
      for failure in outcome.failures { text += "        \(DisplayText.printable(failure))\n" }
    }
    text += "\(outcomes.count.counted("test")), \(failed == 0 ? "none" : String(failed)) failed\n"
    return Outcome(
      code: failed == 0 ? .done : .failed, text: text, diagnostics: plan.diagnostics,
      result: ["tests": JSON(outcomes.map(json)), "failed": JSON(failed)])
  }

  private func json(_ outcome: PipelineTestRunner.Outcome) -> JSON {
    [
      "name": JSON(outcome.name), "place": JSON(outcome.place.description),
      "passed": JSON(outcome.failures.isEmpty),
      "failures": JSON(outcome.failures.map { JSON($0) }),
    ]
  }
}

/// Results of tests in the XML that build servers read.
enum JUnitReport {
  static func text(_ suite: String, _ outcomes: [PipelineTestRunner.Outcome]) -> String {
    let failed = outcomes.count { !$0.failures.isEmpty }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuite name=\"\(escaped(suite))\" tests=\"\(outcomes.count)\" failures=\"\(failed)\">\n"
    for outcome in outcomes {
      text += "  <testcase classname=\"\(escaped(suite))\" name=\"\(escaped(outcome.name))\""
      if outcome.failures.isEmpty {
        text += "/>\n"
        continue
      }
      text += ">\n    <failure message=\"\(escaped(outcome.failures[0]))\">"
      text += escaped(outcome.failures.joined(separator: "\n")) + "</failure>\n  </testcase>\n"
    }
    return text + "</testsuite>\n"
  }

  /// Text without what XML takes for markup, or does not allow at all.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
