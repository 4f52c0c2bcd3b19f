public import SluiceCore

extension Operator {
  /// One operator as pipelines write it, for the reference and the schema.
  public struct Description: Sendable {
    /// What pipelines call it.
    public var name: String
    /// What it does, in one line.
    public var summary: String
    /// Its options, and what they mean.
    public var options: [(name: String, summary: String)]
  }

  /// All operators with their options.
  public static let descriptions: [Description] = [
    Description(name: "keep", summary: "leaves the value as it is", options: []),
    Description(name: "drop", summary: "removes the value, or the whole field", options: []),
    Description(name: "redact", summary: "puts [REDACTED] in its place", options: []),
    Description(
      name: "replace", summary: "puts its type in its place, such as [EMAIL]",
      options: [("numbered", "true numbers the values of each document: [PERSON_2]")]),
    Description(
      name: "mask", summary: "covers letters and digits",
      options: [
        ("keepFirst", "characters left open at the start; 0"),
        ("keepLast", "characters left open at the end; 0"),
        ("with", "the character to cover with; *"),
      ]),
    Description(
      name: "pseudonym", summary: "puts a keyed pseudonym in its place (HMAC-SHA-256, 130 bits)",
      options: [
        ("key", "name of the secret"), ("domain", "pseudonymization domain; default"),
        ("as", "identifier type of a field's values, to match pseudonyms in text"),
        ("callingCode", "country calling code for national telephone numbers, such as 49"),
      ]),
    Description(
      name: "generalize", summary: "makes the value coarser",
      options: [
        ("to", "year, quarter, month, age-band, band, prefix or grid"),
        ("width", "of a band, in years or units"),
        ("on", "the day ages are counted on"), ("length", "characters of a prefix"),
        ("degrees", "side of a grid cell"),
      ]),
    Description(
      name: "shiftDate", summary: "moves all dates of one subject by the same number of days",
      options: [
        ("days", "largest shift in either direction"), ("key", "name of the secret"),
        ("domain", "pseudonymization domain; default"),
      ]),
  ]

  /// Reads a word such as `"drop"` or an object such as `{"op": "mask", "keepLast": 4}`.
  ///
  /// `key` stands in where the operator names no key of its own. Throws exit code 78 with place and suggestion.
  public static func parse(_ json: JSON, key: KeyReference? = nil) throws(SluiceError) -> Operator {
    guard json.string != nil || json.object != nil else {
      throw SluiceError(
        .badPipeline, "an operator is a word or an object with 'op', not \(json.kind)", at: json.place)
    }
    guard let opPlace = json.object == nil ? json : json["op"], let name = opPlace.string else {
      throw SluiceError(.badPipeline, "an operator needs 'op'", at: json.place)
    }
    guard let description = descriptions.first(where: { $0.name == name }) else {
      throw SluiceError(
        .badPipeline, "no operator is called '\(name)'", at: opPlace.place,
        hint: Suggestion.hint(for: name, among: descriptions.map(\.name)))
    }
    let options = OperatorOptions(json, inherited: key, operatorName: name)
    try options.refuseUnknown(allowed: description.options.map(\.name))
    return try make(name, options)
  }

  private static func make(_ name: String, _ options: OperatorOptions) throws(SluiceError) -> Operator {
    switch name {
    case "keep": return .keep
    case "drop": return .drop
    case "redact": return .redact
    case "replace": return .replace(numbered: try options.bool("numbered") ?? false)
    case "mask":
      let cover = try options.string("with") ?? "*"
      guard cover.unicodeScalars.count == 1 else { throw options.error("with", "must be one character") }
      return .mask(
        keepFirst: try options.integer("keepFirst", 0...64) ?? 0,
        keepLast: try options.integer("keepLast", 0...64) ?? 0,
        character: cover)
    case "pseudonym":
      var pseudonym = Pseudonym(key: try options.keyReference())
      if let type = try options.string("as") { pseudonym.type = try options.identifierType(type, "as") }
      pseudonym.callingCode = try options.integer("callingCode", 1...999)
      return .pseudonym(pseudonym)
    case "generalize": return .generalize(try generalization(options))
    default:
      guard let days = try options.integer("days", 1...3650) else { throw options.missing("days") }
      return .shiftDate(days: days, key: try options.keyReference())
    }
  }

  private static func generalization(_ options: OperatorOptions) throws(SluiceError) -> Generalization {
    let kinds = ["year", "quarter", "month", "age-band", "band", "prefix", "grid"]
    guard let kind = try options.string("to") else { throw options.missing("to") }
    switch kind {
    case "year": return .year
    case "quarter": return .quarter
    case "month": return .month
    case "age-band":
      guard let width = try options.integer("width", 1...100) else { throw options.missing("width") }
      guard let day = try options.string("on") else { throw options.missing("on") }
      guard let date = CivilDate(ascii: Array(day.utf8)) else {
        throw options.error("on", "must be a day such as 2026-01-01")
      }
      return .ageBand(width: width, on: date)
    case "band":
      guard let width = try options.number("width"), width > 0 else { throw options.missing("width") }
      return .band(width: width)
    case "prefix":
      guard let length = try options.integer("length", 0...64) else { throw options.missing("length") }
      return .prefix(length)
    case "grid":
      guard let degrees = try options.number("degrees"), degrees > 0, degrees <= 90 else {
        throw options.missing("degrees")
      }
      return .grid(degrees)
    default:
      throw options.error("to", "cannot be '\(kind)'", hint: Suggestion.hint(for: kind, among: kinds))
    }
  }
}

/// The members of an operator object, read with their types and places.
struct OperatorOptions {
  private let json: JSON
  private let inherited: Operator.KeyReference?
  private let operatorName: String

  init(_ json: JSON, inherited: Operator.KeyReference?, operatorName: String) {
    self.json = json
    self.inherited = inherited
    self.operatorName = operatorName
  }

  func refuseUnknown(allowed: [String]) throws(SluiceError) {
    for member in json.object?.members ?? [] where member.key != "op" && !allowed.contains(member.key) {
      throw SluiceError(
        .badPipeline, "'\(operatorName)' has no option '\(member.key)'", at: member.keyPlace,
        hint: Suggestion.hint(for: member.key, among: allowed))
    }
  }

  func string(_ key: String) throws(SluiceError) -> String? {
    guard let value = json[key] else { return nil }
    guard let string = value.string else { throw error(key, "must be a string, not \(value.kind)") }
    return string
  }

  func bool(_ key: String) throws(SluiceError) -> Bool? {
    guard let value = json[key] else { return nil }
    guard let bool = value.bool else { throw error(key, "must be true or false, not \(value.kind)") }
    return bool
  }

  func integer(_ key: String, _ range: ClosedRange<Int>) throws(SluiceError) -> Int? {
    guard let value = json[key] else { return nil }
    guard let integer = value.integer, range.contains(integer) else {
      throw error(key, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }

  func number(_ key: String) throws(SluiceError) -> Double? {
    guard let value = json[key] else { return nil }
    guard let number = value.number else { throw error(key, "must be a number, not \(value.kind)") }
    return number
  }

  func identifierType(_ name: String, _ key: String) throws(SluiceError) -> IdentifierType {
    guard let type = IdentifierType(name: name) else {
      throw error(
        key, "names no identifier type",
        hint: Suggestion.hint(for: name, among: IdentifierType.allCases.map(\.name)))
    }
    return type
  }

  func keyReference() throws(SluiceError) -> Operator.KeyReference {
    let domain = try string("domain") ?? inherited?.domain ?? "default"
    guard let secret = try string("key") ?? inherited?.secret else {
      throw SluiceError(
        .badPipeline, "'\(operatorName)' needs 'key'", at: json.place, hint: "name a secret of the pipeline")
    }
    return Operator.KeyReference(secret: secret, domain: domain)
  }

  func error(_ key: String, _ problem: String, hint: String? = nil) -> SluiceError {
    SluiceError(
      .badPipeline, "'\(key)' of '\(operatorName)' \(problem)", at: json[key]?.place ?? json.place, hint: hint
    )
  }

  func missing(_ key: String) -> SluiceError {
    SluiceError(.badPipeline, "'\(operatorName)' needs '\(key)'", at: json.place)
  }
}
