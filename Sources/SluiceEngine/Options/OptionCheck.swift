internal import SluiceCore

/// Compares JSON with option declarations and gathers every difference.
struct OptionCheck {
  /// What was found so far.
  private(set) var diagnostics: [Diagnostic] = []

  /// Checks the members of `object` against `declarations`.
  ///
  /// - Parameter subject: What the object is, for messages, such as `stage 'letters'`.
  mutating func check(
    _ object: JSON, _ declarations: [OptionDeclaration], subject: String, ignoring: Set<String> = []
  ) {
    guard let members = object.object else {
      report("wrong-type", "\(subject) must be an object, not \(object.kind)", at: object.place)
      return
    }
    let known = declarations.map(\.name)
    var meant: Set<String> = []
    for member in members.members where !ignoring.contains(member.key) {
      guard let declaration = declarations.first(where: { $0.name == member.key }) else {
        report(
          "unknown-option", "\(subject) has no option '\(member.key)'", at: member.keyPlace,
          hint: Suggestion.hint(for: member.key, among: known))
        meant.formUnion(Suggestion.nearest(to: member.key, among: known).map { [$0] } ?? [])
        continue
      }
      check(member.value, declaration.kind, subject: "'\(member.key)' of \(subject)")
    }
    for declaration in declarations
    where declaration.isRequired && members[declaration.name] == nil && !meant.contains(declaration.name) {
      report(
        "missing-option", "\(subject) needs '\(declaration.name)'", at: object.place,
        hint: declaration.help)
    }
  }

  /// Checks one value.
  mutating func check(_ value: JSON, _ kind: OptionKind, subject: String) {
    switch kind {
    case .text, .path, .field, .secret, .expression: expect(value.string != nil, "a string", value, subject)
    case .boolean: expect(value.bool != nil, "true or false", value, subject)
    case .choice(let words): checkChoice(value, words, subject)
    case .integer(let bounds): checkInteger(value, bounds, subject)
    case .number(let bounds): checkNumber(value, bounds, subject)
    case .bytes: checkBytes(value, subject)
    case .tolerance: checkTolerance(value, subject)
    case .list(let element, let least): checkList(value, element, least, subject)
    case .oneOrMany(let element):
      if value.array != nil {
        checkList(value, element, 1, subject)
      } else {
        check(value, element, subject: subject)
      }
    case .object(let declarations): check(value, declarations, subject: subject)
    case .map(let element):
      guard let members = value.object else { return expect(false, "an object", value, subject) }
      for member in members.members { check(member.value, element, subject: "'\(member.key)' of \(subject)") }
    case .either(let kinds):
      guard let fitting = kinds.first(where: { $0.admits(value) }) else {
        return expect(false, kinds.map(\.noun).joined(separator: " or "), value, subject)
      }
      check(value, fitting, subject: subject)
    case .foreign: break
    }
  }

  /// Adds a finding.
  mutating func report(_ id: String, _ message: String, at place: Place, hint: String? = nil) {
    diagnostics.append(Diagnostic(id, message, at: place, hint: hint))
  }

  private mutating func expect(_ fits: Bool, _ noun: String, _ value: JSON, _ subject: String) {
    guard !fits else { return }
    report("wrong-type", "\(subject) must be \(noun), not \(value.kind)", at: value.place)
  }

  private mutating func checkChoice(_ value: JSON, _ words: [String], _ subject: String) {
    guard let word = value.string else { return expect(false, "a string", value, subject) }
    guard !words.contains(word) else { return }
    report(
      "unknown-choice", "'\(word)' is no value of \(subject)", at: value.place,
      hint: Suggestion.hint(for: word, among: words))
  }

  private mutating func checkInteger(_ value: JSON, _ bounds: ClosedRange<Int>, _ subject: String) {
    guard let number = value.integer else { return expect(false, "a whole number", value, subject) }
    guard !bounds.contains(number) else { return }
    let range =
      bounds.upperBound == .max
      ? "at least \(bounds.lowerBound)"
      : bounds.count == 1 ? "only \(bounds.lowerBound)" : "\(bounds.lowerBound) to \(bounds.upperBound)"
    report("out-of-range", "\(subject) is \(number), but takes \(range)", at: value.place)
  }

  private mutating func checkNumber(_ value: JSON, _ bounds: ClosedRange<Double>, _ subject: String) {
    guard let number = value.number else { return expect(false, "a number", value, subject) }
    guard !bounds.contains(number) else { return }
    report(
      "out-of-range",
      "\(subject) is \(value.compact), but takes \(JSON(bounds.lowerBound).compact) to \(JSON(bounds.upperBound).compact)",
      at: value.place)
  }

  private mutating func checkBytes(_ value: JSON, _ subject: String) {
    if let number = value.integer, number > 0 { return }
    if let text = value.string, let size = ByteSize(text), size.bytes > 0 { return }
    report(
      "wrong-type", "\(subject) must be a number of bytes above zero", at: value.place,
      hint: "write it as 65536 or \"64KiB\", \"1.5GB\"")
  }

  private mutating func checkTolerance(_ value: JSON, _ subject: String) {
    guard Tolerance(value) == nil else { return }
    report(
      "wrong-type", "\(subject) must be a number of records, or a share from 0% to 100%", at: value.place,
      hint: "write it as 10 or \"0.1%\"")
  }

  private mutating func checkList(_ value: JSON, _ element: OptionKind, _ least: Int, _ subject: String) {
    guard let elements = value.array else { return expect(false, "a list", value, subject) }
    if elements.count < least {
      report("too-few", "\(subject) needs at least \(least) element\(least == 1 ? "" : "s")", at: value.place)
    }
    for (index, each) in elements.enumerated() {
      check(each, element, subject: "element \(index + 1) of \(subject)")
    }
  }
}

extension OptionKind {
  /// Whether the JSON type of `value` fits, whatever its content.
  func admits(_ value: JSON) -> Bool {
    switch self {
    case .text, .path, .field, .secret, .expression, .choice: value.string != nil
    case .boolean: value.bool != nil
    case .integer: value.integer != nil
    case .number: value.number != nil
    case .bytes, .tolerance: value.string != nil || value.number != nil
    case .list: value.array != nil
    case .oneOrMany(let element): value.array != nil || element.admits(value)
    case .object, .map: value.object != nil
    case .either(let kinds): kinds.contains { $0.admits(value) }
    case .foreign: true
    }
  }

  /// What the kind is called in messages, with its article.
  var noun: String {
    switch self {
    case .text: "a string"
    case .path: "a path"
    case .field: "a field's name"
    case .secret: "a secret's name"
    case .expression: "an expression"
    case .choice(let words): words.map { "'\($0)'" }.joined(separator: ", ")
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .bytes: "a number of bytes"
    case .tolerance: "a number or a share"
    case .list(let element, _): "a list of \(element.plainNoun)"
    case .oneOrMany(let element): "\(element.noun) or a list"
    case .object, .map: "an object"
    case .either(let kinds): kinds.map(\.noun).joined(separator: " or ")
    case .foreign: "a value"
    }
  }

  private var plainNoun: String {
    switch self {
    case .text: "strings"
    case .path: "paths"
    case .field: "field names"
    case .integer, .number: "numbers"
    default: "values"
    }
  }
}
