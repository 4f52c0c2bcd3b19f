public import SluiceCore

/// A dated set of rules with citations, read from JSON and compiled once.
public struct RulePack: Sendable {
  /// Stable id, such as `eu-gdpr`.
  public let id: String
  /// Title for people.
  public let title: String
  /// Day of the last change.
  public let version: String
  /// The rules in order.
  public let rules: [Rule]
  /// `sha256:` and the digest of the pack in canonical form (RFC 8785), for the lineage.
  public let digest: String

  /// Packs that are part of the program.
  public static let builtInNames = ["eu-gdpr"]

  /// A pack that is part of the program.
  ///
  /// - Throws: A `badPipeline` error for a name that no pack has.
  public static func builtIn(_ name: String) throws(SluiceError) -> RulePack {
    guard name == "eu-gdpr" else {
      throw SluiceError(
        .badPipeline, "no rule pack is called '\(name)'",
        hint: Suggestion.hint(for: name, among: builtInNames))
    }
    let (pack, findings) = parse(EmbeddedTable.gdpr.json)
    guard let pack, findings.isEmpty else {
      throw SluiceError(.bug, findings.first?.description ?? "the rule pack cannot be read")
    }
    return pack
  }

  /// The verdicts of the rules that can be decided at `moment`; at the end those are all.
  public func verdicts(_ facts: FactSet, at moment: Rule.Moment) -> [Verdict] {
    rules.filter { moment == .end || $0.moment == .plan }.map { $0.verdict(facts) }
  }
}
