internal import SluiceCore

extension Condition {
  /// The answer with all it rests on; its truth is that of `truth(_:)`.
  func explanation(_ context: RuleContext) -> Explanation {
    let truth = truth(context)
    switch self {
    case .all(let conditions): return group("all of these hold", truth, conditions, context)
    case .any(let conditions): return group("one of these holds", truth, conditions, context)
    case .not(let condition): return group("this does not hold", truth, [condition], context)
    case .implies(let premise, let conclusion):
      return group("if the first holds, so does the second", truth, [premise, conclusion], context)
    default: return Explanation(description, truth, facts: facts(context))
    }
  }

  private func group(
    _ statement: String, _ truth: Truth, _ conditions: [Condition], _ context: RuleContext
  ) -> Explanation {
    Explanation(statement, truth, children: conditions.map { $0.explanation(context) })
  }

  private func facts(_ context: RuleContext) -> [Explanation.FactUse] {
    switch self {
    case .holds(let index), .known(let index), .given(let index), .stated(let index):
      return [context.use(index)]
    case .compare(let left, _, let right), .kind(let left, let right), .subset(let left, let right),
      .meets(let left, let right):
      return left.facts(context) + right.facts(context)
    case .empty(let operand): return operand.facts(context)
    case .adequate(let place, let schemes):
      return place.facts(context) + schemes.facts(context) + [context.use(RuleContext.dateIndex)]
    case .signed(let rule, let roles):
      let signoff = context.signed(rule, roles).signoff
      let fact = signoff.map {
        Fact(.text("valid to \($0.expires)"), .signed(by: $0.signer, role: $0.role))
      }
      return [Explanation.FactUse(name: "signoff:\(rule)", subject: nil, fact: fact)]
    default: return []
    }
  }
}

extension Condition: CustomStringConvertible {
  var description: String {
    switch self {
    case .constant(let value): value ? "always" : "never"
    case .all(let conditions): "(" + conditions.map(\.description).joined(separator: " and ") + ")"
    case .any(let conditions): "(" + conditions.map(\.description).joined(separator: " or ") + ")"
    case .not(let condition): "not \(condition)"
    case .implies(let premise, let conclusion): "if \(premise), then \(conclusion)"
    case .holds(let index): FactRegistry.all[index].name
    case .known(let index), .given(let index): "\(FactRegistry.all[index].name) is known"
    case .stated(let index): "\(FactRegistry.all[index].name) is stated"
    case .compare(let left, let comparison, let right): "\(left) \(comparison.words) \(right)"
    case .kind(let left, let right): "\(left) is, or lies within, \(right)"
    case .subset(let left, let right): "all of \(left) are among \(right)"
    case .meets(let left, let right): "some of \(left) are among \(right)"
    case .empty(let operand): "\(operand) is empty"
    case .adequate(let place, _): "\(place) is in the EEA or has an adequacy decision"
    case .signed(let rule, let roles):
      "'\(rule)' is signed off" + (roles.isEmpty ? "" : " by " + roles.joined(separator: " or "))
    }
  }
}
