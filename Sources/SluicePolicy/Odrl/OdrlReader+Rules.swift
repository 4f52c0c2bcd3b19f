internal import SluiceCore

extension OdrlReader {
  mutating func rules(
    _ entry: Entry?, _ what: String, duties dutyKey: String, _ shared: Shared
  ) -> [OdrlRule] {
    items(entry).compactMap { json in
      guard json.object != nil else { return wrong(json, what, "an object") }
      let entries = entries(json, Self.ruleKeys + [dutyKey], what)
      let actions = entries["action"].map { self.actions($0.json) } ?? shared.actions
      if actions.isEmpty, entries["action"] == nil {
        report("missing-key", "\(what) lacks 'action'", at: json.place)
      }
      let inner = duties(entries[dutyKey], "a \(dutyKey)", shared)
      return OdrlRule(
        uid: identifier(entries), actions: actions,
        targets: entries["target"].map { references($0.json) } ?? shared.targets,
        assignees: entries["assignee"].map { references($0.json) } ?? shared.assignees,
        constraints: constraints(entries["constraint"]), duties: dutyKey == "duty" ? inner : [],
        remedies: dutyKey == "remedy" ? inner : [], place: json.place)
    }
  }

  mutating func duties(_ entry: Entry?, _ what: String, _ shared: Shared) -> [OdrlDuty] {
    items(entry).compactMap { json in
      guard json.object != nil else { return wrong(json, what, "an object") }
      let entries = entries(
        json,
        Self.ruleKeys + [
          "consequence", "informedParty", "attributedParty", "compensatedParty", "consentingParty",
        ],
        what)
      let actions = entries["action"].map { self.actions($0.json) } ?? []
      if entries["action"] == nil { report("missing-key", "\(what) lacks 'action'", at: json.place) }
      return OdrlDuty(
        uid: identifier(entries), actions: actions,
        targets: entries["target"].map { references($0.json) } ?? [],
        assignees: entries["assignee"].map { references($0.json) } ?? shared.assignees,
        constraints: constraints(entries["constraint"]),
        consequences: duties(entries["consequence"], "a consequence", shared), place: json.place)
    }
  }

  mutating func actions(_ json: JSON) -> [OdrlAction] {
    items(json).compactMap { item in
      var refinements: [OdrlConstraint] = []
      var nameJSON = item
      if item.object != nil, item["@value"] == nil {
        let entries = entries(
          item, ["@id", "@type", "uid", "value", "rdf:value", "refinement", "includedIn", "implies"],
          "an action")
        refinements = constraints(entries["refinement"])
        guard let named = entries["rdf:value"] ?? entries["value"] ?? entries["@id"] ?? entries["uid"] else {
          return fail("missing-key", "an action lacks its '@id'", item)
        }
        nameJSON = named.json
      }
      let name = term(nameJSON) ?? ""
      guard let action = OdrlVocabulary.action(name) else {
        return fail(
          "unknown-action", "'\(name)' is no action of ODRL or of the profile 'sluice'", nameJSON,
          hint: Suggestion.hint(for: name, among: OdrlVocabulary.actions, listing: 0))
      }
      return OdrlAction(name: action, refinements: refinements)
    }
  }

  mutating func references(_ json: JSON) -> [OdrlReference] {
    items(json).compactMap { item in
      if let id = item.string { return OdrlReference(id: context.expanded(id), refinements: []) }
      guard item.object != nil else { return wrong(item, "a party or asset", "an IRI or an object") }
      let entries = entries(
        item, ["@id", "@type", "uid", "source", "partOf", "refinement", "@value"], "a party or asset")
      guard let id = entries["source"].flatMap({ term($0.json) }) ?? identifier(entries) else {
        return fail("missing-key", "a party or asset lacks its 'uid'", item)
      }
      return OdrlReference(id: context.expanded(id), refinements: constraints(entries["refinement"]))
    }
  }
}
