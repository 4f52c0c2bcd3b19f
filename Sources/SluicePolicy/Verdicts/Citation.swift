/// Where a rule comes from.
public struct Citation: Sendable, Equatable {
  /// Name of the act or the agreement, such as `GDPR` or an agreement's uid.
  public let act: String
  /// European Legislation Identifier or another IRI.
  public let eli: String?
  /// Article, paragraph and point.
  public let provision: String

  /// A citation of `provision` of `act`.
  public init(act: String, eli: String? = nil, provision: String) {
    self.act = act
    self.eli = eli
    self.provision = provision
  }
}

extension Citation: CustomStringConvertible {
  /// For instance `GDPR Article 6(1)`.
  public var description: String { provision.isEmpty ? act : "\(act) \(provision)" }
}
