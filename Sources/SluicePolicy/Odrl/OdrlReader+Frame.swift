internal import SluiceCore

extension OdrlReader {
  /// The policy's object and the contexts above it: expanded documents are arrays, messages hold an agreement.
  mutating func root(of document: JSON) -> (JSON, [JSON])? {
    var json = document
    var contexts: [JSON] = []
    for _ in 0..<4 {
      if let items = json.array ?? json["@graph"]?.array {
        if let context = json["@context"] { contexts.append(context) }
        guard items.count == 1 else {
          report("wrong-type", "expected one policy, not \(items.count)", at: json.place)
          return nil
        }
        json = items[0]
      } else if let inner = json["agreement"] ?? json["dspace:agreement"], inner.object != nil {
        if let context = json["@context"] { contexts.append(context) }
        json = inner
      } else {
        break
      }
    }
    guard json.object != nil else {
      report("wrong-type", "a policy must be an object, not \(json.kind)", at: json.place)
      return nil
    }
    if let context = json["@context"] { contexts.append(context) }
    return (json, contexts)
  }

  mutating func readContexts(_ contexts: [JSON], _ root: JSON) {
    let all = contexts.flatMap { $0.array ?? [$0] }
    context = OdrlContext(JSON(all), diagnostics: &diagnostics)
    let hasBareKey =
      root.object?.keys.contains { key in
        !key.contains(":") && !context.compact(key).hasPrefix("@")
      } ?? false
    if hasBareKey, !context.hasVocabulary {
      report(
        "missing-context", "the policy uses words of ODRL without its context", at: root.place,
        hint: "add \"@context\": \"http://www.w3.org/ns/odrl.jsonld\"")
    }
  }

  mutating func kind(_ entry: Entry?, _ root: JSON) -> OdrlPolicy.Kind? {
    guard let entry else { return .set }
    let names = (entry.json.array ?? [entry.json]).map { context.compact($0.string ?? "") }
    let kinds = names.filter { $0 != "Policy" }.compactMap(OdrlPolicy.Kind.init)
    if let kind = kinds.first, kinds.count == names.filter({ $0 != "Policy" }).count { return kind }
    if names == ["Policy"] { return .set }
    let name = names.first { $0 != "Policy" && OdrlPolicy.Kind(rawValue: $0) == nil } ?? ""
    if ["Offer", "Request", "Assertion", "Privacy", "Ticket"].contains(name) {
      report(
        "not-evaluable", "a policy of class '\(name)' grants nothing and is not evaluated",
        at: entry.json.place,
        hint: "an Agreement or a Set is")
    } else {
      report(
        "unknown-class", "'\(name)' is no class of policies", at: entry.json.place,
        hint: Suggestion.hint(for: name, among: OdrlPolicy.Kind.allCases.map(\.rawValue)))
    }
    return nil
  }

  mutating func conflict(_ entry: Entry?) -> OdrlPolicy.Conflict {
    guard let entry else { return .prohibit }
    let name = term(entry.json) ?? ""
    if let conflict = OdrlPolicy.Conflict(rawValue: name) { return conflict }
    report(
      "unknown-word", "'\(name)' is no strategy for conflicts", at: entry.json.place,
      hint: Suggestion.hint(for: name, among: OdrlPolicy.Conflict.allCases.map(\.rawValue)))
    return .prohibit
  }

  mutating func checkProfile(_ entry: Entry?) {
    guard let entry else { return }
    for item in entry.json.array ?? [entry.json] {
      let name = item.string ?? item["@id"]?.string ?? item["@value"]?.string ?? ""
      if !OdrlVocabulary.profiles.contains(name), !OdrlVocabulary.profiles.contains(context.expanded(name)) {
        report("unknown-profile", "the profile '\(name)' is not understood", at: item.place)
      }
    }
  }

  mutating func checkParties(
    _ root: JSON, _ assigners: [OdrlReference], _ assignees: [[OdrlReference]]
  ) {
    if assigners.isEmpty { report("missing-key", "an Agreement names its assigner", at: root.place) }
    if assignees.contains(where: \.isEmpty) {
      report("missing-key", "an Agreement names its assignee, for all rules or for each", at: root.place)
    }
  }
}
