public import SluiceCore

/// A person's decision on one rule for one pipeline, its signature verified.
public struct Signoff: Sendable, Equatable {
  /// Id of the rule it decides.
  public let rule: String
  /// Digest of the pipeline and declarations it was given for.
  public let scopeDigest: String
  /// When it ceases to count.
  public let expires: Timestamp
  /// Role of the signer, such as `data-protection-officer`.
  public let role: String
  /// Name of the key that signed.
  public let signer: String
  /// What was decided, in the signer's words.
  public let statement: String?
}
