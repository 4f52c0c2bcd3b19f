internal import SluiceCore

/// Shows diagnostics as a good compiler does: place, message, the line with a caret, what to do, a count.
struct DiagnosticRenderer {
  var style: Style
  /// Columns of the terminal; longer source lines are shown in part.
  var width: Int
  /// Text of a file that diagnostics speak of, nil where it cannot be read.
  var source: (String) -> String?

  /// All diagnostics and a line that counts them; empty if there are none.
  func text(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "" }
    return diagnostics.map(text).joined() + summary(diagnostics) + "\n"
  }

  /// One diagnostic.
  func text(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place.isEmpty ? "" : style.bold("\(diagnostic.place): ")
    let severity =
      diagnostic.severity == .error
      ? style.red("error: ") : style.yellow("warning: ")
    let message = DisplayText.printable(diagnostic.message)
    var text = "\(place)\(severity)\(style.bold(message)) \(style.dim("[\(diagnostic.id)]"))\n"
    text += excerpt(diagnostic.place)
    if let hint = diagnostic.hint { text += "  \(style.cyan("hint:")) \(DisplayText.printable(hint))\n" }
    return text
  }

  /// An error that ends a command.
  func text(_ error: SluiceError) -> String {
    let place = error.place.isEmpty ? "" : style.bold("\(error.place): ")
    var text = "\(place)\(style.red("error: "))\(style.bold(DisplayText.printable(error.message)))\n"
    text += excerpt(error.place)
    if let hint = error.hint { text += "  \(style.cyan("hint:")) \(DisplayText.printable(hint))\n" }
    return text
  }

  /// `2 errors, 1 warning`.
  func summary(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
    let parts = [
      errors > 0 ? style.red(counted(errors, "error")) : nil,
      warnings > 0 ? style.yellow(counted(warnings, "warning")) : nil,
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// The line of the place with a caret below its column.
  private func excerpt(_ place: Place) -> String {
    guard let file = place.file, let line = place.line, let column = place.column, line > 0, column > 0,
      let source = source(file)
    else { return "" }
    // By scalars, for a carriage return and a line feed are one Character.
    let lines = source.unicodeScalars.split(
      separator: "\n", maxSplits: line, omittingEmptySubsequences: false)
    guard line <= lines.count else { return "" }
    var scalars = Array(lines[line - 1])
    if scalars.last == "\r" { scalars.removeLast() }
    guard column <= scalars.count + 1 else { return "" }
    let gutter = String(repeating: " ", count: max(0, 5 - String(line).count)) + String(line)
    let room = max(20, width - 9)
    let first = column - 1 < room * 3 / 4 ? 0 : column - 1 - room / 2
    let lead = first == 0 ? "" : "…"
    let before = DisplayText.printable(lead + text(scalars[first..<column - 1]))
    let after = DisplayText.printable(text(scalars[(column - 1)...]))
    let shown = before + DisplayText.truncated(after, to: room - DisplayText.width(before))
    let blank = String(repeating: " ", count: 5)
    let caret = String(repeating: " ", count: DisplayText.width(before)) + style.green("^")
    return "\(style.dim(gutter + " |")) \(shown)\n\(style.dim(blank + " |")) \(caret)\n"
  }

  private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
