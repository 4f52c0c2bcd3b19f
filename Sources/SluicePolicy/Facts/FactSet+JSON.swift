public import SluiceCore

extension FactSet {
  /// Every known fact with its source, by scope and subject in order of declaration, for the evidence.
  public var json: JSON {
    JSON(
      JSONObject(
        FactScope.allCases.compactMap { scope in
          let subjects = all(scope)
          guard !subjects.isEmpty else { return nil }
          return JSONObject.Member(scope.rawValue, JSON(subjects.map(\.json)))
        }))
  }
}

extension FactSet.Subject {
  /// The subject's name and facts.
  public var json: JSON {
    let facts = FactRegistry.all.indices.compactMap { index -> JSON? in
      guard let fact = values[index] else { return nil }
      return [
        "name": JSON(FactRegistry.all[index].name), "value": fact.value.json,
        "source": JSON(fact.source.description),
      ]
    }
    return ["subject": JSON(name), "facts": JSON(facts)]
  }
}
