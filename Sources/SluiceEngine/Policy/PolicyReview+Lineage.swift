internal import SluiceCore
internal import SluiceLineage
internal import SluicePolicy

extension PolicyReview.Decision {
  /// The verdicts as rows of the catalogue.
  var rows: [RunCatalogue.Verdict] { decision.verdicts.map { row($0) } }

  private func row(_ verdict: Verdict) -> RunCatalogue.Verdict {
    let outcome: RunCatalogue.Verdict.Outcome =
      switch verdict.outcome {
      case .permit: .permit
      case .deny: .deny
      case .undetermined: .undetermined
      case .notApplicable: .notApplicable
      }
    return RunCatalogue.Verdict(
      stage: stage, pack: verdict.citation.act, rule: verdict.id, citation: verdict.citation.description,
      title: verdict.title, basis: verdict.basis, outcome: outcome,
      message: verdict.reason ?? verdict.explanation.statement,
      party: verdict.party,
      evidence: verdict.facts.compactMap { use in use.fact.map { "\(use.name): \($0.source)" } },
      missing: verdict.missing, explanation: verdict.json)
  }
}

extension Verdict {
  /// The weakest thing that the verdict rests on: a signature, a declaration, or what the machine saw itself.
  fileprivate var basis: RunCatalogue.Verdict.Basis {
    var basis = RunCatalogue.Verdict.Basis.machine
    for use in facts {
      switch use.fact?.source {
      case .signed: return .signed
      case .declared: basis = .declared
      case .measured, .derived, nil: break
      }
    }
    return missing.contains { $0.hasPrefix("signoff:") } ? .signed : basis
  }

  /// Who vouches for what the verdict rests on, if somebody does.
  fileprivate var party: String? {
    for use in facts {
      if case .signed(let signer, let role)? = use.fact?.source { return "\(signer) (\(role))" }
    }
    return nil
  }
}

extension ReportInputs {
  /// What the author of a pipeline declares, for the report.
  init(_ plan: Plan, notCovered: [String]) {
    let json = plan.pipeline.json
    let governance = json["governance"]
    let controller = json["controller"] ?? governance?["controller"]
    let purposes = (json["purpose"] ?? governance?["purposes"]).map { $0.array ?? [$0] } ?? []
    self.init(
      purpose: purposes.compactMap(\.string).joined(separator: ", "),
      purposeText: json["description"]?.string, controller: controller.flatMap { Party($0) },
      representative: controller?["representative"].flatMap { Party($0) },
      officer: controller?["dpo"].flatMap { Party($0) },
      subjects: ReportInputs.subjects(plan),
      recipients: (governance?["recipients"]?.array ?? []).compactMap { $0["name"]?.string },
      transfers: ReportInputs.transfers(governance),
      retention: ReportInputs.retention(plan, governance),
      measures: (governance?["security"]?["measures"]?.array ?? []).compactMap(\.string),
      notCovered: notCovered)
  }

  private static func subjects(_ plan: Plan) -> [String] {
    var found: [String] = []
    for index in plan.sources {
      let dataset = plan.pipeline.stage(plan.stages[index].name)?.options["dataset"]
      let subjects = dataset?["subjects"].map { $0.array ?? [$0] } ?? []
      for subject in subjects.compactMap(\.string) where !found.contains(subject) { found.append(subject) }
    }
    return found
  }

  private static func transfers(_ governance: JSON?) -> [Transfer] {
    ["recipients", "processors", "keyHolders"].flatMap { governance?[$0]?.array ?? [] }.compactMap { party in
      guard let country = party["country"]?.string, let name = party["name"]?.string,
        let tool = party["safeguard"]?["tool"]?.string
      else { return nil }
      return Transfer(
        country: country, recipient: name, tool: tool, reference: party["safeguard"]?["reference"]?.string)
    }
  }

  private static func retention(_ plan: Plan, _ governance: JSON?) -> [Retention] {
    var terms: [Retention] = []
    if let until = governance?["retention"]?["eraseBy"]?.string {
      terms.append(
        Retention("output", until: until, basis: governance?["retention"]?["criteria"]?.string))
    }
    for index in plan.sources {
      let dataset = plan.pipeline.stage(plan.stages[index].name)?.options["dataset"]
      if let until = dataset?["retention"]?["eraseBy"]?.string {
        terms.append(Retention(dataset?["title"]?.string ?? plan.stages[index].name, until: until))
      }
    }
    return terms
  }
}

extension ReportInputs.Party {
  fileprivate init?(_ json: JSON) {
    if let contact = json.string {
      self.init(contact)
      return
    }
    guard let name = json["name"]?.string ?? json["contact"]?.string else { return nil }
    self.init(name, contact: json["contact"]?.string, country: json["country"]?.string)
  }
}
