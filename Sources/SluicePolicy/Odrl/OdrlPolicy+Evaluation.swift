internal import SluiceCore

/// What one policy says about one action on one dataset.
struct OdrlAnswer {
  /// What the rules say before any explanation is made.
  struct Standing {
    /// Whether a permission grants the action.
    var granted: Truth
    /// Whether a prohibition stands against it.
    var prohibited: Truth

    /// Satisfied when granted and not prohibited.
    var permitted: Truth { Truth.all([granted, !prohibited]) }
  }

  let standing: Standing
  let explanation: Explanation
  let duties: [PendingDuty]
}

extension OdrlPolicy {
  /// Whether any rule is about `dataset`; undetermined ones count, so that nothing slips by.
  func concerns(_ dataset: FactSet.Subject) -> Bool {
    (permissions + prohibitions).contains { rule in
      rule.targets.isEmpty || rule.targets.contains { $0.names(dataset, .asset) != .violated }
    }
  }

  /// The answer for one action, for every combination of the values that facts have; the worst of them.
  func answer(_ action: String, on dataset: FactSet.Subject, _ facts: FactSet) -> OdrlAnswer {
    let grants = permissions.filter { $0.grants(action) }
    let bans = prohibitions.filter { $0.forbids(action) }
    let world = OdrlWorld(facts, dataset: dataset)
    guard let worlds = world.combinations(over: (grants + bans).flatMap(\.elementwiseFacts)) else {
      let statement =
        "more than \(OdrlWorld.combinationLimit) combinations of purposes, recipients and places"
      return OdrlAnswer(
        standing: OdrlAnswer.Standing(granted: .undetermined, prohibited: .undetermined),
        explanation: Explanation(statement, .undetermined), duties: [])
    }
    var worst = (world: worlds[0], standing: standing(action, grants, bans, worlds[0]))
    for world in worlds.dropFirst() where worst.standing.permitted != .violated {
      let next = standing(action, grants, bans, world)
      if next.permitted == .violated || worst.standing.permitted == .satisfied { worst = (world, next) }
    }
    return answer(action, grants, bans, worst.world, worst.standing)
  }

  private func standing(
    _ action: String, _ grants: [OdrlRule], _ bans: [OdrlRule], _ world: OdrlWorld
  ) -> OdrlAnswer.Standing {
    let granted = Truth.any(grants.lazy.map { $0.isActive(.permission, action, world) })
    let banned = Truth.any(bans.lazy.map { $0.isActive(.prohibition, action, world) })
    switch conflict {
    case .perm where granted == .satisfied:
      return OdrlAnswer.Standing(granted: granted, prohibited: .violated)
    case .invalid where granted != .violated && banned == .satisfied:
      return OdrlAnswer.Standing(granted: .violated, prohibited: banned)
    default: return OdrlAnswer.Standing(granted: granted, prohibited: banned)
    }
  }

  private func answer(
    _ action: String, _ grants: [OdrlRule], _ bans: [OdrlRule], _ world: OdrlWorld,
    _ standing: OdrlAnswer.Standing
  ) -> OdrlAnswer {
    var parts = grants.map { $0.explanation(.permission, action, world) }
    let active = zip(grants, parts).filter { $0.1.truth == .satisfied }.map(\.0)
    let duties = active.flatMap(\.duties).flatMap { $0.condition(world, policy: uid).1 }
    if grants.isEmpty { parts.append(Explanation("no permission is about '\(action)'", .violated)) }
    parts += bans.map { $0.explanation(.prohibition, action, world) }
    let chosen = world.description
    let explanation = Explanation(
      "policy '\(uid)' permits '\(action)'" + (chosen.isEmpty ? "" : " for \(chosen)"), standing.permitted,
      at: place, children: parts)
    return OdrlAnswer(standing: standing, explanation: explanation, duties: duties)
  }
}
