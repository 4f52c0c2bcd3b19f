internal import SluiceCore

extension OdrlReader {
  mutating func constraints(_ entry: Entry?) -> [OdrlConstraint] {
    items(entry).compactMap { constraint($0) }
  }

  mutating func constraint(_ json: JSON) -> OdrlConstraint? {
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

  mutating func atomic(_ json: JSON, _ entries: [String: Entry]) -> OdrlConstraint? {
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

  mutating func leftOperand(_ entry: Entry?, _ json: JSON) -> (String, FactRegistry.Index)? {
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

  mutating func comparison(_ entry: Entry?, _ json: JSON) -> OdrlOperator? {
    guard let entry else { return fail("missing-key", "a constraint lacks 'operator'", json) }
    let name = term(entry.json) ?? ""
    return OdrlOperator(rawValue: name)
      ?? fail(
        "unknown-operator", "'\(name)' is no operator of ODRL", entry.json,
        hint: Suggestion.hint(for: name, among: OdrlOperator.allCases.map(\.rawValue)))
  }

  mutating func rightOperand(_ json: JSON, _ type: FactType, _ operand: String) -> FactValue? {
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
      literal, hint: Self.hint(type, literal.string))
  }

  static func hint(_ type: FactType, _ text: String?) -> String? {
    switch type {
    case .purpose: text.map(Purposes.hint)
    case .instant: "a day, or an instant with its time zone"
    case .place: "two or three letters of ISO 3166-1, or EU, EEA"
    case .term(let vocabulary):
      Suggestion.hint(for: text ?? "", among: vocabulary.words.map(\.name), listing: 20)
    default: nil
    }
  }

  mutating func checkDataType(_ name: String?, _ type: FactType, _ json: JSON) {
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
