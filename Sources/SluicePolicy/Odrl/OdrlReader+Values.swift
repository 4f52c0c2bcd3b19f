internal import SluiceCore

extension OdrlReader {
  /// Members under their compact names; unknown ones are findings, those that only document are left out.
  mutating func entries(_ json: JSON, _ allowed: [String], _ what: String) -> [String: Entry] {
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

  func items(_ entry: Entry?) -> [JSON] { entry.map { items($0.json) } ?? [] }

  func items(_ json: JSON) -> [JSON] {
    if let list = json["@list"] { return items(list) }
    return json.array?.flatMap { $0["@list"] == nil ? [$0] : items($0) } ?? [json]
  }

  /// The compact name in a string, an `@id` or a `@value`, alone or as the only item of an array.
  func term(_ json: JSON) -> String? {
    let item = json.array.flatMap { $0.count == 1 ? $0[0] : nil } ?? json
    return (item.string ?? item["@id"]?.string ?? item["@value"]?.string).map { context.compact($0) }
  }

  func identifier(_ entries: [String: Entry]) -> String? {
    guard let json = (entries["uid"] ?? entries["@id"])?.json else { return nil }
    let item = json.array?.first ?? json
    return item.string ?? item["@id"]?.string ?? item["@value"]?.string
  }

  mutating func report(_ id: String, _ message: String, at place: Place, hint: String? = nil) {
    diagnostics.append(Diagnostic(id, message, at: place, hint: hint))
  }

  mutating func fail<Result>(
    _ id: String, _ message: String, _ json: JSON, hint: String? = nil
  ) -> Result? {
    report(id, message, at: json.place, hint: hint)
    return nil
  }

  mutating func wrong<Result>(_ json: JSON, _ what: String, _ expectation: String) -> Result? {
    fail("wrong-type", "\(what) must be \(expectation), not \(json.kind)", json)
  }
}
