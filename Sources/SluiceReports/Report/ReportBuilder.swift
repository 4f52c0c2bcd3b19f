internal import SluiceCore
internal import SluiceLineage

/// Gathers a catalogue's rows and writes them as the members of a report, stages by name.
struct ReportBuilder {
  let run: RunCatalogue.Run
  let stages: [RunCatalogue.Stage]
  let edges: [RunCatalogue.Edge]
  let sources: [RunCatalogue.Source]
  let shards: [RunCatalogue.Shard]
  let verdicts: [RunCatalogue.Verdict]
  let notes: [RunCatalogue.Note]
  let detections: [RunCatalogue.Detection]
  let recipients: [RunCatalogue.Recipient]
  let outputs: [RunCatalogue.Output]
  let quarantined: [RunCatalogue.Quarantined]
  let events: [RunCatalogue.Event]
  let assertions: [RunCatalogue.Assertion]
  let inputs: ReportInputs?
  let ledger: Ledger
  let entries: [RunCatalogue.LedgerEntry]

  init(_ catalogue: RunCatalogue) throws(SluiceError) {
    guard let run = try catalogue.rows(RunCatalogue.Run.self).first else {
      throw SluiceError(.badData, "the catalogue holds no run")
    }
    self.run = run
    stages = try catalogue.rows()
    edges = try catalogue.rows()
    sources = try catalogue.rows()
    shards = try catalogue.rows()
    verdicts = try catalogue.rows()
    notes = try catalogue.rows()
    detections = try catalogue.rows()
    recipients = try catalogue.rows()
    outputs = try catalogue.rows()
    quarantined = try catalogue.rows()
    events = try catalogue.rows()
    assertions = try catalogue.rows()
    inputs = try catalogue.rows(ReportInputs.self).first
    ledger = try Ledger(from: catalogue)
    entries = ledger.entries
  }

  var report: JSONObject {
    JSONObject(known: [
      "run": runMember,
      "conclusion": conclusion,
      "record": inputs?.json,
      "graph": graph,
      "rules": JSON(verdicts.map(rule)),
      "assertions": JSON(assertions.map(assertion)),
      "sources": JSON(sources.map(source)),
      "stages": JSON(stages.map(stage)),
      "ledger": [
        "balanced": JSON(ledger.imbalances().isEmpty),
        "imbalances": JSON(ledger.imbalances().prefix(100).map { JSON($0.description) }),
      ],
      "notes": JSON(
        notes.filter { !$0.isOfLanguage }.map {
          ["stage": JSON(name($0.stage)), "name": JSON($0.name), "value": JSON($0.value)]
        }),
      "languages": languages,
      "detections": JSON(detections.map(detection)),
      "recipients": JSON(recipients.map(recipient)),
      "outputs": JSON(sinks.map(sink)),
      "quarantine": quarantine,
      "events": JSON(events.map(event)),
    ])
  }

  func name(_ stage: Int) -> String { stages.indices.contains(stage) ? stages[stage].name : "?" }

  private var runMember: JSON {
    JSON(
      JSONObject(known: [
        "id": JSON(run.id), "name": JSON(run.name), "state": JSON(run.state.rawValue),
        "message": run.message.map { JSON($0) }, "started": JSON(run.started.description),
        "finished": run.finished.map { JSON($0.description) },
        "engine": ["version": JSON(run.engineVersion), "sha256": JSON(run.engineDigest)],
        "pipeline": ["sha256": JSON(run.pipelineDigest)],
        "policies": JSON(
          (run.policyDigests.object?.members ?? []).map { ["name": JSON($0.key), "sha256": $0.value] }),
        "seed": JSON(run.seed), "workers": JSON(run.workers),
      ]))
  }

  private func rule(_ verdict: RunCatalogue.Verdict) -> JSON {
    JSON(
      JSONObject(known: [
        "stage": JSON(name(verdict.stage)), "pack": JSON(verdict.pack), "rule": JSON(verdict.rule),
        "citation": JSON(verdict.citation), "title": JSON(verdict.title),
        "basis": JSON(verdict.basis.rawValue),
        "outcome": JSON(verdict.outcome.rawValue), "message": JSON(verdict.message),
        "party": verdict.party.map { JSON($0) }, "evidence": JSON(verdict.evidence.map { JSON($0) }),
        "missing": JSON(verdict.missing.map { JSON($0) }), "explanation": verdict.explanation,
      ]))
  }

  private func assertion(_ assertion: RunCatalogue.Assertion) -> JSON {
    [
      "stage": JSON(name(assertion.stage)), "expression": JSON(assertion.expression),
      "holds": JSON(assertion.holds), "observed": assertion.observed,
    ]
  }

  private func source(_ source: RunCatalogue.Source) -> JSON {
    let shards = shards.filter { $0.source == source.position }
    return [
      "stage": JSON(name(source.stage)), "dataset": JSON(source.dataset), "title": JSON(source.title),
      "declaration": source.declaration,
      "bytes": JSON(shards.map(\.bytes).saturatingSum),
      "records": JSON(shards.map(\.records).saturatingSum),
      "faults": JSON(shards.map(\.faults).saturatingSum),
      "shards": JSON(shards.map(shard)),
    ]
  }

  private func shard(_ shard: RunCatalogue.Shard) -> JSON {
    [
      "path": JSON(shard.path), "records": JSON(shard.records), "sha256": JSON(shard.sha256),
      "bytes": JSON(shard.bytes), "faults": JSON(shard.faults), "entries": JSON(shard.entries),
    ]
  }

  private func stage(_ stage: RunCatalogue.Stage) -> JSON {
    [
      "name": JSON(stage.name), "kind": JSON(stage.kind), "optionsSha256": JSON(stage.optionsDigest),
      "in": JSON(count(stage.position, .arrived, "")),
      "out": counts(stage.position, .left, stage.ports),
      "dropped": counts(stage.position, .dropped, stage.reasons),
      "bytesIn": JSON(stage.bytesIn), "bytesOut": JSON(stage.bytesOut),
      "cpuSeconds": JSON(Double(stage.cpuNanoseconds / 1_000_000) / 1000),
    ]
  }

  func count(_ stage: Int, _ kind: RunCatalogue.LedgerEntry.Kind, _ name: String) -> Int {
    entries.reduce(0) { sum, entry in
      entry.stage == stage && entry.kind == kind && entry.name == name ? sum + entry.records : sum
    }
  }

  private func counts(
    _ stage: Int, _ kind: RunCatalogue.LedgerEntry.Kind, _ names: [String]
  ) -> JSON {
    JSON(JSONObject(names.map { JSONObject.Member($0, JSON(count(stage, kind, $0))) }))
  }

  private func detection(_ detection: RunCatalogue.Detection) -> JSON {
    [
      "stage": JSON(name(detection.stage)), "field": JSON(detection.field), "type": JSON(detection.type),
      "operation": JSON(detection.operation), "occurrences": JSON(detection.occurrences),
    ]
  }

  private func recipient(_ recipient: RunCatalogue.Recipient) -> JSON {
    JSON(
      JSONObject(known: [
        "stage": JSON(name(recipient.stage)), "kid": JSON(recipient.kid), "keyType": JSON(recipient.keyType),
        "algorithm": JSON(recipient.algorithm), "name": recipient.name.map { JSON($0) },
        "jurisdiction": recipient.jurisdiction.map { JSON($0) },
      ]))
  }

  private var sinks: [RunCatalogue.Stage] {
    stages.filter { stage in outputs.contains { $0.stage == stage.position } }
  }

  private func sink(_ stage: RunCatalogue.Stage) -> JSON {
    let files = outputs.filter { $0.stage == stage.position }
    return [
      "stage": JSON(stage.name), "bytes": JSON(files.map(\.bytes).saturatingSum),
      "documents": JSON(files.map(\.documents).saturatingSum),
      "tokens": JSON(files.map(\.tokens).saturatingSum), "files": JSON(files.map(file)),
    ]
  }

  private func file(_ output: RunCatalogue.Output) -> JSON {
    JSON(
      JSONObject(known: [
        "kind": JSON(output.kind.rawValue), "path": JSON(output.path), "sha256": JSON(output.sha256),
        "bytes": JSON(output.bytes), "documents": JSON(output.documents), "tokens": JSON(output.tokens),
        "commitment": output.commitment.map { JSON($0) },
      ]))
  }

  private func event(_ event: RunCatalogue.Event) -> JSON {
    ["time": JSON(event.time.description), "kind": JSON(event.kind), "detail": event.detail]
  }

  /// Counts by source and reason, and the first places; the catalogue has them all.
  private var quarantine: JSON {
    struct Group: Hashable {
      let source: Int
      let reason: String
    }
    let counts = Dictionary(grouping: quarantined) { Group(source: $0.source, reason: $0.reason) }
    let groups = counts.sorted { ($0.key.source, $0.key.reason) < ($1.key.source, $1.key.reason) }
    return [
      "total": JSON(quarantined.count),
      "byReason": JSON(
        groups.map { group, records in
          [
            "stage": JSON(sources.first { $0.position == group.source }.map { name($0.stage) } ?? "?"),
            "reason": JSON(group.reason), "records": JSON(records.count),
          ]
        }),
      "first": JSON(quarantined.prefix(20).map(place)),
    ]
  }

  private func place(_ record: RunCatalogue.Quarantined) -> JSON {
    let shard = shards.first { $0.source == record.source && $0.number == record.shard }
    return JSON(
      JSONObject(known: [
        "file": JSON(shard?.path ?? "?"), "entry": record.entry.map { JSON($0) },
        "line": record.line.map { JSON($0) }, "byteOffset": JSON(record.byteOffset),
        "record": JSON(record.record), "field": record.field.map { JSON($0) }, "reason": JSON(record.reason),
      ]))
  }
}
