/// The one error type of the project: what went wrong, where, and what to do about it.
///
/// A message never holds a value taken from a record; places name files, lines and records instead.
public struct SluiceError: Error, Sendable, Equatable {
  /// How the process ends if nobody handles the error.
  public var code: ExitCode
  /// What went wrong, as one sentence without a full stop.
  public var message: String
  /// Where it went wrong, as far as known.
  public var place: Place
  /// What the reader can do about it.
  public var hint: String?

  /// Makes an error of `code` that says `message`.
  public init(_ code: ExitCode, _ message: String, at place: Place = Place(), hint: String? = nil) {
    self.code = code
    self.message = message
    self.place = place
    self.hint = hint
  }

  /// The same error with the parts of `place` that it does not know yet.
  public func at(_ place: Place) -> SluiceError {
    var copy = self
    copy.place = self.place.completed(by: place)
    return copy
  }
}

extension SluiceError: CustomStringConvertible {
  /// `place: message`, then the hint on a line of its own.
  public var description: String {
    let head = place.isEmpty ? message : "\(place): \(message)"
    guard let hint else { return head }
    return head + "\n  hint: " + hint
  }
}
