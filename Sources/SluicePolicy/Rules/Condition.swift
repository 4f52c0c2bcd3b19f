internal import SluiceCore

/// A compiled check over facts: total, typed, without loops of its own.
indirect enum Condition: Sendable {
  case constant(Bool)
  case all([Condition])
  case any([Condition])
  case not(Condition)
  case implies(Condition, Condition)
  /// The truth value of a fact.
  case holds(FactRegistry.Index)
  /// Whether a fact is there at all; never open.
  case known(FactRegistry.Index)
  /// A fact is there; open while it is missing.
  case given(FactRegistry.Index)
  /// A fact is there and true; never open.
  case stated(FactRegistry.Index)
  case compare(Operand, Comparison, Operand)
  /// Each value on the left is one on the right, or a kind or part of one.
  case kind(Operand, Operand)
  /// Each value on the left stands on the right.
  case subset(Operand, Operand)
  /// Some value on the left stands on the right.
  case meets(Operand, Operand)
  case empty(Operand)
  /// Data may go to the place without further safeguard, given the importer's schemes.
  case adequate(Operand, schemes: Operand)
  /// A person signed off the rule, in one of the roles where any are named.
  case signed(String, roles: [String])
}

extension Condition {
  func truth(_ context: RuleContext) -> Truth {
    switch self {
    case .constant(let value): Truth(value)
    case .all(let conditions): Truth.all(conditions.lazy.map { $0.truth(context) })
    case .any(let conditions): Truth.any(conditions.lazy.map { $0.truth(context) })
    case .not(let condition): !condition.truth(context)
    case .implies(let premise, let conclusion):
      Truth.any(
        [premise, conclusion].lazy.enumerated().map { $0 == 0 ? !$1.truth(context) : $1.truth(context) })
    case .holds(let index): context.fact(index)?.value.boolean.map(Truth.init) ?? .undetermined
    case .known(let index): Truth(context.fact(index) != nil)
    case .given(let index): context.fact(index) == nil ? .undetermined : .satisfied
    case .stated(let index): Truth(context.fact(index)?.value == .boolean(true))
    case .signed(let rule, let roles): context.signed(rule, roles).truth
    case .adequate(let place, let schemes): adequacy(place, schemes, context)
    case .empty(let operand): operand.value(context).map { Truth($0.elements.isEmpty) } ?? .undetermined
    case .compare(let left, let comparison, let right):
      pair(left, right, context) { Truth(comparison.holds($0, $1)) }
    case .subset(let left, let right):
      pair(left, right, context) { values, set in
        Truth(values.elements.allSatisfy { set.elements.contains($0) })
      }
    case .meets(let left, let right):
      pair(left, right, context) { values, set in
        Truth(values.elements.contains { set.elements.contains($0) })
      }
    case .kind(let left, let right):
      pair(left, right, context) { values, kinds in
        let type = left.type.element
        return Truth.all(
          values.elements.lazy.map { value in
            Truth.any(kinds.elements.lazy.map { type.isKind(value, of: $0) })
          })
      }
    }
  }

  private func pair(
    _ left: Operand, _ right: Operand, _ context: RuleContext, _ body: (FactValue, FactValue) -> Truth
  ) -> Truth {
    guard let left = left.value(context), let right = right.value(context) else { return .undetermined }
    return body(left, right)
  }

  private func adequacy(_ place: Operand, _ schemes: Operand, _ context: RuleContext) -> Truth {
    guard let place = place.value(context)?.text, let date = context.date else { return .undetermined }
    let held = schemes.value(context)?.elements.compactMap(\.text)
    return Adequacy.isAdequate(place, schemes: held, on: date)
  }
}

extension Operand {
  /// Type of the value; constants are typed by what they are compared with.
  var type: FactType {
    switch self {
    case .fact(let index): FactRegistry.all[index].type
    case .constant: .text
    case .plus: .instant
    case .count, .childAge: .integer
    }
  }
}
