public import SluiceCore
public import SluiceCrypto

/// A person's decision on one rule for one pipeline, its signature verified.
///
/// The file is a JWS (RFC 7515) of type `sluice-signoff` whose payload is a JSON object with `rule`, `scope`,
/// `expires`, `role` and optionally `statement`.
public struct Signoff: Sendable, Equatable {
  /// Id of the rule it decides.
  public let rule: String
  /// Digest of the pipeline and declarations it was given for.
  public let scopeDigest: String
  /// When it ceases to count.
  public let expires: Timestamp
  /// Role of the signer, such as `data-protection-officer`.
  public let role: String
  /// Name of the signer whose key verified.
  public let signer: String
  /// What was decided, in the signer's words.
  public let statement: String?

  /// A decision that was verified by other means, or that is about to be signed.
  public init(
    rule: String, scopeDigest: String, expires: Timestamp, role: String, signer: String,
    statement: String? = nil
  ) {
    self.rule = rule
    self.scopeDigest = scopeDigest
    self.expires = expires
    self.role = role
    self.signer = signer
    self.statement = statement
  }

  /// Somebody whose decisions count, in one role.
  public struct Signer: Sendable {
    /// Name of the person or office.
    public let name: String
    /// The role, a word of the vocabulary `role`.
    public let role: String
    /// The public key.
    public let key: JWK

    /// A signer.
    public init(name: String, role: String, key: JWK) {
      self.name = name
      self.role = role
      self.key = key
    }
  }
}

extension Signoff {
  private static let type = "sluice-signoff"
  private static let keys = ["rule", "scope", "expires", "role", "statement"]

  /// Verifies a sign-off file.
  ///
  /// - Throws: A `badPipeline` error for a signature by nobody known, a role that is not the signer's, or a
  ///   payload that is not understood. Expiry and scope are judged by the rules.
  public static func verify(_ document: JSON, signers: [Signer]) throws(SluiceError) -> Signoff {
    do {
      let message = try JWS(json: document)
      for signer in signers {
        guard let payload = try? message.verify(with: [signer.key], type: type).payload else { continue }
        return try read(JSON.parse(payload), signer)
      }
    } catch {
      throw SluiceError(.badPipeline, error.message, at: document.place.completed(by: error.place))
    }
    throw SluiceError(
      .badPipeline, "the sign-off is not signed by anybody whom governance names", at: document.place,
      hint: "declare the signer in governance.signers")
  }

  private static func read(_ json: JSON, _ signer: Signer) throws(SluiceError) -> Signoff {
    for key in json.object?.keys ?? [] where !keys.contains(key) {
      throw SluiceError(.badPipeline, "a sign-off has no key '\(key)'")
    }
    guard let rule = json["rule"]?.string, let scope = json["scope"]?.string, let role = json["role"]?.string,
      let expires = json["expires"]?.string.flatMap({ Timestamp($0) })
    else { throw SluiceError(.badPipeline, "a sign-off has 'rule', 'scope', 'role' and 'expires'") }
    guard role == signer.role else {
      throw SluiceError(.badPipeline, "'\(signer.name)' does not sign as \(role)")
    }
    return Signoff(
      rule: rule, scopeDigest: scope, expires: expires, role: role, signer: signer.name,
      statement: json["statement"]?.string)
  }

  /// The decision as a signed document.
  ///
  /// - Throws: A `badData` error for a key that cannot sign.
  public func signed(with key: JWK) throws(SluiceError) -> JSON {
    var payload = JSONObject([
      JSONObject.Member("rule", JSON(rule)), JSONObject.Member("scope", JSON(scopeDigest)),
      JSONObject.Member("expires", JSON(expires.description)), JSONObject.Member("role", JSON(role)),
    ])
    if let statement { payload["statement"] = JSON(statement) }
    return try JWS.sign(JSON(payload).canonical, with: [key], type: Self.type).json
  }
}
