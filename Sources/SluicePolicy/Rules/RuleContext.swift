internal import SluiceCore

/// What a condition may look at: facts, sign-offs, and what the sign-offs must be for.
struct RuleContext {
  let view: FactView
  let signoffs: [Signoff]
  let scopeDigest: String?

  init(_ facts: FactSet, subject: FactSet.Subject? = nil) {
    view = facts.view(of: subject)
    signoffs = facts.signoffs
    scopeDigest = facts.scopeDigest
  }

  static let dateIndex = FactRegistry.index(of: "run.date") ?? 0

  func fact(_ index: FactRegistry.Index) -> Fact? { view.fact(index) }

  var date: FactValue? { fact(RuleContext.dateIndex)?.value }

  func use(_ index: FactRegistry.Index) -> Explanation.FactUse {
    let definition = FactRegistry.all[index]
    let subject = definition.scope == .run ? nil : view.subject?.name
    return Explanation.FactUse(name: definition.name, subject: subject, fact: fact(index))
  }

  /// A sign-off of the rule for this very scope: satisfied in force, violated if expired, else open.
  func signed(_ rule: String, _ roles: [String]) -> (truth: Truth, signoff: Signoff?) {
    let given = signoffs.filter {
      $0.rule == rule && $0.scopeDigest == scopeDigest && (roles.isEmpty || roles.contains($0.role))
    }
    guard let latest = given.max(by: { $0.expires < $1.expires }), let date else {
      return (.undetermined, nil)
    }
    return (Truth(Comparison.lessOrEqual.holds(date, .instant(latest.expires))), latest)
  }
}
