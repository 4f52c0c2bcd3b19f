public import SluiceCore

extension Explanation {
  /// The tree as a report holds it.
  public var json: JSON {
    var object = JSONObject([
      JSONObject.Member("statement", JSON(statement)), JSONObject.Member("truth", JSON(truth.rawValue)),
    ])
    if !place.isEmpty { object["place"] = JSON(place.description) }
    if !facts.isEmpty { object["facts"] = JSON(facts.map(\.json)) }
    if !children.isEmpty { object["because"] = JSON(children.map(\.json)) }
    return JSON(object)
  }
}

extension Explanation.FactUse {
  /// Name, value and source as a report holds them.
  public var json: JSON {
    var object = JSONObject([JSONObject.Member("name", JSON(name))])
    if let subject { object["subject"] = JSON(subject) }
    object["value"] = fact?.value.json ?? .init(.null)
    object["source"] = JSON(fact?.source.description ?? "missing")
    return JSON(object)
  }
}

extension Verdict {
  /// The verdict as a report holds it.
  public var json: JSON {
    var object = JSONObject([
      JSONObject.Member("id", JSON(id)), JSONObject.Member("title", JSON(title)),
      JSONObject.Member("act", JSON(citation.act)),
      JSONObject.Member("provision", JSON(citation.provision)),
    ])
    if let eli = citation.eli { object["eli"] = JSON(eli) }
    object["kind"] = JSON(kind.map { JSON($0.rawValue) })
    object["severity"] = JSON(severity.rawValue)
    object["outcome"] = JSON(outcome.rawValue)
    if !missing.isEmpty { object["missing"] = JSON(missing.map { JSON($0) }) }
    if let remedy, outcome != .permit, outcome != .notApplicable { object["remedy"] = JSON(remedy) }
    if !place.isEmpty { object["place"] = JSON(place.description) }
    object["explanation"] = explanation.json
    return JSON(object)
  }
}

extension PendingDuty {
  /// The duty as a report holds it.
  public var json: JSON {
    var object = JSONObject([
      JSONObject.Member("policy", JSON(policy)), JSONObject.Member("action", JSON(action)),
    ])
    if let uid { object["uid"] = JSON(uid) }
    if let due { object["due"] = JSON(due.description) }
    if !place.isEmpty { object["place"] = JSON(place.description) }
    return JSON(object)
  }
}

extension GateDecision {
  /// The decision as a report holds it.
  public var json: JSON {
    [
      "outcome": JSON(outcome.rawValue), "verdicts": JSON(verdicts.map(\.json)),
      "duties": JSON(duties.map(\.json)),
    ]
  }
}
