internal import SluiceCore

/// The two outputs of a command: results go to standard output, everything else to standard error.
struct Console: Sendable {
  let output: any TextSink
  let errors: any TextSink
  let outputTerminal: Terminal
  let errorTerminal: Terminal
  let outputStyle: Style
  let errorStyle: Style
  /// `--quiet`: nothing but errors on standard error.
  let isQuiet: Bool
  /// `--json`: standard output ends with one JSON object.
  let isJSON: Bool

  /// Writes to standard output.
  func write(_ text: String) throws(SluiceError) { try output.write(text) }

  /// Writes a note to standard error, unless it is to be quiet.
  func note(_ text: String) throws(SluiceError) {
    if !isQuiet { try errors.write(text) }
  }
}
