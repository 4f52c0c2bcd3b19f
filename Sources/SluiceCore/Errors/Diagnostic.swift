/// One finding about a configuration file; all of a file's findings are gathered before any is shown.
public struct Diagnostic: Sendable, Equatable {
  /// How bad a finding is.
  public enum Severity: String, Sendable, CaseIterable {
    /// The file cannot be used.
    case error
    /// The file can be used, though it may not do what its author expects.
    case warning
  }

  /// How bad it is.
  public var severity: Severity
  /// A stable name of the kind of finding, in kebab-case, such as `unknown-option`.
  public var id: String
  /// What is wrong, as one sentence without a full stop.
  public var message: String
  /// Where it is.
  public var place: Place
  /// What to do, for instance `did you mean 'filter'?`.
  public var hint: String?

  /// Makes an error-severity finding unless told otherwise.
  public init(
    _ id: String, _ message: String, at place: Place, hint: String? = nil, severity: Severity = .error
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.place = place
    self.hint = hint
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: error: message [id]`, then the hint on a line of its own.
  public var description: String {
    let head = "\(place): \(severity.rawValue): \(message) [\(id)]"
    guard let hint else { return head }
    return head + "\n  hint: " + hint
  }
}

/// Thrown when a configuration file has at least one error; it carries every finding.
public struct DiagnosticsError: Error, Sendable, Equatable {
  /// All findings, in order of place.
  public var diagnostics: [Diagnostic]
  /// How the process ends if nobody handles the error.
  public var code: ExitCode

  /// An error that carries `diagnostics`.
  public init(_ diagnostics: [Diagnostic], code: ExitCode = .badPipeline) {
    self.diagnostics = diagnostics
    self.code = code
  }
}
