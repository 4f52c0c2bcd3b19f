public import SluiceCore

extension FlowGraph {
  /// Adds what the graph knows about datasets, sinks and the run to what is declared.
  ///
  /// Expects the declared facts of `Governance` and of every `DatasetDeclaration` in `facts`, the latter
  /// under the names of their ingest stages.
  ///
  /// - Throws: A `bug` error if the facts do not fit the registry.
  public func addFacts(to facts: inout FactSet) throws(SluiceError) {
    for source in sources { facts.add(try datasetFacts(source, facts)) }
    for (node, sink) in sinks { facts.add(try sinkFacts(node, sink, facts)) }
    facts.add(try runFacts(facts))
  }

  private static let origin = Fact.Source.derived(from: "the labels of the stage graph")

  private func datasetFacts(_ source: Node, _ facts: FactSet) throws(SluiceError) -> FactSet.Subject {
    var subject = FactSet.Subject(source.id, scope: .dataset, at: source.place)
    let fields = edges.filter { $0.from == source.id }.flatMap(\.schema.fields)
    let declared = facts.all(.dataset).first { $0.name == source.id }?["dataset.categories"]
    let categories = Set(fields.flatMap { $0.label.special.map(\.rawValue) })
      .union((declared?.value.elements ?? []).compactMap(\.text))
    let isPersonal = fields.contains(where: \.label.isPersonal) || !categories.isEmpty
    let criminal = PrivacyLabel.SpecialCategory.criminal.rawValue
    try subject.set("dataset.personal", .boolean(isPersonal), Self.origin)
    try subject.set(
      "dataset.specialCategories", .texts(categories.subtracting([criminal]).sorted()), Self.origin)
    try subject.set("dataset.criminal", .boolean(categories.contains(criminal)), Self.origin)
    try subject.set("dataset.fields", .texts(Self.names(fields)), Self.origin)
    return subject
  }

  private func sinkFacts(
    _ node: Node, _ sink: Sink, _ facts: FactSet
  ) throws(SluiceError) -> FactSet.Subject {
    var subject = FactSet.Subject(node.id, scope: .sink, at: node.place.completed(by: Place(stage: node.id)))
    let fields = (incoming[node.id] ?? []).flatMap(\.schema.fields)
    func names(_ isWanted: (PrivacyLabel) -> Bool) -> FactValue {
      .texts(Self.names(fields.filter { isWanted($0.label) }))
    }
    let special = Set(fields.flatMap(\.label.special)).subtracting([.criminal]).sorted()
    let values: [(String, FactValue)] = [
      ("datasets", .texts(sources(reaching: node.id).map { Self.datasetName($0, facts) })),
      ("fields", .texts(Self.names(fields))),
      ("personal", .boolean(fields.contains(where: \.label.isPersonal))),
      ("rawIdentifiers", names(\.isRawIdentifier)),
      ("directIdentifiers", names { $0.identifiability == .direct && $0.treatment != .removed }),
      ("untreatedText", names(\.isUntreatedText)),
      ("untreatedSpecial", names(\.isUntreatedSpecial)),
      ("pseudonymized", names { $0.treatment == .pseudonymized }),
      ("specialCategories", .texts(special.map(\.rawValue))),
      ("gated", .boolean(pathFromSource(to: node.id) { $0.role == .gate } == nil)),
      ("encrypted", .boolean(sink.isEncrypted)),
      ("recipients", .texts(sink.recipients)),
      ("undeclaredRecipients", .texts(Self.undeclared(sink.recipients, facts))),
      ("granularity", .text(sink.granularity)),
    ]
    for (name, value) in values { try subject.set("sink." + name, value, Self.origin) }
    if let needed = facts.run["neededFields"] {
      let unneeded = Self.names(fields).filter { !needed.value.elements.contains(.text($0)) }
      try subject.set("sink.unneededFields", .texts(unneeded), Self.origin)
    }
    if let country = sink.country.flatMap(Places.canonical) {
      try subject.set("sink.country", .text(country), .declared(path: "stages.\(node.id)", at: node.place))
    } else if let location = facts.run["location"] {
      try subject.set("sink.country", location.value, location.source)
    }
    return subject
  }

  private func runFacts(_ facts: FactSet) throws(SluiceError) -> FactSet.Subject {
    var subject = FactSet.Subject("run", scope: .run)
    let datasets = facts.all(.dataset)
    let sinks = facts.all(.sink)
    func union(_ name: String, _ subjects: [FactSet.Subject]) -> FactValue {
      .texts(Set(subjects.flatMap { ($0[name]?.value.elements ?? []).compactMap(\.text) }).sorted())
    }
    func any(_ name: String, _ subjects: [FactSet.Subject]) -> Bool {
      subjects.contains { $0[name]?.value == .boolean(true) }
    }
    let values: [(String, FactValue)] = [
      ("personal", .boolean(any("dataset.personal", datasets))),
      ("specialCategories", union("dataset.specialCategories", datasets)),
      ("criminal", .boolean(any("dataset.criminal", datasets))),
      ("stageKinds", .texts(Set(nodes.map(\.kind)).filter(Vocabulary.stageKind.contains).sorted())),
      ("recipients", union("sink.recipients", sinks)),
      ("granularities", union("sink.granularity", sinks)),
      ("outputPersonal", .boolean(any("sink.personal", sinks))),
      ("outputEncrypted", .boolean(sinks.allSatisfy { $0["sink.encrypted"]?.value == .boolean(true) })),
      (
        "outputPseudonymized",
        .boolean(
          sinks.allSatisfy {
            $0["sink.rawIdentifiers"]?.value.elements.isEmpty ?? false
              && $0["sink.untreatedText"]?.value.elements.isEmpty ?? false
          })
      ),
      (
        "anonymized",
        .boolean(self.sinks.allSatisfy { pathFromSource(to: $0.node.id) { $0.kind == "anonymize" } == nil })
      ),
      ("aggregated", .boolean(sinks.allSatisfy { $0["sink.granularity"]?.value == .text("aggregate") })),
    ]
    for (name, value) in values { try subject.set("run." + name, value, Self.origin) }
    if datasets.allSatisfy({
      $0["dataset.subjects"] != nil || $0["dataset.personal"]?.value == .boolean(false)
    }) {
      try subject.set("run.subjects", union("dataset.subjects", datasets), .derived(from: "the datasets"))
    }
    try addPlaces(to: &subject, facts)
    return subject
  }

  /// Places and roles are facts only when every one of them is declared.
  private func addPlaces(to subject: inout FactSet.Subject, _ facts: FactSet) throws(SluiceError) {
    let places = [FactScope.sink, .recipient, .processor, .keyHolder].flatMap { scope in
      facts.all(scope).map { $0["\(scope.rawValue).country"]?.value.text }
    }
    let known = places.compactMap(\.self)
    if known.count == places.count, !known.isEmpty {
      let value = FactValue.texts(Set(known).sorted())
      try subject.set("run.places", value, .derived(from: "sinks, recipients, processors and key holders"))
    }
    let roles = facts.all(.recipient).map { $0["recipient.role"]?.value.text }
    let stated = roles.compactMap(\.self)
    if stated.count == roles.count, !stated.isEmpty {
      try subject.set("run.recipientRoles", .texts(Set(stated).sorted()), .derived(from: "the recipients"))
    }
  }

  private static func names(_ fields: [Field]) -> [String] {
    var seen: Set<String> = []
    return fields.map(\.name).filter { seen.insert($0).inserted }
  }

  private static func datasetName(_ source: Node, _ facts: FactSet) -> String {
    facts.all(.dataset).first { $0.name == source.id }?["dataset.id"]?.value.text ?? source.id
  }

  private static func undeclared(_ recipients: [String], _ facts: FactSet) -> [String] {
    let declared = [FactScope.recipient, .processor, .keyHolder].flatMap { scope in
      facts.all(scope).flatMap { [$0.name, $0["\(scope.rawValue).id"]?.value.text ?? $0.name] }
    }
    return recipients.filter { !declared.contains($0) }
  }
}
