internal import SluiceCore

extension FlowGraph {
  /// The plan-time verdicts of the label flow, in a fixed order: identifiers, text, special categories,
  /// gates, labels.
  public func verdicts() -> [Verdict] {
    [
      fields(
        "flow-identifiers", "No untreated direct identifier reaches a sink", \.isRawIdentifier,
        "treat the field with a stage 'anonymize' on every path, or drop it"),
      fields(
        "flow-text", "No untreated free text reaches a sink", \.isUntreatedText,
        "treat the text with a stage 'anonymize' on every path"),
      fields(
        "flow-special", "No untreated field of a special category reaches a sink", \.isUntreatedSpecial,
        "treat the field with a stage 'anonymize' on every path, or drop it"),
      gateVerdict, labelVerdict,
    ]
  }

  private static let dataProtection = Citation(
    act: "GDPR", eli: "http://data.europa.eu/eli/reg/2016/679/oj", provision: "Article 5(1)(c), 25(1)")
  private static let ownRule = Citation(act: "Sluice", provision: "label flow")

  private func fields(
    _ id: String, _ title: String, _ isBad: (PrivacyLabel) -> Bool, _ remedy: String
  ) -> Verdict {
    let findings = sinks.flatMap { sink in
      (incoming[sink.node.id] ?? []).flatMap { edge in
        edge.schema.fields.filter { isBad($0.label) }.map { field in
          Explanation(
            "field '\(field.name)' (\(field.label)) reaches '\(sink.node.id)' by "
              + Self.words(path(of: field, on: edge)),
            .violated, at: place(of: sink.node))
        }
      }
    }
    return verdict(id, title, Self.dataProtection, findings, remedy)
  }

  private var gateVerdict: Verdict {
    let findings = sinks.compactMap { sink in
      pathFromSource(to: sink.node.id) { $0.role == .gate }.map { path in
        Explanation(
          "data reach '\(sink.node.id)' without a gate by \(Self.words(path))", .violated,
          at: place(of: sink.node))
      }
    }
    return verdict(
      "flow-gate", "A gate stands before every sink", Self.ownRule, findings,
      "put a stage 'policy.gate' between ingest and sink")
  }

  private var labelVerdict: Verdict {
    let findings = edges.flatMap { edge -> [Explanation] in
      guard let giver = byName[edge.from], giver.role != .source, !Self.treatingKinds.contains(giver.kind)
      else {
        return []
      }
      return edge.schema.fields.compactMap { field in
        guard let due = origins(of: field, on: edge).map(\.field.label).joined, field.label.isBelow(due)
        else {
          return nil
        }
        return Explanation(
          "stage '\(giver.id)' (\(giver.kind)) treats nothing, yet '\(field.name)' falls from \(due) to \(field.label)",
          .violated, at: place(of: giver))
      }
    }
    return verdict(
      "flow-labels", "Labels fall only where a stage treats data", Self.ownRule, findings,
      "treat the field with a stage 'anonymize'")
  }

  private func place(of node: Node) -> Place { node.place.completed(by: Place(stage: node.id)) }

  private func verdict(
    _ id: String, _ title: String, _ citation: Citation, _ findings: [Explanation], _ remedy: String
  ) -> Verdict {
    Verdict(
      id: id, title: title, citation: citation, kind: [.machine], outcome: findings.isEmpty ? .permit : .deny,
      severity: .error, explanation: Explanation(title, Truth(findings.isEmpty), children: findings),
      remedy: remedy, place: findings.first?.place ?? Place())
  }

  static func words(_ path: [String]) -> String { path.joined(separator: " → ") }
}

extension PrivacyLabel {
  var isPersonal: Bool { identifiability != .none || !special.isEmpty }
  var isRawIdentifier: Bool { identifiability == .direct && treatment == .raw }
  var isUntreatedText: Bool { identifiability == .freeText && treatment == .raw }
  var isUntreatedSpecial: Bool { !special.isEmpty && identifiability != .none && treatment == .raw }

  /// Whether this says less, or claims more treatment, than `due`.
  func isBelow(_ due: PrivacyLabel) -> Bool {
    identifiability < due.identifiability || treatment > due.treatment || !special.isSuperset(of: due.special)
  }
}

extension [PrivacyLabel] {
  /// The join of all; nil when there are none.
  var joined: PrivacyLabel? { first.map { dropFirst().reduce($0) { $0.joined(with: $1) } } }
}
