public import SluiceCore
internal import SluiceKeys

extension Pipeline {
  /// Reads a pipeline and gathers everything that is wrong with its form.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: Path of the file, for places and for relative paths.
  /// - Returns: The pipeline, or nil when it is not even JSON of the right shape, and all findings.
  public static func read(_ bytes: [UInt8], file: String) -> (pipeline: Pipeline?, diagnostics: [Diagnostic])
  {
    do {
      var reader = PipelineReader(json: try JSON.parse(bytes, file: file), file: file)
      let pipeline = reader.read()
      return (pipeline, reader.check.diagnostics)
    } catch {
      return (nil, [Diagnostic("bad-json", error.message, at: error.place, hint: error.hint)])
    }
  }
}

private struct PipelineReader {
  let json: JSON
  let file: String
  var check = OptionCheck()

  init(json: JSON, file: String) {
    self.json = json
    self.file = file
  }

  mutating func read() -> Pipeline? {
    check.check(json, PipelineDeclarations.top, subject: "the pipeline")
    guard json.object != nil else { return nil }
    checkName()
    let stages = readStages()
    checkGraph(stages)
    return Pipeline(
      file: file, json: json, name: json["name"]?.string ?? "", seed: json["seed"]?.integer ?? 0,
      resources: readResources(), secrets: readSecrets(), stages: stages,
      tests: readTests(stages))
  }

  private mutating func checkName() {
    guard let value = json["name"], let name = value.string else { return }
    let allowed = name.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
    }
    if name.isEmpty || !allowed {
      check.report(
        "bad-name", "the pipeline's name must consist of letters, digits, '-' and '_'", at: value.place)
    }
  }

  private func readResources() -> Resources {
    var resources = Resources()
    let options = StageOptions(json: json["resources"] ?? JSON(JSONObject()))
    if let memory = options.bytes("memory") { resources.memory = memory }
    resources.workers = options.integer("workers")
    return resources
  }

  private mutating func readSecrets() -> [String: KeyPlace] {
    var secrets: [String: KeyPlace] = [:]
    for member in json["secrets"]?.object?.members ?? [] {
      do throws(SluiceError) {
        if let place = try KeyPlace(declaration: member.value) {
          secrets[member.key] = place
        } else if let origins = member.value.object, origins.members.count != 1 {
          let names = KeyPlace.declarations.map { "'\($0.name)'" }
          check.report(
            "bad-secret",
            "secret '\(member.key)' must name exactly one of " + names.dropLast().joined(separator: ", ")
              + " and " + (names.last ?? ""), at: member.value.place)
        }
      } catch {
        check.report(
          "bad-secret", "secret '\(member.key)': \(error.message)", at: error.place, hint: error.hint)
      }
    }
    return secrets
  }

  private mutating func readStages() -> [StageNode] {
    guard let members = json["stages"]?.object?.members else { return [] }
    if members.isEmpty, let place = json["stages"]?.place {
      check.report("no-stages", "the pipeline has no stages", at: place)
    }
    return members.compactMap { readStage($0) }
  }

  private mutating func readStage(_ member: JSONObject.Member) -> StageNode? {
    if member.key.contains(".") || member.key.isEmpty {
      check.report("bad-name", "a stage's name must not be empty or hold a '.'", at: member.keyPlace)
      return nil
    }
    guard member.value.object != nil else {
      check.report(
        "wrong-type", "stage '\(member.key)' must be an object, not \(member.value.kind)",
        at: member.value.place)
      return nil
    }
    guard let use = member.value["use"] else {
      check.report(
        "missing-option", "stage '\(member.key)' needs 'use', its kind", at: member.value.place,
        hint: Suggestion.hint(for: "", among: StageRegistry.names))
      return nil
    }
    guard let kind = use.string else {
      check.report("wrong-type", "'use' must be a string, not \(use.kind)", at: use.place)
      return nil
    }
    guard let declaration = StageRegistry.declaration(kind) else {
      check.report(
        "unknown-kind", "there is no stage kind '\(kind)'", at: use.place,
        hint: Suggestion.hint(for: kind, among: StageRegistry.names))
      return nil
    }
    check.check(
      member.value, declaration.options, subject: "stage '\(member.key)'",
      ignoring: declaration.role == .source ? ["use"] : ["use", "in"])
    return StageNode(
      name: member.key, place: member.keyPlace, kind: kind,
      inputs: readInputs(member.value, declaration, member.key), options: StageOptions(json: member.value))
  }

  private mutating func readInputs(
    _ stage: JSON, _ declaration: StageDeclaration, _ name: String
  ) -> [StageReference] {
    guard declaration.role != .source else { return [] }
    guard let value = stage["in"] else {
      check.report(
        "missing-option", "stage '\(name)' needs 'in', the stage it reads from", at: stage.place)
      return []
    }
    let values = value.array ?? [value]
    if values.isEmpty { check.report("too-few", "'in' of stage '\(name)' names no stage", at: value.place) }
    return values.compactMap { each in
      guard let text = each.string else {
        check.report(
          "wrong-type", "'in' of stage '\(name)' must name a stage, not \(each.kind)", at: each.place)
        return nil
      }
      return StageReference(text, at: each.place)
    }
  }

  private mutating func readTests(_ stages: [StageNode]) -> [PipelineTest] {
    var tests: [PipelineTest] = []
    for json in json["tests"]?.array ?? [] {
      guard let name = json["name"]?.string, let stageValue = json["stage"], let text = stageValue.string,
        let given = json["given"]?.array, let expect = json["expect"]?.array
      else { continue }
      let reference = StageReference(text, at: stageValue.place)
      if !declaredNames.isEmpty, !declaredNames.contains(reference.stage) {
        check.report(
          "unknown-stage", "test '\(name)' names no stage of this pipeline: '\(reference.stage)'",
          at: stageValue.place, hint: Suggestion.hint(for: reference.stage, among: stages.map(\.name)))
      }
      let dropped = (json["dropped"]?.object?.members ?? []).compactMap { member in
        member.value.integer.map { (member.key, $0) }
      }
      tests.append(
        PipelineTest(
          name: name, stage: reference.stage, port: reference.port, given: given, expect: expect,
          dropped: Dictionary(uniqueKeysWithValues: dropped), place: json.place, json: json))
    }
    return tests
  }

  /// References, cycles, unused stages and sinks without a gate.
  private mutating func checkGraph(_ stages: [StageNode]) {
    for stage in stages {
      for input in stage.inputs where !declaredNames.contains(input.stage) {
        check.report(
          "unknown-stage", "stage '\(stage.name)' reads from '\(input.stage)', which does not exist",
          at: input.place, hint: Suggestion.hint(for: input.stage, among: stages.map(\.name)))
      }
      for input in stage.inputs {
        guard let producer = stages.first(where: { $0.name == input.stage }) else { continue }
        if StageRegistry.declaration(producer.kind)?.role == .sink {
          check.report(
            "reads-from-sink",
            "stage '\(stage.name)' reads from '\(producer.name)', a sink, which has no output",
            at: input.place)
        }
      }
    }
    guard let cycle = PipelineGraph.cycle(stages) else {
      checkUse(stages)
      return
    }
    check.report(
      "cycle", "the stages form a cycle: \(cycle.map(\.name).joined(separator: " → "))", at: cycle[0].place,
      hint: "a stage may only read from stages that do not depend on it")
  }

  /// Names of all stages, those included that cannot be read; of a name with a dot, what stands before it.
  private var declaredNames: Set<String> {
    Set((json["stages"]?.object?.keys ?? []).map { String($0.prefix { $0 != "." }) })
  }

  /// Names of the stages that some stage reads from, or was probably meant to.
  private var readNames: Set<String> {
    let members = json["stages"]?.object?.members ?? []
    let inputs = members.flatMap { StageOptions(json: $0.value).strings("in") }
      .map { StageReference($0, at: Place()).stage }
    let meant = inputs.compactMap { Suggestion.nearest(to: $0, among: members.map(\.key)) }
    return Set(inputs + meant)
  }

  private mutating func checkUse(_ stages: [StageNode]) {
    let read = readNames
    for stage in stages
    where StageRegistry.declaration(stage.kind)?.role != .sink && !read.contains(stage.name) {
      check.report(
        "unused-stage", "nothing reads from stage '\(stage.name)'", at: stage.place,
        hint: "add a stage that reads from it, such as 'seal' or 'write', or remove it")
    }
    for stage in PipelineGraph.ungatedSinks(stages) {
      check.report(
        "ungated-sink", "records can reach '\(stage.name)' without passing a policy gate", at: stage.place,
        hint: "put a 'policy.gate' on every path from an ingest to this stage")
    }
  }
}
