public import SluiceCore

extension RulePack {
  private static let keys = ["id", "title", "version", "acts", "rules"]
  private static let ruleKeys = [
    "id", "title", "act", "provision", "text", "kind", "severity", "roles", "scope", "moment", "when",
    "require",
    "remedy", "validFrom", "validTo",
  ]

  /// Reads a pack; with any finding of severity error the pack is nil.
  public static func parse(_ json: JSON) -> (RulePack?, [Diagnostic]) {
    var reader = PackReader()
    reader.refuseUnknown(json, keys, "a rule pack")
    let id = reader.text(json, "id")
    let title = reader.text(json, "title")
    let version = reader.text(json, "version")
    var rules: [Rule] = []
    var ids: Set<String> = []
    for item in json["rules"]?.array ?? [] {
      reader.refuseUnknown(item, ruleKeys, "a rule")
      guard let rule = reader.rule(item, acts: json["acts"]) else { continue }
      if !ids.insert(rule.id).inserted {
        reader.report("duplicate-name", "two rules are called '\(rule.id)'", at: rule.place)
      }
      rules.append(rule)
    }
    if json["rules"]?.array?.isEmpty ?? true {
      reader.report("missing-key", "a rule pack lacks 'rules'", at: json.place)
    }
    guard reader.diagnostics.isEmpty, let id, let title, let version else { return (nil, reader.diagnostics) }
    let pack = RulePack(id: id, title: title, version: version, rules: rules, digest: json.digest)
    return (pack, [])
  }
}

private struct PackReader {
  private(set) var diagnostics: [Diagnostic] = []

  mutating func report(_ id: String, _ message: String, at place: Place, hint: String? = nil) {
    diagnostics.append(Diagnostic(id, message, at: place, hint: hint))
  }

  mutating func refuseUnknown(_ json: JSON, _ keys: [String], _ what: String) {
    guard let object = json.object else {
      report("wrong-type", "\(what) must be an object, not \(json.kind)", at: json.place)
      return
    }
    for member in object.members where !keys.contains(member.key) {
      report(
        "unknown-key", "\(what) has no key '\(member.key)'", at: member.keyPlace,
        hint: Suggestion.hint(for: member.key, among: keys, listing: 20))
    }
  }

  mutating func text(_ json: JSON, _ key: String) -> String? {
    guard let value = json[key]?.string, !value.isEmpty else {
      report("missing-key", "'\(key)' must be text", at: json[key]?.place ?? json.place)
      return nil
    }
    return value
  }

  mutating func rule(_ json: JSON, acts: JSON?) -> Rule? {
    let known = diagnostics.count
    let id = text(json, "id") ?? ""
    let scope: FactScope = word(json, "scope", default: .run)
    let moment: Rule.Moment = word(json, "moment", default: .plan)
    let severity: Verdict.Severity = word(json, "severity", default: .error)
    let kind = (json["kind"]?.array ?? []).compactMap { $0.string.flatMap(Verdict.Evidence.init) }
    if kind.isEmpty || kind.count != json["kind"]?.array?.count {
      report("unknown-word", "'kind' must list A, D or H", at: json["kind"]?.place ?? json.place)
    }
    let title = text(json, "title") ?? ""
    let act = text(json, "act") ?? ""
    let provision = text(json, "provision") ?? ""
    if let acts, acts[act] == nil {
      report(
        "unknown-act", "the pack's 'acts' do not have '\(act)'", at: json["act"]?.place ?? json.place,
        hint: Suggestion.hint(for: act, among: acts.object?.keys ?? []))
    }
    let roles = roles(json)
    var parser = ConditionParser(scope: scope, rule: id, roles: roles)
    let when = json["when"].map { parser.condition($0) } ?? .constant(true)
    let require = json["require"].flatMap { parser.condition($0) }
    if json["require"] == nil { report("missing-key", "a rule lacks 'require'", at: json.place) }
    diagnostics += parser.diagnostics
    let texts = texts(json)
    let validFrom = day(json, "validFrom")
    let validTo = day(json, "validTo")
    guard diagnostics.count == known, let when, let require else { return nil }
    return Rule(
      id: id, title: title, citation: Citation(act: act, eli: acts?[act]?.string, provision: provision),
      text: texts, kind: kind, severity: severity, scope: scope, moment: moment, roles: roles,
      remedy: json["remedy"]?.string, validFrom: validFrom, validTo: validTo, place: json.place, when: when,
      require: require)
  }

  private mutating func texts(_ json: JSON) -> [String: String] {
    let texts = (json["text"]?.object?.members ?? []).reduce(into: [String: String]()) {
      $0[$1.key] = $1.value.string
    }
    if texts["en"] == nil {
      report("missing-key", "'text' must have 'en'", at: json["text"]?.place ?? json.place)
    }
    return texts
  }

  private mutating func roles(_ json: JSON) -> [String] {
    let roles = json["roles"]?.array ?? []
    for role in roles where !Vocabulary.role.contains(role.string ?? "") {
      report(
        "unknown-word", "'\(role.string ?? role.kind)' is no role", at: role.place,
        hint: Suggestion.hint(for: role.string ?? "", among: Vocabulary.role.words.map(\.name)))
    }
    return roles.compactMap(\.string)
  }

  private mutating func day(_ json: JSON, _ key: String) -> CivilDate? {
    guard let value = json[key] else { return nil }
    guard let day = value.string.flatMap({ CivilDate(ascii: Array($0.utf8)) }) else {
      report("wrong-type", "'\(key)' must be a day such as 2026-11-20", at: value.place)
      return nil
    }
    return day
  }

  private mutating func word<Word: RawRepresentable & CaseIterable>(
    _ json: JSON, _ key: String, default standard: Word
  ) -> Word where Word.RawValue == String {
    guard let value = json[key] else { return standard }
    if let word = value.string.flatMap(Word.init) { return word }
    report(
      "unknown-word", "'\(value.string ?? value.kind)' is no word of '\(key)'", at: value.place,
      hint: Suggestion.hint(for: value.string ?? "", among: Word.allCases.map(\.rawValue)))
    return standard
  }
}
