internal import SluiceCore

/// Reads an object by a table of keys: facts on one side, findings on the other.
struct DeclarationReader {
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var subjects: [FactSet.Subject] = []
  private(set) var subject: FactSet.Subject
  private let root: String

  /// `root` is the path of keys that leads to the section.
  init(_ subject: FactSet.Subject, root: String) {
    self.subject = subject
    self.root = root
  }

  mutating func read(_ section: JSON, keys: [DeclaredKey], prefix: String) {
    var filled = subject
    readMembers(of: section, keys, prefix: prefix, path: root, into: &filled)
    subject = filled
  }

  mutating func report(_ id: String, _ message: String, at place: Place, hint: String? = nil) {
    diagnostics.append(Diagnostic(id, message, at: place, hint: hint))
  }

  private mutating func readMembers(
    of json: JSON, _ keys: [DeclaredKey], prefix: String, path: String, into subject: inout FactSet.Subject
  ) {
    guard let object = json.object else {
      report("wrong-type", "'\(path)' must be an object, not \(json.kind)", at: json.place)
      return
    }
    for member in object.members {
      guard let key = keys.first(where: { $0.name == member.key }) else {
        report(
          "unknown-key", "'\(path)' has no key '\(member.key)'", at: member.keyPlace,
          hint: Suggestion.hint(for: member.key, among: keys.map(\.name)))
        continue
      }
      read(member.value, key, prefix: prefix, path: path + "." + key.name, into: &subject)
    }
    for key in keys where key.isRequired && object[key.name] == nil {
      report("missing-key", "'\(path)' lacks '\(key.name)'", at: json.place, hint: key.doc)
    }
  }

  private mutating func read(
    _ json: JSON, _ key: DeclaredKey, prefix: String, path: String, into subject: inout FactSet.Subject
  ) {
    let name = prefix + key.name
    switch key.kind {
    case .record(let keys):
      readMembers(of: json, keys, prefix: name + ".", path: path, into: &subject)
    case .shorthand(let main, let keys):
      guard let mainKey = keys.first(where: { $0.name == main }), json.string != nil else {
        readMembers(of: json, keys, prefix: name + ".", path: path, into: &subject)
        return
      }
      read(json, mainKey, prefix: name + ".", path: path, into: &subject)
    case .subjects(let scope, let keys):
      readSubjects(json, scope, keys, path: path)
    default:
      guard let value = value(json, key.kind, path: path) else { return }
      store(name, Fact(value, .declared(path: path, at: json.place)), into: &subject)
    }
  }

  /// The key tables name the facts, so a fact they name exists and has the type read.
  private mutating func store(_ name: String, _ fact: Fact, into subject: inout FactSet.Subject) {
    guard let index = FactRegistry.index(of: name) else { return }
    subject.values[index] = fact
  }

  private mutating func readSubjects(
    _ json: JSON, _ scope: FactScope, _ keys: [DeclaredKey], path: String
  ) {
    guard let items = json.array else {
      report("wrong-type", "'\(path)' must be an array of objects, not \(json.kind)", at: json.place)
      return
    }
    var names: Set<String> = []
    for (position, item) in items.enumerated() {
      let itemPath = "\(path)[\(position)]"
      let name = item["name"]?.string ?? itemPath
      if !names.insert(name).inserted {
        report("duplicate-name", "'\(path)' has two entries named '\(name)'", at: item.place)
      }
      var subject = FactSet.Subject(name, scope: scope, at: item.place)
      readMembers(of: item, keys, prefix: scope.rawValue + ".", path: itemPath, into: &subject)
      subjects.append(subject)
    }
  }
}

extension DeclarationReader {
  private mutating func value(_ json: JSON, _ kind: DeclaredKey.Kind, path: String) -> FactValue? {
    switch kind {
    case .list(let element):
      let items = json.array ?? [json]
      let values = items.compactMap { value($0, element, path: path) }
      return values.count == items.count ? .list(values) : nil
    case .reasons: return reasons(json, path: path)
    case .truth:
      guard let value = json.bool else { return wrong(json, path, "true or false") }
      return .boolean(value)
    case .count:
      guard let value = json.integer, value >= 0 else { return wrong(json, path, "a whole number from zero") }
      return .integer(value)
    default:
      guard let text = json.string, !text.isEmpty else { return wrong(json, path, kind.expectation) }
      return self.text(text, json, kind, path: path)
    }
  }

  private mutating func text(
    _ text: String, _ json: JSON, _ kind: DeclaredKey.Kind, path: String
  ) -> FactValue? {
    switch kind {
    case .place:
      guard let place = Places.canonical(text) else {
        report(
          "unknown-place", "'\(text)' is no country code of ISO 3166-1 and no region", at: json.place,
          hint: Suggestion.hint(for: text, among: Places.names, listing: 0)
            ?? "two letters, such as DE, or EU, EEA")
        return nil
      }
      return .text(place)
    case .purpose:
      guard let purpose = Purposes.canonical(text) else {
        report(
          "unknown-purpose", "'\(text)' is no purpose of the Data Privacy Vocabulary and no IRI",
          at: json.place, hint: Purposes.hint(for: text))
        return nil
      }
      return .text(purpose)
    case .date:
      guard let value = FactValue(date: text) else { return wrong(json, path, kind.expectation) }
      return value
    case .period:
      guard let period = Period(text) else { return wrong(json, path, kind.expectation) }
      return .period(period)
    case .digest:
      let digits = text.dropFirst(7)
      guard text.hasPrefix("sha256:"), digits.count == 64, Hex.bytes(String(digits)) != nil else {
        return wrong(json, path, kind.expectation)
      }
      return .text(text)
    case .word(let vocabulary):
      guard vocabulary.contains(text) else {
        report(
          "unknown-word", "'\(text)' is no word of '\(path)'", at: json.place,
          hint: Suggestion.hint(for: text, among: vocabulary.words.map(\.name), listing: 20))
        return nil
      }
      return .text(text)
    default: return .text(text)
    }
  }

  private mutating func reasons(_ json: JSON, path: String) -> FactValue? {
    guard let object = json.object else { return wrong(json, path, "an object of names and reasons") }
    for member in object.members where member.value.string?.isEmpty ?? true {
      report("wrong-type", "'\(path).\(member.key)' must be a reason in words", at: member.value.place)
    }
    return .texts(object.keys)
  }

  private mutating func wrong(_ json: JSON, _ path: String, _ expectation: String) -> FactValue? {
    report("wrong-type", "'\(path)' must be \(expectation), not \(json.kind)", at: json.place)
    return nil
  }
}

extension DeclaredKey.Kind {
  var expectation: String {
    switch self {
    case .date: "a day such as 2026-11-20 or an instant with time zone"
    case .period: "an ISO 8601 period such as P30D or P2Y"
    case .digest: "'sha256:' and 64 hexadecimal digits"
    case .file: "the path of a file"
    default: "text"
    }
  }
}

extension FactValue {
  /// A day, or an instant with its time zone.
  init?(date text: String) {
    if let day = CivilDate(ascii: Array(text.utf8)) {
      self = .day(day)
    } else if text.utf8.count > 10, let instant = Timestamp(text) {
      self = .instant(instant)
    } else {
      return nil
    }
  }
}
