public import SluiceCore

/// Reads the JSON-LD form of a policy, compact or expanded, and gathers all findings.
struct OdrlReader {
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var context = OdrlContext()

  /// A member under its compact name.
  struct Entry {
    let json: JSON
    let keyPlace: Place
  }

  private static let policyKeys = [
    "@context", "@id", "@type", "uid", "profile", "conflict", "permission", "prohibition", "obligation",
    "action",
    "target", "assigner", "assignee", "dspace:timestamp", "timestamp", "inheritFrom",
  ]
  private static let ruleKeys = [
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
  private struct Shared {
    let actions: [OdrlAction]
    let targets: [OdrlReference]
    let assignees: [OdrlReference]
  }
}

// The frame of a policy.
extension OdrlReader {
  /// The policy's object and the contexts above it: expanded documents are arrays, messages hold an agreement.
  private mutating func root(of document: JSON) -> (JSON, [JSON])? {
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

  private mutating func readContexts(_ contexts: [JSON], _ root: JSON) {
    let all = contexts.flatMap { $0.array ?? [$0] }
    context = OdrlContext(JSON(all), diagnostics: &diagnostics)
    let hasBareKey = root.object?.keys.contains { !$0.contains(":") && !$0.hasPrefix("@") } ?? false
    if hasBareKey, !context.hasVocabulary {
      report(
        "missing-context", "the policy uses words of ODRL without its context", at: root.place,
        hint: "add \"@context\": \"http://www.w3.org/ns/odrl.jsonld\"")
    }
  }

  private mutating func kind(_ entry: Entry?, _ root: JSON) -> OdrlPolicy.Kind? {
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

  private mutating func conflict(_ entry: Entry?) -> OdrlPolicy.Conflict {
    guard let entry else { return .prohibit }
    let name = term(entry.json) ?? ""
    if let conflict = OdrlPolicy.Conflict(rawValue: name) { return conflict }
    report(
      "unknown-word", "'\(name)' is no strategy for conflicts", at: entry.json.place,
      hint: Suggestion.hint(for: name, among: OdrlPolicy.Conflict.allCases.map(\.rawValue)))
    return .prohibit
  }

  private mutating func checkProfile(_ entry: Entry?) {
    guard let entry else { return }
    for item in entry.json.array ?? [entry.json] {
      let name = item.string ?? item["@id"]?.string ?? item["@value"]?.string ?? ""
      if !OdrlVocabulary.profiles.contains(name), !OdrlVocabulary.profiles.contains(context.expanded(name)) {
        report("unknown-profile", "the profile '\(name)' is not understood", at: item.place)
      }
    }
  }

  private mutating func checkParties(
    _ root: JSON, _ assigners: [OdrlReference], _ assignees: [[OdrlReference]]
  ) {
    if assigners.isEmpty { report("missing-key", "an Agreement names its assigner", at: root.place) }
    if assignees.contains(where: \.isEmpty) {
      report("missing-key", "an Agreement names its assignee, for all rules or for each", at: root.place)
    }
  }
}

// Rules and duties.
extension OdrlReader {
  private mutating func rules(
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

  private mutating func duties(_ entry: Entry?, _ what: String, _ shared: Shared) -> [OdrlDuty] {
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

  private mutating func actions(_ json: JSON) -> [OdrlAction] {
    items(json).compactMap { item in
      var refinements: [OdrlConstraint] = []
      var nameJSON = item
      if item.object != nil, item["@value"] == nil {
        let entries = entries(
          item, ["@id", "@type", "uid", "value", "rdf:value", "refinement", "includedIn", "implies"],
          "an action")
        refinements = constraints(entries["refinement"])
        guard let named = entries["@id"] ?? entries["rdf:value"] ?? entries["value"] ?? entries["uid"] else {
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

  private mutating func references(_ json: JSON) -> [OdrlReference] {
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

// Constraints.
extension OdrlReader {
  private mutating func constraints(_ entry: Entry?) -> [OdrlConstraint] {
    items(entry).compactMap { constraint($0) }
  }

  private mutating func constraint(_ json: JSON) -> OdrlConstraint? {
    guard json.object != nil else { return wrong(json, "a constraint", "an object") }
    let logics = OdrlConstraint.Logic.allCases.map(\.rawValue)
    let entries = entries(
      json,
      [
        "@id", "@type", "uid", "leftOperand", "operator", "rightOperand", "rightOperandReference", "dataType",
        "unit",
        "status",
      ] + logics, "a constraint")
    let logical = OdrlConstraint.Logic.allCases.filter { entries[$0.rawValue] != nil }
    guard let logic = logical.first else { return atomic(json, entries) }
    guard logical.count == 1, entries["leftOperand"] == nil else {
      return fail("ambiguous", "a constraint has one logical operand and nothing beside it", json)
    }
    let parts = items(entries[logic.rawValue]).map { constraint($0) }
    guard !parts.isEmpty else { return fail("missing-key", "'\(logic.rawValue)' joins no constraints", json) }
    let read = parts.compactMap(\.self)
    return read.count == parts.count ? .logical(logic, read, json.place) : nil
  }

  private mutating func atomic(_ json: JSON, _ entries: [String: Entry]) -> OdrlConstraint? {
    for key in ["unit", "rightOperandReference", "status"] {
      guard let entry = entries[key] else { continue }
      report(
        "unsupported", "'\(key)' of a constraint is not understood", at: entry.keyPlace,
        hint: key == "unit" ? "no operand of the engine has a unit" : "write the value as 'rightOperand'")
    }
    let operand = leftOperand(entries["leftOperand"], json)
    let comparison = comparison(entries["operator"], json)
    guard let right = entries["rightOperand"] else {
      return fail("missing-key", "a constraint lacks 'rightOperand'", json)
    }
    guard let (name, fact) = operand, let comparison else { return nil }
    let type = FactRegistry.all[fact].type
    guard comparison.suits(type) else {
      return fail(
        "wrong-operator", "'\(comparison.rawValue)' needs an order, and '\(name)' is \(type.element)", json)
    }
    if let dataType = entries["dataType"] { checkDataType(term(dataType.json), type, dataType.json) }
    let values = items(right).compactMap { rightOperand($0, type.element, name) }
    guard values.count == items(right).count else { return nil }
    guard values.count == 1 || (comparison.takesSet && !values.isEmpty) else {
      return fail("wrong-arity", "'\(comparison.rawValue)' takes one right operand", right.json)
    }
    return .atomic(
      OdrlConstraint.Atomic(
        operand: name, fact: fact, comparison: comparison, right: values, place: json.place))
  }

  private mutating func leftOperand(_ entry: Entry?, _ json: JSON) -> (String, FactRegistry.Index)? {
    guard let entry else { return fail("missing-key", "a constraint lacks 'leftOperand'", json) }
    let name = term(entry.json) ?? ""
    if let fact = OdrlVocabulary.operands[name], let index = FactRegistry.index(of: fact) {
      return (name, index)
    }
    if OdrlVocabulary.unsupportedOperands.contains(name) {
      return fail("unsupported", "the engine has no fact for the left operand '\(name)'", entry.json)
    }
    return fail(
      "unknown-operand", "'\(name)' is no left operand of ODRL or of the profile 'sluice'", entry.json,
      hint: Suggestion.hint(for: name, among: OdrlVocabulary.operands.keys.sorted(), listing: 0))
  }

  private mutating func comparison(_ entry: Entry?, _ json: JSON) -> OdrlOperator? {
    guard let entry else { return fail("missing-key", "a constraint lacks 'operator'", json) }
    let name = term(entry.json) ?? ""
    return OdrlOperator(rawValue: name)
      ?? fail(
        "unknown-operator", "'\(name)' is no operator of ODRL", entry.json,
        hint: Suggestion.hint(for: name, among: OdrlOperator.allCases.map(\.rawValue)))
  }

  private mutating func rightOperand(_ json: JSON, _ type: FactType, _ operand: String) -> FactValue? {
    var literal = json
    if json.object != nil {
      for member in json.object?.members ?? []
      where !["@value", "@type", "@id", "@language"].contains(member.key) {
        report("unknown-key", "a value has no key '\(member.key)'", at: member.keyPlace)
      }
      if let dataType = json["@type"]?.string { checkDataType(context.compact(dataType), type, json) }
      guard let value = json["@value"] ?? json["@id"] else {
        return wrong(json, "a value", "a literal or an IRI")
      }
      literal = value
    }
    if let value = FactValue(odrl: literal, type: type, context) { return value }
    return fail(
      "wrong-value",
      "'\(operand)' is compared with \(type), not with \(literal.string.map { "'\($0)'" } ?? literal.kind)",
      literal, hint: type == .purpose ? literal.string.map(Purposes.hint) : nil)
  }

  private mutating func checkDataType(_ name: String?, _ type: FactType, _ json: JSON) {
    let name = name ?? ""
    let fits: [String: [FactType]] = [
      "xsd:dateTime": [.instant], "xsd:dateTimeStamp": [.instant], "xsd:date": [.instant],
      "xsd:integer": [.integer, .number], "xsd:int": [.integer, .number], "xsd:long": [.integer, .number],
      "xsd:nonNegativeInteger": [.integer, .number], "xsd:positiveInteger": [.integer, .number],
      "xsd:decimal": [.number, .integer], "xsd:double": [.number], "xsd:float": [.number],
      "xsd:boolean": [.boolean], "xsd:string": [.text, .place, .purpose], "xsd:duration": [.period],
      "xsd:anyURI": [.text, .place, .purpose],
    ]
    guard let types = fits[name] else {
      report(
        "unknown-datatype", "the datatype '\(name)' is not understood", at: json.place,
        hint: Suggestion.hint(for: name, among: fits.keys.sorted(), listing: 20))
      return
    }
    let isTerm = if case .term = type.element { types.contains(.text) } else { false }
    if !types.contains(type.element), !isTerm {
      report("wrong-datatype", "'\(name)' does not fit \(type.element)", at: json.place)
    }
  }
}

// Values and names.
extension OdrlReader {
  /// Members under their compact names; unknown ones are findings, those that only document are left out.
  private mutating func entries(_ json: JSON, _ allowed: [String], _ what: String) -> [String: Entry] {
    var entries: [String: Entry] = [:]
    for member in json.object?.members ?? [] {
      let name = context.compact(member.key)
      if allowed.contains(name) {
        if entries[name] != nil {
          report("duplicate-name", "\(what) has '\(name)' twice", at: member.keyPlace)
        }
        entries[name] = Entry(json: member.value, keyPlace: member.keyPlace)
      } else if !OdrlContext.isAnnotation(name) {
        report(
          "unknown-key", "\(what) has no key '\(member.key)'", at: member.keyPlace,
          hint: Suggestion.hint(for: name, among: allowed.filter { !$0.hasPrefix("@") }, listing: 20))
      }
    }
    return entries
  }

  private func items(_ entry: Entry?) -> [JSON] { entry.map { items($0.json) } ?? [] }

  private func items(_ json: JSON) -> [JSON] {
    if let list = json["@list"] { return items(list) }
    return json.array?.flatMap { $0["@list"] == nil ? [$0] : items($0) } ?? [json]
  }

  /// The compact name in a string, an `@id` or a `@value`, alone or as the only item of an array.
  private func term(_ json: JSON) -> String? {
    let item = json.array.flatMap { $0.count == 1 ? $0[0] : nil } ?? json
    return (item.string ?? item["@id"]?.string ?? item["@value"]?.string).map { context.compact($0) }
  }

  private func identifier(_ entries: [String: Entry]) -> String? {
    guard let json = (entries["uid"] ?? entries["@id"])?.json else { return nil }
    let item = json.array?.first ?? json
    return item.string ?? item["@id"]?.string ?? item["@value"]?.string
  }

  private mutating func report(_ id: String, _ message: String, at place: Place, hint: String? = nil) {
    diagnostics.append(Diagnostic(id, message, at: place, hint: hint))
  }

  private mutating func fail<Result>(
    _ id: String, _ message: String, _ json: JSON, hint: String? = nil
  ) -> Result? {
    report(id, message, at: json.place, hint: hint)
    return nil
  }

  private mutating func wrong<Result>(_ json: JSON, _ what: String, _ expectation: String) -> Result? {
    fail("wrong-type", "\(what) must be \(expectation), not \(json.kind)", json)
  }
}

extension FactValue {
  /// A right operand, which JSON-LD may write as text whatever its type.
  init?(odrl json: JSON, type: FactType, _ context: OdrlContext) {
    guard let text = json.string else {
      self.init(constant: json, type: type)
      return
    }
    switch type {
    case .integer:
      guard let value = Int(text) else { return nil }
      self = .integer(value)
    case .number:
      guard let value = Double(text), value.isFinite else { return nil }
      self = .number(value)
    case .boolean:
      guard text == "true" || text == "false" else { return nil }
      self = .boolean(text == "true")
    case .text: self = .text(context.expanded(text))
    case .term:
      let compact = context.compact(text)
      let word =
        compact.hasPrefix("sluice:") ? Substring(compact.dropFirst(7)) : compact.split(separator: "#").last
      self.init(constant: JSON(String(word ?? "")), type: type)
    case .purpose, .place: self.init(constant: JSON(context.expanded(text)), type: type)
    default: self.init(constant: json, type: type)
    }
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
