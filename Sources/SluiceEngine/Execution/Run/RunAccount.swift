internal import SluiceCore
internal import SluiceCrypto
internal import SluiceLineage
internal import SluicePolicy
internal import SluiceStorage
internal import SluiceTokenizers

/// Writes a run's account: what it is, what it decided, what it read and wrote, and the events in between.
struct RunAccount {
  let plan: Plan
  let inventory: Inventory
  let state: RunState
  let folder: RunFolder
  let catalogue: RunCatalogue
  let resources: RunResources
  /// What policies and rules said before the run.
  let review: PolicyReview

  /// Enters what is known before a record is read, and says that the run starts.
  func open() throws {
    var changes = RunCatalogue.Changes()
    changes.add(runRow(.running))
    for (position, stage) in plan.stages.enumerated() { changes.add(stageRow(position, stage, nil)) }
    for (position, source) in inventory.sources.enumerated() {
      changes.add(sourceRow(position, source))
      for (number, shard) in source.shards.enumerated() {
        changes.add(
          RunCatalogue.Shard(
            source: position, number: number, path: shard.path, sha256: "", bytes: shard.bytes))
      }
    }
    for edge in edges() { changes.add(edge) }
    for event in tokenizerEvents() { changes.add(event) }
    for decision in review.decisions { changes.add(decision.rows) }
    changes.add(ReportInputs(plan, notCovered: RunAccount.notCovered))
    try catalogue.commit(changes)
    try append(.start)
  }

  /// Enters what the run did, and says that it is complete.
  func close(
    recorder: RunRecorder, digests: ShardDigests, outputs: [(stage: Int, outputs: [RunOutput])]
  ) throws {
    var changes = RunCatalogue.Changes()
    changes.add(results(recorder, digests))
    for (stage, files) in outputs {
      for (number, file) in files.enumerated() {
        changes.add(
          RunCatalogue.Output(
            stage: stage, number: number, kind: file.kind,
            path: EvidenceFiles.path(of: file.path, from: folder.path),
            sha256: Hex.string(file.sha256), bytes: file.bytes, documents: file.documents,
            tokens: file.tokens ?? 0,
            commitment: file.details["commitment"]?.string))
      }
      if let seal = plan.stages[stage].stage as? SealStage {
        changes.add(try seal.recipientRows(stage: stage, in: resources))
      }
    }
    try catalogue.commit(changes)
    changes = RunCatalogue.Changes()
    for decision in try review.concluded(measured(recorder)) { changes.add(decision.rows) }
    changes.add(runRow(.complete, finished: .now))
    try catalogue.commit(changes)
    try append(.complete, recorder: recorder, outputs: outputs)
    try catalogue.seal()
  }

  /// The tokenizers of the run by digest; the pattern has one of its own, because a wrong one gives wrong ids.
  private func tokenizerEvents() -> [RunCatalogue.Event] {
    let files = plan.stages.compactMap { stage in
      (stage.stage as? TokenizeStage)?.file.map { (stage: stage.name, file: $0) }
    }
    return files.enumerated().map { sequence, used in
      RunCatalogue.Event(
        sequence: sequence, time: state.started, kind: "tokenizer",
        detail: [
          "stage": JSON(used.stage), "file": JSON(used.file.name), "sha256": JSON(used.file.digest.hex),
          "patternSha256": JSON(used.file.patternDigest.hex),
          "ids": JSON(used.file.tokenizer.vocabularySize), "digest": JSON(used.file.tokenizer.digest),
        ])
    }
  }

  /// What a report must not be taken to say.
  private static let notCovered = [
    "whether declarations are true: they are checked for presence, form, consistency and expiry",
    "identifiers that no detector looks for, and re-identification from the meaning of the text",
    "what recipients do with the shards once they have opened them",
  ]

  private func measured(_ recorder: RunRecorder) -> [(name: String, value: FactValue)] {
    var facts: [(name: String, value: FactValue)] = [
      ("run.records", .integer(recorder.facts.recordsIn)),
      ("run.countsBalance", .boolean(recorder.ledger.imbalances().isEmpty)),
      ("run.temporaryRemoved", .boolean(true)), ("run.evidenceComplete", .boolean(true)),
      ("run.integrityFailures", .integer(0)), ("run.subjectIndex", .boolean(false)),
    ]
    if let conflicts = recorder.facts.conflicts {
      facts.append(("run.detectorConflicts", .integer(conflicts)))
    }
    return facts
  }

  /// Enters how far the run came and why it ended.
  func abort(_ error: any Error, recorder: RunRecorder, digests: ShardDigests) throws {
    let failure = error as? SluiceError
    let progress: RunCatalogue.Run.State =
      switch failure?.code {
      case .refused: .refused
      case .interrupted: .interrupted
      default: .failed
      }
    var changes = RunCatalogue.Changes()
    changes.add(results(recorder, digests))
    changes.add(runRow(progress, finished: .now, message: failure?.description))
    try catalogue.commit(changes)
    try append(progress == .interrupted ? .abort : .fail, recorder: recorder, message: failure?.message)
    try catalogue.seal()
  }

  private func runRow(
    _ progress: RunCatalogue.Run.State, finished: Timestamp? = nil, message: String? = nil
  ) -> RunCatalogue.Run {
    RunCatalogue.Run(
      id: state.id, name: state.name, state: progress, started: state.started, finished: finished,
      engineVersion: Engine.version, engineDigest: Engine.digest, pipelineDigest: state.pipelineDigest,
      policyDigests: review.digests, seed: plan.pipeline.seed, workers: resources.workers, message: message)
  }

  private func stageRow(_ position: Int, _ stage: PlannedStage, _ recorder: RunRecorder?)
    -> RunCatalogue.Stage
  {
    let totals = recorder?.ledger.totals(ofStage: position)
    let ports = stage.outputs.map { $0.name.isEmpty ? "out" : $0.name }
    let options = plan.pipeline.stage(stage.name)?.options.json.canonical ?? []
    return RunCatalogue.Stage(
      position: position, name: stage.name, kind: stage.declaration.kind,
      optionsDigest: Digest256.hash(options).hex, ports: ports.isEmpty ? ["out"] : ports,
      reasons: stage.declaration.dropReasons, isSink: stage.declaration.role == .sink,
      recordsIn: totals?.arrived ?? 0, recordsOut: totals?.left ?? 0)
  }

  private func sourceRow(_ position: Int, _ source: Inventory.Source) -> RunCatalogue.Source {
    let options = plan.pipeline.stage(plan.stages[source.stage].name)?.options
    let dataset = options?["dataset"]
    return RunCatalogue.Source(
      position: position, stage: source.stage,
      dataset: dataset?["id"]?.string ?? plan.stages[source.stage].name,
      title: dataset?["title"]?.string ?? plan.stages[source.stage].name, declaration: dataset ?? [:])
  }

  private func edges() -> [RunCatalogue.Edge] {
    plan.stages.enumerated().flatMap { target, stage in
      stage.inputs.map { input in
        let output = plan.stages[input.stage].outputs[input.port]
        return RunCatalogue.Edge(
          stage: input.stage, port: output.name.isEmpty ? "out" : output.name, target: target,
          fields: JSON(output.schema.fields.map(\.json)),
          jurisdictions: review.jurisdictions(of: input.stage))
      }
    }
  }

  private func results(_ recorder: RunRecorder, _ digests: ShardDigests) -> [any CatalogueRow] {
    var rows: [any CatalogueRow] = recorder.ledger.entries
    for (position, stage) in plan.stages.enumerated() { rows.append(stageRow(position, stage, recorder)) }
    let (records, faults) = recorder.shards
    for (source, each) in inventory.sources.enumerated() {
      for (shard, file) in each.shards.enumerated() {
        rows.append(
          RunCatalogue.Shard(
            source: source, number: shard, path: file.path, sha256: digests[source, shard], bytes: file.bytes,
            records: records[source][shard], faults: faults[source][shard]))
      }
    }
    for (position, (stage, counts)) in zip(plan.stages, recorder.counts).enumerated() {
      for (counter, count) in zip(stage.stage.counters, counts) {
        guard count > 0 else { continue }
        guard let detection = counter.detection else {
          rows.append(RunCatalogue.Note(stage: position, name: counter.name, value: count))
          continue
        }
        rows.append(
          RunCatalogue.Detection(
            stage: position, field: detection.field, type: detection.type, operation: detection.operation,
            occurrences: count))
      }
    }
    return rows
  }

  private func append(
    _ kind: OpenLineageEvent.Kind, recorder: RunRecorder? = nil,
    outputs: [(stage: Int, outputs: [RunOutput])] = [], message: String? = nil
  ) throws {
    guard let id = RunID(state.id) else { throw SluiceError(.bug, "the run has no id") }
    let event = OpenLineageEvent(
      kind, time: .now, run: id,
      job: OpenLineageEvent.Job(
        namespace: "sluice", name: plan.pipeline.name,
        documentation: plan.pipeline.json["description"]?.string,
        owner: (plan.pipeline.json["controller"] ?? plan.pipeline.json["governance"]?["controller"])?["name"]?
          .string),
      inputs: inputDatasets(recorder), outputs: outputDatasets(outputs), engineVersion: Engine.version,
      nominalStart: state.started, errorMessage: message,
      verdicts: review.decisions.flatMap(\.rows),
      ledger: recorder?.ledger)
    try EventLog(folder.events).append(event.json)
  }

  private func inputDatasets(_ recorder: RunRecorder?) -> [OpenLineageDataset] {
    inventory.sources.enumerated().map { position, source in
      let row = sourceRow(position, source)
      return OpenLineageDataset(
        namespace: "sluice", name: row.dataset, schema: plan.stages[source.stage].outputs.first?.schema,
        records: recorder?.shards.records[position].reduce(0, +),
        bytes: source.shards.reduce(0) { $0 + $1.bytes },
        files: source.shards.count)
    }
  }

  private func outputDatasets(_ outputs: [(stage: Int, outputs: [RunOutput])]) -> [OpenLineageDataset] {
    outputs.map { stage, files in
      OpenLineageDataset(
        namespace: "sluice", name: "\(plan.pipeline.name)/\(plan.stages[stage].name)",
        schema: plan.stages[stage].inputSchema, records: files.reduce(0) { $0 + $1.documents },
        bytes: files.reduce(0) { $0 + $1.bytes }, files: files.count)
    }
  }
}

extension Field {
  /// The field as reports show it: name, type and label.
  fileprivate var json: JSON {
    [
      "name": JSON(name), "type": JSON(type.rawValue), "label": JSON(label.identifiability.rawValue),
      "special": JSON(label.special.sorted().map { JSON($0.rawValue) }),
      "treatment": JSON(label.treatment.rawValue),
    ]
  }
}
