public import SluiceCore

/// One finding about an expression.
public struct ExpressionDiagnostic: Error, Sendable, Equatable {
  /// Kind of finding, in kebab-case, such as `unknown-field`.
  public var id: String
  /// First Unicode scalar concerned, counted from 0 in the expression's text.
  public var offset: Int
  /// Number of Unicode scalars concerned, at least 1.
  public var length: Int
  /// What is wrong, as one sentence without a full stop.
  public var message: String
  /// What to do about it.
  public var hint: String?

  init(_ id: String, _ message: String, at range: Range<Int>, hint: String? = nil) {
    self.id = id
    self.message = message
    offset = range.lowerBound
    length = max(1, range.count)
    self.hint = hint
  }

  /// The finding as one about the JSON file that holds the expression, where `\"` takes two columns.
  ///
  /// - Parameters:
  ///   - start: Place of the first character of the expression's text, after the opening quote.
  ///   - text: The expression.
  public func diagnostic(from start: Place, of text: String) -> Diagnostic {
    var before = String.UnicodeScalarView()
    before.append(contentsOf: text.unicodeScalars.prefix(offset))
    let width = JSON(String(before)).compact.unicodeScalars.count - 2
    var place = start
    place.column = start.column.map { $0 + width }
    return Diagnostic(id, message, at: place, hint: hint)
  }
}

/// All that is wrong with an expression; there is at least one finding.
public struct ExpressionErrors: Error, Sendable, Equatable {
  /// The findings in order of place.
  public var diagnostics: [ExpressionDiagnostic]

  init(_ diagnostics: [ExpressionDiagnostic]) {
    self.diagnostics = diagnostics.sorted { ($0.offset, $0.length) < ($1.offset, $1.length) }
  }
}
