public import SluiceCore

extension FlowPicture {
  /// The graph of a report, with the counts of its run.
  public init(report: JSON) {
    let stages = report["graph"]?["stages"]?.array ?? []
    let counts = report["stages"]?.array ?? []
    let names = stages.map { $0["name"]?.string ?? "?" }
    let nodes = stages.enumerated().map { index, stage in
      Node(
        names[index], kind: stage["kind"]?.string ?? "?",
        role: Role(rawValue: stage["role"]?.string ?? "") ?? .stage,
        details: counts.first { $0["name"]?.string == names[index] }.map(FlowPicture.details) ?? [])
    }
    let edges = (report["graph"]?["edges"]?.array ?? []).compactMap { edge -> Edge? in
      guard let from = names.firstIndex(of: edge["from"]?.string ?? ""),
        let to = names.firstIndex(of: edge["to"]?.string ?? "")
      else { return nil }
      return FlowPicture.edge(edge, from: from, to: to)
    }
    self.init(nodes: nodes, edges: edges)
    leaveOutRepeatedLabels()
  }

  /// An edge that carries what the only edge into its stage carries needs no label.
  private mutating func leaveOutRepeatedLabels() {
    let told = edges
    for index in edges.indices {
      let into = told.filter { $0.to == told[index].from }
      guard into.count == 1, into[0].sensitivity == told[index].sensitivity else { continue }
      edges[index].labels.removeAll { into[0].labels.contains($0) }
    }
  }

  private static func details(_ counts: JSON) -> [String] {
    let dropped = counts["dropped"].sumOfMembers
    let left = counts["out"].sumOfMembers
    let arrived = counts["in"]?.integer ?? 0
    if arrived == left { return [Decimal.grouped(left) + " records"] }
    return ["\(Decimal.grouped(arrived)) → \(Decimal.grouped(left))", "\(Decimal.grouped(dropped)) dropped"]
  }

  private static func edge(_ edge: JSON, from: Int, to: Int) -> Edge {
    let schema = Schema((edge["fields"]?.array ?? []).compactMap(field))
    let places = (edge["jurisdictions"]?.array ?? []).compactMap(\.string)
    let port = edge["port"]?.string ?? ""
    let records = edge["records"]?.integer ?? 0
    let head = port == "out" || port.isEmpty ? [] : ["\(port): \(Decimal.grouped(records)) records"]
    return Edge(
      from: from, to: to, labels: head + Edge.labels(schema, jurisdictions: places),
      sensitivity: Sensitivity(schema))
  }

  private static func field(_ json: JSON) -> Field? {
    guard let name = json["name"]?.string else { return nil }
    let special = (json["special"]?.array ?? []).compactMap(\.string).compactMap(
      PrivacyLabel.SpecialCategory.init)
    let label = PrivacyLabel(
      PrivacyLabel.Identifiability(rawValue: json["label"]?.string ?? "") ?? .none, special: Set(special),
      treatment: PrivacyLabel.Treatment(rawValue: json["treatment"]?.string ?? "") ?? .raw)
    return Field(name, FieldType(rawValue: json["type"]?.string ?? "") ?? .string, label)
  }
}

extension JSON? {
  /// The sum of an object's whole numbers.
  var sumOfMembers: Int {
    (self?.object?.members ?? []).map { $0.value.integer ?? 0 }.saturatingSum
  }
}
