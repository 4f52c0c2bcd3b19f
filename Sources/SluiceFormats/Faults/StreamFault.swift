public import SluiceCore

/// A stored stream that broke: whole records before the break were read, what follows could not be.
public struct StreamFault: Sendable, Equatable {
  /// Why.
  public var reason: FaultReason
  /// What the decoder said, as one sentence without a full stop.
  public var message: String
  /// File (and `!entry` in archives) and the offset in the decoded bytes where it broke.
  public var place: Place

  /// A fault of the given parts.
  public init(_ reason: FaultReason, _ message: String, at place: Place) {
    self.reason = reason
    self.message = message
    self.place = place
  }

  /// The fault as an error that ends a run.
  public var error: SluiceError { SluiceError(.badData, message, at: place) }
}
