public import SluiceCore

/// Reads the JSON-LD form of a policy, compact or expanded, and gathers all findings.
struct OdrlReader {
  var diagnostics: [Diagnostic] = []
  var context = OdrlContext()

  /// A member under its compact name.
  struct Entry {
    let json: JSON
    let keyPlace: Place
  }

  static let policyKeys = [
    "@context", "@id", "@type", "uid", "profile", "conflict", "permission", "prohibition", "obligation",
    "action",
    "target", "assigner", "assignee", "dspace:timestamp", "timestamp", "inheritFrom",
  ]
  static let ruleKeys = [
    "@id", "@type", "uid", "action", "target", "assigner", "assignee", "constraint",
  ]

  mutating func policy(_ document: JSON) -> OdrlPolicy? {
    guard let (root, contexts) = root(of: document) else { return nil }
    readContexts(contexts, root)
    let entries = entries(root, Self.policyKeys, "a policy")
    let kind = kind(entries["@type"], root)
    let uid = identifier(entries) ?? ""
    if uid.isEmpty { report("missing-key", "the policy lacks a 'uid'", at: root.place) }
    checkProfile(entries["profile"])
    if let inherited = entries["inheritFrom"] {
      report(
        "unsupported", "policies that inherit are not evaluable", at: inherited.keyPlace,
        hint: "write the inherited rules into the policy")
    }
    let shared = Shared(
      actions: entries["action"].map { actions($0.json) } ?? [],
      targets: entries["target"].map { references($0.json) } ?? [],
      assignees: entries["assignee"].map { references($0.json) } ?? [])
    let assigners = entries["assigner"].map { references($0.json) } ?? []
    let permissions = rules(entries["permission"], "a permission", duties: "duty", shared)
    let prohibitions = rules(entries["prohibition"], "a prohibition", duties: "remedy", shared)
    let obligations = duties(entries["obligation"], "an obligation", shared)
    if permissions.isEmpty, prohibitions.isEmpty, obligations.isEmpty {
      report("missing-key", "the policy has no permission, prohibition or obligation", at: root.place)
    }
    if kind == .agreement {
      checkParties(root, assigners, permissions.map(\.assignees) + prohibitions.map(\.assignees))
    }
    guard let kind, !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return OdrlPolicy(
      uid: uid, kind: kind, conflict: conflict(entries["conflict"]), place: root.place,
      digest: document.digest, permissions: permissions, prohibitions: prohibitions,
      obligations: obligations)
  }

  /// What a compact policy states once for all its rules.
  struct Shared {
    let actions: [OdrlAction]
    let targets: [OdrlReference]
    let assignees: [OdrlReference]
  }
}

extension OdrlPolicy {
  /// Reads one policy; with any error the policy is nil and every finding is listed.
  public static func parse(_ document: JSON) -> (OdrlPolicy?, [Diagnostic]) {
    var reader = OdrlReader()
    let policy = reader.policy(document)
    return (reader.diagnostics.isEmpty ? policy : nil, reader.diagnostics)
  }
}
