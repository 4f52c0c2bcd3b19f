public import SluiceCore

/// An ODRL 2.2 policy that can be evaluated: a Set or an Agreement.
///
/// ODRL Information Model 2.2 (W3C Recommendation, 15 February 2018). Reading is strict: a term that is
/// not understood is a finding, never skipped.
public struct OdrlPolicy: Sendable {
  /// Classes of policies that can be evaluated; an Offer cannot.
  public enum Kind: String, Sendable, CaseIterable {
    /// Rules without parties, or with any.
    case set = "Set"
    /// Rules that an assigner granted an assignee.
    case agreement = "Agreement"
  }

  /// What happens when a permission and a prohibition both apply.
  public enum Conflict: String, Sendable, CaseIterable {
    /// Permissions override.
    case perm
    /// Prohibitions override; also where the policy says nothing.
    case prohibit
    /// The policy is void.
    case invalid
  }

  /// IRI of the policy.
  public let uid: String
  /// Its class.
  public let kind: Kind
  /// Its strategy for conflicts.
  public let conflict: Conflict
  /// Where it stands.
  public let place: Place
  /// `sha256:` and the digest of the document in canonical form (RFC 8785), for the lineage.
  public let digest: String
  let permissions: [OdrlRule]
  let prohibitions: [OdrlRule]
  let obligations: [OdrlDuty]
}

/// A permission or prohibition.
struct OdrlRule: Sendable {
  let uid: String?
  let actions: [OdrlAction]
  let targets: [OdrlReference]
  let assignees: [OdrlReference]
  let constraints: [OdrlConstraint]
  let duties: [OdrlDuty]
  let remedies: [OdrlDuty]
  let place: Place
}

/// A duty of a permission, an obligation of a policy, a consequence or a remedy.
struct OdrlDuty: Sendable {
  let uid: String?
  let actions: [OdrlAction]
  let targets: [OdrlReference]
  let assignees: [OdrlReference]
  let constraints: [OdrlConstraint]
  let consequences: [OdrlDuty]
  let place: Place
}

/// An action with what narrows it.
struct OdrlAction: Sendable {
  let name: String
  let refinements: [OdrlConstraint]
}

/// An asset or a party, or a collection of them, with what narrows it.
struct OdrlReference: Sendable {
  let id: String
  let refinements: [OdrlConstraint]
}
