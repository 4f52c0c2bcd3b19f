internal import SluiceCore

extension OdrlRule {
  /// What a rule does to an action.
  enum Effect: String {
    case permission, prohibition
  }

  func grants(_ action: String) -> Bool { actions.contains { $0.covers(action, .permission) } }

  func forbids(_ action: String) -> Bool { actions.contains { $0.covers(action, .prohibition) } }

  /// The facts whose values are looked at one at a time.
  var elementwiseFacts: [FactRegistry.Index] {
    let refinements = actions.flatMap(\.refinements) + (targets + assignees).flatMap(\.refinements)
    return (constraints + refinements).flatMap(\.elementwiseFacts)
  }

  /// Whether target, assignee, action with its refinements, constraints and duties all hold.
  func isActive(_ effect: Effect, _ action: String, _ world: OdrlWorld) -> Truth {
    Truth.all([
      OdrlReference.truth(targets, .asset, world), OdrlReference.truth(assignees, .party, world),
      Truth.any(actions.lazy.filter { $0.covers(action, effect) }.map { $0.refined(world) }),
      Truth.all(constraints.lazy.map { $0.truth(world) }),
      Truth.all(duties.lazy.map { $0.state(world).asCondition }),
    ])
  }

  /// Why the rule is active or not; its truth is that of `isActive`.
  func explanation(_ effect: Effect, _ action: String, _ world: OdrlWorld) -> Explanation {
    var premises = OdrlReference.explanations(targets, .asset, world)
    premises += OdrlReference.explanations(assignees, .party, world)
    premises += refinementExplanation(effect, action, world)
    premises += constraints.map { $0.explanation(world) }
    premises += duties.map { $0.condition(world, policy: "").0 }
    let name = uid.map { " '\($0)'" } ?? ""
    let remedy = remedies.flatMap(\.actions).map(\.name).joined(separator: ", ")
    let words =
      "\(effect.rawValue)\(name) of \(actions.map(\.name).joined(separator: ", ")) is active"
      + (remedy.isEmpty ? "" : " (remedy: \(remedy))")
    return Explanation(words, isActive(effect, action, world), at: place, children: premises)
  }

  private func refinementExplanation(
    _ effect: Effect, _ action: String, _ world: OdrlWorld
  ) -> [Explanation] {
    let matching = actions.filter { $0.covers(action, effect) }
    guard !matching.contains(where: \.refinements.isEmpty) else { return [] }
    let ways = matching.map { use in
      Explanation(
        "the refinements of '\(use.name)' hold", use.refined(world),
        children: use.refinements.map { $0.explanation(world) })
    }
    guard ways.count > 1 else { return ways }
    return [Explanation("one of the actions is refined so", Truth.any(ways.map(\.truth)), children: ways)]
  }
}

extension OdrlAction {
  func covers(_ action: String, _ effect: OdrlRule.Effect) -> Bool {
    switch effect {
    case .permission: OdrlVocabulary.isAction(action, grantedBy: name)
    case .prohibition: OdrlVocabulary.isAction(action, includedIn: name)
    }
  }

  func refined(_ world: OdrlWorld) -> Truth { Truth.all(refinements.lazy.map { $0.truth(world) }) }
}

extension OdrlReference {
  /// What a reference is compared with.
  enum Role {
    case asset, party

    var words: String { self == .asset ? "target" : "assignee" }
    var id: FactRegistry.Index { self == .asset ? Self.datasetID : Self.controllerID }
    var collections: FactRegistry.Index { self == .asset ? Self.datasetParts : Self.controllerParts }

    func subject(_ world: OdrlWorld) -> FactSet.Subject? {
      self == .asset ? world.context.view.subject : world.context.view.run
    }

    private static let datasetID = FactRegistry.index(of: "dataset.id") ?? 0
    private static let datasetParts = FactRegistry.index(of: "dataset.partOf") ?? 0
    private static let controllerID = FactRegistry.index(of: "controller.id") ?? 0
    private static let controllerParts = FactRegistry.index(of: "controller.memberOf") ?? 0
  }

  /// Whether the thing is the one named, or a member of the collection named.
  func names(_ subject: FactSet.Subject, _ role: Role) -> Truth {
    let own = subject.values[role.id]?.value
    if own == .text(id) { return .satisfied }
    if subject.values[role.collections]?.value.elements.contains(.text(id)) ?? false { return .satisfied }
    return own == nil ? .undetermined : .violated
  }

  private func truth(_ role: Role, _ world: OdrlWorld) -> Truth {
    guard let subject = role.subject(world) else { return .undetermined }
    return Truth.all([names(subject, role), Truth.all(refinements.lazy.map { $0.truth(world) })])
  }

  /// Whether one of the references is meant; none at all means everything.
  static func truth(_ references: [OdrlReference], _ role: Role, _ world: OdrlWorld) -> Truth {
    references.isEmpty ? .satisfied : Truth.any(references.lazy.map { $0.truth(role, world) })
  }

  static func explanations(
    _ references: [OdrlReference], _ role: Role, _ world: OdrlWorld
  ) -> [Explanation] {
    let ways = references.map { reference in
      Explanation(
        "the \(role.words) is '\(reference.id)'", reference.truth(role, world),
        facts: [world.context.use(role.id)], children: reference.refinements.map { $0.explanation(world) })
    }
    guard ways.count > 1 else { return ways }
    return [
      Explanation("the \(role.words) is one of those named", truth(references, role, world), children: ways)
    ]
  }
}
