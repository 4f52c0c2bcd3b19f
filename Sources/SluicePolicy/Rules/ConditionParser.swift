internal import SluiceCore

/// Reads the JSON form of a condition and holds it to the types of the facts.
struct ConditionParser {
  /// Facts of the run and of this scope may be used.
  let scope: FactScope
  /// The rule the condition belongs to; `{"signed": true}` means this one.
  let rule: String
  /// Roles whose sign-offs count; empty for all.
  let roles: [String]
  private(set) var diagnostics: [Diagnostic] = []

  init(scope: FactScope, rule: String, roles: [String]) {
    self.scope = scope
    self.roles = roles
    self.rule = rule
  }

  private static let forms = [
    "all", "any", "not", "if", "fact", "known", "given", "stated", "eq", "ne", "lt", "le", "gt", "ge", "in",
    "isA", "within",
    "subset", "meets", "empty", "adequate", "signed",
  ]

  mutating func condition(_ json: JSON) -> Condition? {
    if let value = json.bool { return .constant(value) }
    guard let member = single(json, "a condition") else { return nil }
    let value = member.value
    switch member.key {
    case "all": return conditions(value).map(Condition.all)
    case "any": return conditions(value).map(Condition.any)
    case "not": return condition(value).map(Condition.not)
    case "if":
      guard let pair = conditions(value) else { return nil }
      guard pair.count == 2 else { return fail("wrong-arity", "'if' takes two conditions", value) }
      return .implies(pair[0], pair[1])
    case "fact": return truthFact(value).map(Condition.holds)
    case "stated": return truthFact(value).map(Condition.stated)
    case "known": return fact(value).map(Condition.known)
    case "given": return fact(value).map(Condition.given)
    case "signed":
      if value.bool == true { return .signed(rule, roles: roles) }
      guard let name = value.string else {
        return fail("wrong-type", "'signed' takes true or a rule id", value)
      }
      return .signed(name, roles: roles)
    case "empty":
      guard let (operand, type) = operand(value, expecting: nil) else { return nil }
      guard type.isList else { return fail("wrong-type", "'empty' takes a list, not \(type)", value) }
      return .empty(operand)
    default:
      if let comparison = Comparison(rawValue: member.key) { return compare(comparison, value) }
      return relation(member)
    }
  }

  private mutating func relation(_ member: JSONObject.Member) -> Condition? {
    let value = member.value
    switch member.key {
    case "in":
      guard let (left, right, type) = pair(value, rightIsList: true) else { return nil }
      guard !type.isList else { return fail("wrong-type", "'in' takes one value and a list", value) }
      return .meets(left, right)
    case "subset", "meets":
      guard let (left, right, type) = pair(value, rightIsList: true) else { return nil }
      guard type.isList else { return fail("wrong-type", "'\(member.key)' takes two lists", value) }
      return member.key == "subset" ? .subset(left, right) : .meets(left, right)
    case "isA", "within":
      guard let (left, right, type) = pair(value, rightIsList: true) else { return nil }
      let wanted: FactType = member.key == "isA" ? .purpose : .place
      guard type.element == wanted else {
        return fail("wrong-type", "'\(member.key)' takes \(wanted), not \(type.element)", value)
      }
      return .kind(left, right)
    case "adequate":
      guard let items = value.array, items.count == 2 else {
        return fail("wrong-arity", "'adequate' takes a place and the importer's schemes", value)
      }
      guard let (place, placeType) = operand(items[0], expecting: .place),
        let (schemes, schemesType) = operand(items[1], expecting: .list(.text))
      else { return nil }
      guard placeType == .place, schemesType == .list(.text) else {
        return fail("wrong-type", "'adequate' takes a place and a list of texts", value)
      }
      return .adequate(place, schemes: schemes)
    default:
      return fail(
        "unknown-form", "no condition is called '\(member.key)'", JSON(.null, at: member.keyPlace),
        hint: Suggestion.hint(for: member.key, among: Self.forms, listing: 20))
    }
  }

  private mutating func compare(_ comparison: Comparison, _ json: JSON) -> Condition? {
    guard let (left, right, type) = pair(json, rightIsList: false) else { return nil }
    guard !type.isList else { return fail("wrong-type", "lists are compared with 'subset' or 'meets'", json) }
    guard type.isOrdered || !comparison.needsOrder else {
      return fail("wrong-type", "'\(comparison.rawValue)' needs an order, and \(type) has none", json)
    }
    return .compare(left, comparison, right)
  }
}

extension ConditionParser {
  private mutating func conditions(_ json: JSON) -> [Condition]? {
    guard let items = json.array else {
      return fail("wrong-type", "expected an array of conditions, not \(json.kind)", json)
    }
    guard !items.isEmpty else { return fail("wrong-arity", "expected at least one condition", json) }
    let conditions = items.compactMap { condition($0) }
    return conditions.count == items.count ? conditions : nil
  }

  /// Two operands of one type, the type that of the left one.
  private mutating func pair(
    _ json: JSON, rightIsList: Bool
  ) -> (left: Operand, right: Operand, type: FactType)? {
    guard let items = json.array, items.count == 2 else {
      return fail("wrong-arity", "expected two operands", json)
    }
    guard let (left, leftType) = operand(items[0], expecting: nil) else { return nil }
    let expected: FactType = rightIsList ? .list(leftType.element) : leftType
    guard let (right, rightType) = operand(items[1], expecting: expected) else { return nil }
    guard rightType.isComparable(with: expected) || (rightIsList && rightType == leftType.element) else {
      return fail("wrong-type", "\(leftType) cannot be compared with \(rightType)", json)
    }
    return (left, right, leftType)
  }

  private mutating func operand(_ json: JSON, expecting type: FactType?) -> (Operand, FactType)? {
    guard json.object != nil else { return constant(json, type) }
    guard let member = single(json, "an operand") else { return nil }
    switch member.key {
    case "fact": return fact(member.value).map { (.fact($0), FactRegistry.all[$0].type) }
    case "count":
      guard let (operand, type) = operand(member.value, expecting: nil) else { return nil }
      guard type.isList else { return fail("wrong-type", "'count' takes a list, not \(type)", json) }
      return (.count(operand), .integer)
    case "childAge":
      guard let (operand, type) = operand(member.value, expecting: .place) else { return nil }
      guard type == .place else { return fail("wrong-type", "'childAge' takes a place, not \(type)", json) }
      return (.childAge(operand), .integer)
    case "plus":
      guard let items = member.value.array, items.count == 2 else {
        return fail("wrong-arity", "'plus' takes a date and a period", json)
      }
      guard let (date, dateType) = operand(items[0], expecting: .instant),
        let (period, periodType) = operand(items[1], expecting: .period)
      else { return nil }
      guard dateType == .instant, periodType == .period else {
        return fail("wrong-type", "'plus' takes a date and a period", json)
      }
      return (.plus(date, period), .instant)
    default:
      return fail(
        "unknown-form", "no operand is called '\(member.key)'", JSON(.null, at: member.keyPlace),
        hint: Suggestion.hint(for: member.key, among: ["fact", "count", "plus", "childAge"]))
    }
  }

  private mutating func constant(_ json: JSON, _ type: FactType?) -> (Operand, FactType)? {
    guard let type else { return fail("wrong-type", "the first operand must be a fact", json) }
    var value: FactValue?
    if let items = json.array, type.isList {
      let values = items.compactMap { FactValue(constant: $0, type: type.element) }
      value = values.count == items.count ? .list(values) : nil
    } else {
      value = FactValue(constant: json, type: type.element).map { type.isList ? .list([$0]) : $0 }
    }
    guard let value else { return fail("wrong-constant", "expected \(type) here", json) }
    return (.constant(value), type)
  }

  private mutating func fact(_ json: JSON) -> FactRegistry.Index? {
    guard let name = json.string else { return fail("wrong-type", "expected the name of a fact", json) }
    guard let index = FactRegistry.index(of: name) else {
      return fail(
        "unknown-fact", "no fact is called '\(name)'", json,
        hint: Suggestion.hint(for: name, among: FactRegistry.names, listing: 0))
    }
    let definition = FactRegistry.all[index]
    guard definition.scope == .run || definition.scope == scope else {
      return fail(
        "wrong-scope",
        "'\(name)' is about a \(definition.scope.rawValue); the rule is about a \(scope.rawValue)",
        json)
    }
    return index
  }

  private mutating func truthFact(_ json: JSON) -> FactRegistry.Index? {
    guard let index = fact(json) else { return nil }
    let definition = FactRegistry.all[index]
    guard definition.type == .boolean else {
      return fail("wrong-type", "'\(definition.name)' is \(definition.type), no truth value", json)
    }
    return index
  }

  private mutating func single(_ json: JSON, _ what: String) -> JSONObject.Member? {
    guard let members = json.object?.members, members.count == 1 else {
      return fail("wrong-type", "expected \(what): an object with one key", json)
    }
    return members[0]
  }

  private mutating func fail<Result>(
    _ id: String, _ message: String, _ json: JSON, hint: String? = nil
  ) -> Result? {
    diagnostics.append(Diagnostic(id, message, at: json.place, hint: hint))
    return nil
  }
}

extension FactValue {
  /// A constant of a policy or rule, in canonical form; nil if `type` does not have it.
  init?(constant json: JSON, type: FactType) {
    switch type {
    case .boolean: guard let value = json.bool else { return nil }; self = .boolean(value)
    case .integer: guard let value = json.integer else { return nil }; self = .integer(value)
    case .number: guard let value = json.number else { return nil }; self = .number(value)
    case .text: guard let value = json.string else { return nil }; self = .text(value)
    case .instant:
      guard let value = json.string.flatMap(FactValue.init(date:)) else { return nil }
      self = value
    case .period:
      guard let value = json.string.flatMap(Period.init) else { return nil }; self = .period(value)
    case .place:
      guard let value = json.string.flatMap(Places.canonical) else { return nil }; self = .text(value)
    case .purpose:
      guard let value = json.string.flatMap(Purposes.canonical) else { return nil }
      self = .text(value)
    case .term(let vocabulary):
      guard let value = json.string, vocabulary.contains(value) else { return nil }
      self = .text(value)
    case .list: return nil
    }
  }
}
