public import SluiceCore

/// Decides whether a run may go on: label flow, agreements and rule packs together.
public struct Gate: Sendable {
  /// The agreements and sets that bind the data.
  public let policies: [OdrlPolicy]
  /// The rule packs.
  public let packs: [RulePack]
  /// Stages whose datasets the gate decides on; nil for all.
  public let datasets: Set<String>?

  /// A gate over `policies` and `packs`, for the datasets of the named ingest stages.
  public init(policies: [OdrlPolicy] = [], packs: [RulePack] = [], datasets: Set<String>? = nil) {
    self.policies = policies
    self.packs = packs
    self.datasets = datasets
  }

  /// Decides on facts that are complete for `moment`.
  ///
  /// - Parameters:
  ///   - facts: Declared facts, with those of the graph (`FlowGraph.addFacts`) and of the engine.
  ///   - actions: ODRL actions asked for, such as `use`, `distribute` or `sluice:train`. Handing output to
  ///     processors of the controller is no distribution.
  ///   - graph: The stage graph, for the label flow; nil where it was decided before.
  ///   - moment: Before or after the run.
  /// - Throws: A `bug` error for an action that the vocabulary does not have.
  public func decide(
    _ facts: FactSet, actions: [String], graph: FlowGraph? = nil, at moment: Rule.Moment = .plan
  ) throws(SluiceError) -> GateDecision {
    var verdicts = graph?.verdicts() ?? []
    var duties: [PendingDuty] = []
    if !policies.isEmpty {
      let names = try canonical(actions).filter { $0 != "distribute" || facts.reachesThirdParties }
      for dataset in facts.all(.dataset) where datasets?.contains(dataset.name) ?? true {
        verdicts += agreementVerdict(dataset)
        for action in names {
          let (verdict, pending) = verdict(action, dataset, facts)
          verdicts.append(verdict)
          duties += pending.filter { !duties.contains($0) }
        }
      }
      let obligations = obligations(facts)
      verdicts += obligations.verdicts
      duties += obligations.pending.filter { !duties.contains($0) }
    }
    for pack in packs { verdicts += pack.verdicts(facts, at: moment) }
    return GateDecision(verdicts, duties: duties)
  }

  private func canonical(_ actions: [String]) throws(SluiceError) -> [String] {
    var names: [String] = []
    for action in actions {
      guard let name = OdrlVocabulary.action(action) else {
        throw SluiceError(
          .bug, "no action is called '\(action)'",
          hint: Suggestion.hint(for: action, among: OdrlVocabulary.actions, listing: 0))
      }
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private func verdict(
    _ action: String, _ dataset: FactSet.Subject, _ facts: FactSet
  ) -> (Verdict, [PendingDuty]) {
    let concerned = policies.filter { $0.concerns(dataset) }
    let answers = concerned.map { $0.answer(action, on: dataset, facts) }
    let permitted = Truth.all([
      Truth.any(answers.map(\.standing.permitted)), !Truth.any(answers.map(\.standing.prohibited)),
    ])
    let children =
      concerned.isEmpty
      ? [Explanation("no policy is about dataset '\(dataset.name)'", .violated)] : answers.map(\.explanation)
    let statement = "'\(action)' on dataset '\(dataset.name)' is permitted"
    let verdict = Verdict(
      id: "agreement/\(dataset.name)/\(action)", title: statement,
      citation: Citation(act: "ODRL", provision: concerned.map(\.uid).joined(separator: ", ")),
      kind: [.machine, .declared], outcome: Verdict.Outcome(permitted), severity: .error,
      explanation: Explanation(statement, permitted, children: children),
      remedy: "agree with the provider on what the run does, or change the run",
      place: concerned.first?.place ?? dataset.place)
    return (verdict, permitted == .satisfied ? answers.flatMap(\.duties) : [])
  }

  /// The agreement that a dataset names must be one of the gate's.
  private func agreementVerdict(_ dataset: FactSet.Subject) -> [Verdict] {
    guard let fact = dataset["dataset.agreement"], let uid = fact.value.text else { return [] }
    let isHere = Truth(policies.contains { $0.uid == uid })
    let use = Explanation.FactUse(name: "dataset.agreement", subject: dataset.name, fact: fact)
    let statement = "the gate holds the agreement that dataset '\(dataset.name)' names"
    return [
      Verdict(
        id: "agreement/\(dataset.name)", title: statement, citation: Citation(act: "ODRL", provision: uid),
        kind: [.machine, .declared], outcome: Verdict.Outcome(isHere), severity: .error,
        explanation: Explanation(statement, isHere, facts: [use]),
        remedy: "add the agreement to the gate's 'policy'", place: dataset.place)
    ]
  }

  /// Obligations bind beside any action: a broken one refuses the run, an open one is put on record.
  private func obligations(_ facts: FactSet) -> (verdicts: [Verdict], pending: [PendingDuty]) {
    var verdicts: [Verdict] = []
    var pending: [PendingDuty] = []
    for policy in policies where !policy.obligations.isEmpty {
      let world = OdrlWorld(facts, dataset: nil)
      var parts: [Explanation] = []
      for duty in policy.obligations {
        let (explanation, open) = duty.condition(world, policy: policy.uid, isObligation: true)
        parts.append(explanation)
        pending += open
      }
      let truth = Truth.all(parts.map(\.truth))
      let statement = "the obligations of '\(policy.uid)' are kept"
      verdicts.append(
        Verdict(
          id: "obligations/\(policy.uid)", title: statement,
          citation: Citation(act: "ODRL", provision: policy.uid),
          kind: [.machine, .declared], outcome: Verdict.Outcome(truth), severity: .error,
          explanation: Explanation(statement, truth, children: parts),
          remedy: "perform the obligation and declare it in governance.duties.performed", place: policy.place)
      )
    }
    return (verdicts, pending)
  }
}

extension Verdict.Outcome {
  /// Permit for satisfied, deny for violated.
  init(_ truth: Truth) {
    switch truth {
    case .satisfied: self = .permit
    case .violated: self = .deny
    case .undetermined: self = .undetermined
    }
  }
}
