public import SluiceCore

extension OpenLineageEvent {
  private var producer: String { "urn:sluice:engine:\(engineVersion)" }

  /// The event as the standard writes it.
  public var json: JSON {
    var event = JSONObject()
    event["eventType"] = JSON(kind.rawValue)
    event["eventTime"] = JSON(time.description)
    event["producer"] = JSON(producer)
    event["schemaURL"] = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"
    event["run"] = JSON(
      JSONObject(known: ["runId": JSON(run.description), "facets": JSON(runFacets.object)]))
    event["job"] = JSON(
      JSONObject(known: [
        "namespace": JSON(job.namespace), "name": JSON(job.name), "facets": JSON(jobFacets.object),
      ]))
    event["inputs"] = JSON(inputs.map { $0.json(as: .input, producer: producer) })
    event["outputs"] = JSON(outputs.map { $0.json(as: .output, producer: producer) })
    return JSON(event)
  }

  private var runFacets: OpenLineageFacets {
    var facets = OpenLineageFacets(producer: producer)
    facets.add(
      "processing_engine", "ProcessingEngineRunFacet", version: "1-1-1",
      JSONObject(known: ["name": "Sluice", "version": JSON(engineVersion)]))
    if let nominalStart {
      facets.add(
        "nominalTime", "NominalTimeRunFacet", version: "1-0-1",
        JSONObject(known: ["nominalStartTime": JSON(nominalStart.description)]))
    }
    if let errorMessage {
      facets.add(
        "errorMessage", "ErrorMessageRunFacet", version: "1-0-1",
        JSONObject(known: ["message": JSON(errorMessage), "programmingLanguage": "Swift"]))
    }
    if !verdicts.isEmpty {
      facets.add(
        own: "sluice_policy", "SluicePolicyRunFacet",
        JSONObject(known: ["verdicts": JSON(verdicts.map(\.facet))]))
    }
    if let ledger { facets.add(own: "sluice_ledger", "SluiceLedgerRunFacet", ledger.facet) }
    return facets
  }

  private var jobFacets: OpenLineageFacets {
    var facets = OpenLineageFacets(producer: producer)
    facets.add(
      "jobType", "JobTypeJobFacet", version: "2-0-4",
      JSONObject(known: ["processingType": "BATCH", "integration": "SLUICE", "jobType": "PIPELINE"]))
    if let documentation = job.documentation {
      facets.add(
        "documentation", "DocumentationJobFacet", version: "1-1-0",
        JSONObject(known: ["description": JSON(documentation), "contentType": "text/plain"]))
    }
    if let owner = job.owner {
      facets.add("ownership", "OwnershipJobFacet", version: "1-0-1", .owners(owner))
    }
    return facets
  }
}

extension RunCatalogue.Verdict {
  fileprivate var facet: JSON {
    JSON(
      JSONObject(known: [
        "pack": JSON(pack), "rule": JSON(rule), "citation": JSON(citation), "basis": JSON(basis.rawValue),
        "outcome": JSON(outcome.rawValue), "message": JSON(message), "party": party.map { JSON($0) },
        "missing": missing.isEmpty ? JSON?.none : JSON(missing.map { JSON($0) }),
      ]))
  }
}

extension Ledger {
  fileprivate var facet: JSONObject {
    let stages = plan.stages.enumerated().map { position, stage in
      let (arrived, left, dropped) = totals(ofStage: position)
      let reasons = zip(stage.reasons, dropped).filter { $0.1 > 0 }
      return JSON(
        JSONObject(known: [
          "stage": JSON(stage.name), "in": JSON(arrived), "out": JSON(left),
          "dropped": JSON(JSONObject(reasons.map { JSONObject.Member($0.0, JSON($0.1)) })),
        ]))
    }
    return JSONObject(known: ["balanced": JSON(imbalances().isEmpty), "stages": JSON(stages)])
  }
}

extension JSONObject {
  static func owners(_ owner: String) -> JSONObject {
    JSONObject(known: ["owners": [["name": JSON(owner), "type": "OWNER"]]])
  }
}
