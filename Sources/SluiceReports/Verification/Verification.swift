/// What a verifier found in a run's folder.
public struct Verification: Sendable, Equatable {
  /// What is not as it was signed.
  public struct Finding: Sendable, Equatable, Hashable {
    /// What kind of difference it is.
    public enum Kind: String, Sendable, CaseIterable {
      /// A file that was signed for is gone.
      case missing
      /// A file's bytes are not those that were signed for.
      case changed
      /// A file stands in the folder that nobody signed for.
      case added
      /// The signature does not hold, or is not by a trusted key.
      case signature
      /// The report is not in its canonical form or not of a known format.
      case format
      /// The page is not the one that the report gives.
      case page
      /// The catalogue is damaged or does not say what the report says.
      case catalogue
      /// The counts of records do not balance.
      case ledger
    }

    /// What kind of difference it is.
    public var kind: Kind
    /// The file, as the report names it.
    public var file: String
    /// What is wrong, as one sentence without a full stop.
    public var message: String

    /// A finding.
    public init(_ kind: Kind, _ file: String, _ message: String) {
      self.kind = kind
      self.file = file
      self.message = message
    }
  }

  /// All differences, in the order of the checks.
  public internal(set) var findings: [Finding] = []
  /// Names of the keys whose signatures hold.
  public internal(set) var signers: [String] = []
  /// Whether a trusted key signed; false when only the report's own word vouches for its key.
  public internal(set) var isTrusted = false
  /// Number of files whose digests were compared.
  public internal(set) var filesCompared = 0

  /// True if all is as it was signed.
  public var isSound: Bool { findings.isEmpty }
}

extension Verification.Finding: CustomStringConvertible {
  /// `file: message [kind]`.
  public var description: String { "\(file): \(message) [\(kind.rawValue)]" }
}
