internal import SluiceCore

/// What one policy says about one action on one dataset.
struct OdrlAnswer {
  /// Whether a permission grants the action.
  var granted: Truth
  /// Whether a prohibition, or a conflict that voids the policy, stands against it.
  var prohibited: Truth
  var explanation: Explanation
  var duties: [PendingDuty]

  /// Satisfied when granted and not prohibited.
  var permitted: Truth { Truth.all([granted, !prohibited]) }
}

extension OdrlPolicy {
  /// Whether any rule is about `dataset`; undetermined ones count, so that nothing slips by.
  func concerns(_ dataset: FactSet.Subject) -> Bool {
    let targets = permissions.map(\.targets) + prohibitions.map(\.targets)
    return targets.contains {
      $0.isEmpty || $0.contains { $0.names(dataset, "dataset.id", "dataset.partOf") != .violated }
    }
  }

  /// The answer for one action, for every combination of the values that facts have; the worst of them.
  func answer(_ action: String, on dataset: FactSet.Subject, _ facts: FactSet) -> OdrlAnswer {
    let world = OdrlWorld(facts, dataset: dataset)
    let relevant = permissions.filter { $0.grants(action) } + prohibitions.filter { $0.forbids(action) }
    let worlds = world.combinations(over: relevant.flatMap(\.elementwiseFacts))
    guard let worlds else {
      let statement =
        "more than \(OdrlWorld.combinationLimit) combinations of purposes, recipients and places"
      return OdrlAnswer(
        granted: .undetermined, prohibited: .undetermined, explanation: Explanation(statement, .undetermined),
        duties: [])
    }
    var worst = answer(action, worlds[0])
    for world in worlds.dropFirst() {
      guard worst.permitted != .violated else { break }
      let next = answer(action, world)
      if next.permitted != .satisfied, worst.permitted == .satisfied || next.permitted == .violated {
        worst = next
      }
    }
    return worst
  }

  private func answer(_ action: String, _ world: OdrlWorld) -> OdrlAnswer {
    var explanations: [Explanation] = []
    var duties: [PendingDuty] = []
    var grants: [Truth] = []
    for rule in permissions where rule.grants(action) {
      let (truth, explanation, pending) = rule.activation("permission", action, world, policy: uid)
      grants.append(truth)
      explanations.append(explanation)
      if truth == .satisfied { duties += pending }
    }
    var bans: [Truth] = []
    for rule in prohibitions where rule.forbids(action) {
      let (truth, explanation, _) = rule.activation("prohibition", action, world, policy: uid)
      bans.append(truth)
      explanations.append(explanation)
    }
    let granted = Truth.any(grants)
    let banned = Truth.any(bans)
    if grants.isEmpty { explanations.append(Explanation("no permission is about '\(action)'", .violated)) }
    var answer = OdrlAnswer(
      granted: granted, prohibited: banned, explanation: Explanation("", .satisfied), duties: duties)
    if conflict == .perm, granted == .satisfied { answer.prohibited = .violated }
    if conflict == .invalid, granted != .violated, banned == .satisfied { answer.granted = .violated }
    let chosen = world.description
    answer.explanation = Explanation(
      "policy '\(uid)' permits '\(action)'" + (chosen.isEmpty ? "" : " for \(chosen)"), answer.permitted,
      at: place,
      children: explanations)
    return answer
  }
}

extension OdrlRule {
  var elementwiseFacts: [FactRegistry.Index] {
    (constraints + actions.flatMap(\.refinements) + targets.flatMap(\.refinements)
      + assignees.flatMap(\.refinements)).flatMap(\.elementwiseFacts)
  }

  func grants(_ action: String) -> Bool {
    actions.contains { OdrlVocabulary.isAction(action, grantedBy: $0.name) }
  }

  func forbids(_ action: String) -> Bool {
    actions.contains { OdrlVocabulary.isAction(action, includedIn: $0.name) }
  }

  /// Whether the rule is active for the action: parties, target, refinements, constraints and duties.
  fileprivate func activation(
    _ what: String, _ action: String, _ world: OdrlWorld, policy: String
  ) -> (Truth, Explanation, [PendingDuty]) {
    var premises: [Explanation] = []
    premises += OdrlReference.premise("target", targets, world, "dataset.id", "dataset.partOf")
    premises += OdrlReference.premise("assignee", assignees, world, "controller.id", "controller.memberOf")
    let matching = actions.filter {
      what == "prohibition"
        ? OdrlVocabulary.isAction(action, includedIn: $0.name)
        : OdrlVocabulary.isAction(action, grantedBy: $0.name)
    }
    let refined = matching.map { $0.refinements.map { $0.explanation(world) } }
    if !matching.isEmpty, refined.allSatisfy({ !$0.isEmpty }) {
      let ways = refined.map { Explanation("the refinements hold", Truth.all($0.map(\.truth)), children: $0) }
      premises.append(Explanation("the action is refined", Truth.any(ways.map(\.truth)), children: ways))
    }
    premises += constraints.map { $0.explanation(world) }
    var pending: [PendingDuty] = []
    for duty in duties {
      let (explanation, open) = duty.condition(world, policy: policy)
      premises.append(explanation)
      pending += open
    }
    let truth = Truth.all(premises.map(\.truth))
    let name = uid.map { " '\($0)'" } ?? ""
    let remedy = remedies.flatMap(\.actions).map(\.name)
    let words =
      "\(what)\(name) of \(actions.map(\.name).joined(separator: ", ")) is active"
      + (remedy.isEmpty ? "" : " (remedy: \(remedy.joined(separator: ", ")))")
    return (truth, Explanation(words, truth, at: place, children: premises), pending)
  }
}

extension OdrlReference {
  /// Whether the thing that `id` and `collections` describe is the one named, or a member of it.
  func names(_ subject: FactSet.Subject, _ id: String, _ collections: String) -> Truth {
    if subject[id]?.value.text == self.id { return .satisfied }
    if subject[collections]?.value.elements.contains(.text(self.id)) ?? false { return .satisfied }
    return subject[id] == nil ? .undetermined : .violated
  }

  static func premise(
    _ what: String, _ references: [OdrlReference], _ world: OdrlWorld, _ id: String, _ collections: String
  ) -> [Explanation] {
    guard !references.isEmpty, let index = FactRegistry.index(of: id) else { return [] }
    let isAboutRun = FactRegistry.all[index].scope == .run
    guard let subject = isAboutRun ? world.context.view.run : world.context.view.subject else { return [] }
    let ways = references.map { reference in
      Explanation(
        "the \(what) is '\(reference.id)'",
        Truth.all(
          [reference.names(subject, id, collections)] + reference.refinements.map { $0.truth(world) }),
        facts: [world.context.use(index)], children: reference.refinements.map { $0.explanation(world) })
    }
    guard ways.count > 1 else { return ways }
    return [Explanation("the \(what) is one of those named", Truth.any(ways.map(\.truth)), children: ways)]
  }
}
