internal import SluiceCore

/// The Commission's adequacy decisions, GDPR Article 45(3), each with scope and validity.
public enum Adequacy {
  private struct Decision {
    let from: FactValue
    let to: FactValue?
    let scheme: String?
  }

  private static let decisions: [String: [Decision]] =
    (EmbeddedTable.adequacy.json["decisions"]?.array ?? []).reduce(into: [:]) { table, row in
      guard let place = row["place"]?.string, let from = row["from"]?.string.flatMap(FactValue.init(date:))
      else { return }
      let to = row["to"]?.string.flatMap(FactValue.init(date:))
      table[place, default: []].append(Decision(from: from, to: to, scheme: row["scheme"]?.string))
    }

  /// Whether data may go to `place` on `date` as within the EEA or under an adequacy decision.
  ///
  /// A decision bound to a scheme, such as the EU-US Data Privacy Framework, counts only for importers
  /// under it: `schemes` are theirs, nil where they are not known.
  public static func isAdequate(_ place: String, schemes: [String]?, on date: FactValue) -> Truth {
    if Places.isPlace(place, within: "EEA") { return .satisfied }
    return Truth.any(
      (decisions[place] ?? []).map { decision in
        let isInForce =
          Comparison.greaterOrEqual.holds(date, decision.from)
          && decision.to.map { Comparison.lessOrEqual.holds(date, $0) } ?? true
        guard isInForce else { return .violated }
        guard let scheme = decision.scheme else { return .satisfied }
        return schemes.map { Truth($0.contains(scheme)) } ?? .undetermined
      })
  }
}

/// The age from which a child consents alone, GDPR Article 8(1).
public enum ChildAge {
  private static let table = EmbeddedTable.childAge.json

  /// The age in `place`; the Regulation's own where the place has no row.
  public static func age(in place: String) -> Int {
    table["ages"]?[place]?.integer ?? table["default"]?.integer ?? 16
  }
}
