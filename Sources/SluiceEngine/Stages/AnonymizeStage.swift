internal import SluiceCore
internal import SluiceCrypto
internal import SluicePrivacy

/// Replaces identifiers in text and treats whole fields.
struct AnonymizeStage: MapStage {
  static let declaration = StageDeclaration(
    "anonymize", .map, "Finds identifiers in free text and replaces them, and treats whole fields.",
    discussion: """
      `text` names free-text fields: identifiers in them are found by candidates, check digits, context words \
      and the record's own direct identifiers, and replaced by the operator of their type. `fields` names \
      fields that are treated as a whole. What is found is counted by type, never kept.

      \(operatorReference)

      \(recognizerReference)
      """,
    options: [
      OptionDeclaration(
        "text", .map(.foreign(schema: OptionDeclaration.jsonSchema(textOptions))),
        "Free-text fields with what to look for in them."),
      OptionDeclaration(
        "fields", .map(.foreign(schema: operation.jsonSchema)),
        "Fields that are treated as a whole, each with its operator."),
      OptionDeclaration(
        "known", .list(.field, atLeast: 0),
        "Fields whose values are looked for in the text; all untreated direct identifiers if left out."),
      OptionDeclaration(
        "subject", .field, default: "the ingest's",
        "Field that names the person whom a record is about, for shifting dates."),
    ])

  private static let operation = OptionKind.either([
    .choice(Operator.descriptions.map(\.name)), .map(.foreign(schema: true)),
  ])
  private static let textOptions = [
    OptionDeclaration(
      "detect", .either([.choice(["all"]), .list(.text, atLeast: 1)]), default: "all",
      "`\"all\"`, or a list of identifier types and families."),
    OptionDeclaration(
      "profile", .choice(DetectionProfile.allCases.map(\.rawValue)), default: "balanced",
      "How eagerly: `strict` finds more, `precise` errs less."),
    OptionDeclaration(
      "recognizers", .map(.foreign(schema: recognizerSchema)),
      "Recognizers of the pipeline's own, by the name of the type they find."),
    OptionDeclaration("operators", .map(operation), "Operator for each type or family."),
    OptionDeclaration("default", operation, default: "replace", "Operator for all other types."),
    OptionDeclaration("key", .secret, "Secret for operators that name none."),
    OptionDeclaration(
      "domain", .text, default: "default", "Pseudonymization domain for operators that name none."),
  ]
  private static let recognizerSchema = OptionDeclaration.jsonSchema([
    OptionDeclaration("pattern", .text, "A linear pattern."),
    OptionDeclaration("words", .list(.text, atLeast: 1), "Words and phrases."),
    OptionDeclaration("labels", .list(.text, atLeast: 1), "What stands before it."),
    OptionDeclaration("needsLabel", .boolean, "Whether nothing is found without a label."),
    OptionDeclaration("check", .text, "Check digits, or the rule of a type."),
  ])
  private static var recognizerReference: String {
    let lines = CustomRecognizer.options.map { "- `\($0.name)`: \($0.summary)" }
    return "Recognizers:\n\n" + lines.joined(separator: "\n")
  }
  private static var operatorReference: String {
    let lines = Operator.descriptions.map { each in
      let options = each.options.map { "`\($0.name)`: \($0.summary)" }.joined(separator: "; ")
      return "- `\(each.name)` \(each.summary)" + (options.isEmpty ? "" : " (\(options))")
    }
    return "Operators, written as a word or as an object with `op`:\n\n" + lines.joined(separator: "\n")
  }

  /// What is looked for in fields that are declared as not personal: only what a check digit or its form proves.
  private static let watchSet = DetectorSet(profile: .precise)

  private struct TextTask: Sendable {
    var column: Int
    var plan: TextAnonymization
    var set: DetectorSet
  }

  private struct FieldTask: Sendable {
    var column: Int
    var operation: Operator
    var type: FieldType
  }

  let outputs: [OutputPort]
  let counters: [StageCounter]
  private let texts: [TextTask]
  private let fields: [FieldTask]
  private let known: [Int]
  private let subject: Int?
  /// Columns declared as not personal, in which identifiers would contradict the declaration.
  private let watched: [Int]
  /// Columns that stay, by position in the input.
  private let kept: [Int]
  private let secrets: Set<String>

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    var schema = input
    texts = AnonymizeStage.textTasks(options, input, &context)
    fields = AnonymizeStage.fieldTasks(options, input, &context)
    let declared = context.ancestors.lazy.compactMap { ($0 as? IngestStage)?.subject }.first
    let fallback = declared.flatMap { input[$0]?.type == .string ? $0 : nil }
    subject = context.field("subject", of: options, in: input, types: [.string], fallback: fallback).flatMap {
      input.index(of: $0.name)
    }
    known = AnonymizeStage.knownColumns(options, input, texts, &context)
    for task in texts {
      schema.fields[task.column].label = Operator.label(afterDetectionIn: input.fields[task.column].label)
    }
    var dropped: Set<Int> = []
    for task in fields {
      schema.fields[task.column].label = task.operation.label(after: input.fields[task.column].label)
      if let type = try? task.operation.resultType(for: task.type) { schema.fields[task.column].type = type }
      if case .drop = task.operation { dropped.insert(task.column) }
    }
    kept = input.fields.indices.filter { !dropped.contains($0) }
    outputs = [OutputPort("", Schema(kept.map { schema.fields[$0] }))]
    if kept.isEmpty, !input.fields.isEmpty {
      context.report(
        "nothing-left", "stage '\(context.stage)' drops every field", at: options.place("fields"))
    }
    var counters: [StageCounter] = []
    for task in texts {
      for type in task.plan.types.members {
        counters.append(
          StageCounter(
            field: input.fields[task.column].name, type: type.name, operation: task.plan[type].name))
      }
    }
    for task in fields {
      counters.append(StageCounter("\(input.fields[task.column].name).\(task.operation.name)"))
    }
    let treated = Set(texts.map(\.column) + fields.map(\.column))
    watched = input.fields.indices.filter { index in
      let field = input.fields[index]
      return field.type == .string && field.label.identifiability == .none && !treated.contains(index)
    }
    for column in watched { counters.append(StageCounter("\(input.fields[column].name).conflict")) }
    self.counters = counters
    let references = texts.reduce(into: Set(fields.compactMap(\.operation.key))) {
      $0.formUnion($1.plan.keys)
    }
    secrets = Set(references.map(\.secret))
    AnonymizeStage.checkNeeds(options, texts, fields, secrets, subject, &context)
  }

  func makeWorker(_ resources: RunResources) throws -> any MapWorker {
    var secrets: [String: SecretBytes] = [:]
    for name in self.secrets { secrets[name] = try resources.secrets.bytes(of: name) }
    let keys = PseudonymKeys(secrets)
    return Worker(
      texts: try texts.map { ($0.column, try Anonymizer($0.plan, $0.set, keys: keys)) },
      fields: try fields.map { ($0.column, try FieldAnonymizer($0.operation, type: $0.type, keys: keys)) },
      known: known, subject: subject, kept: kept, watched: watched, schema: outputs[0].schema)
  }

  private final class Worker: MapWorker {
    private let texts: [(column: Int, worker: Anonymizer)]
    private let fields: [(column: Int, worker: FieldAnonymizer)]
    private let known: [Int]
    private let subject: Int?
    private let kept: [Int]
    private let watched: [Int]
    private let watcher = Detector(AnonymizeStage.watchSet)
    private let schema: Schema

    init(
      texts: [(column: Int, worker: Anonymizer)], fields: [(column: Int, worker: FieldAnonymizer)],
      known: [Int],
      subject: Int?, kept: [Int], watched: [Int], schema: Schema
    ) {
      self.texts = texts
      self.fields = fields
      self.known = known
      self.subject = subject
      self.kept = kept
      self.watched = watched
      self.schema = schema
    }

    func process(_ frame: Frame, _ outcome: inout StageOutcome) throws -> [Frame] {
      let known = known.compactMap { textColumn(frame, $0) }
      let subjects = subject.flatMap { textColumn(frame, $0) }
      var columns = frame.columns
      var counts: [Int] = []
      for (column, worker) in texts {
        let before = worker.counts
        if let text = textColumn(frame, column) {
          columns[column] = .text(
            worker.apply(to: text, selection: frame.selection, known: known, subjects: subjects))
        }
        for type in worker.types {
          counts.append(worker.counts[Int(type.rawValue)] - before[Int(type.rawValue)])
        }
      }
      for (column, worker) in fields {
        let before = worker.count
        columns[column] = worker.apply(
          to: frame.columns[column], selection: frame.selection, subjects: subjects)
        counts.append(worker.count - before)
      }
      for column in watched { counts.append(identifiers(in: frame, column)) }
      outcome.counts = counts
      var output = Frame(
        schema: schema, columns: kept.map { columns[$0] }, ordinals: frame.ordinals, origin: frame.origin)
      output.selection = frame.selection
      return [output]
    }

    private func identifiers(in frame: Frame, _ column: Int) -> Int {
      guard let text = textColumn(frame, column) else { return 0 }
      var count = 0
      frame.selection.forEachSet { row in
        watcher.find(in: text.bytes.span.extracting(text.range(row)))
        count += watcher.findings.count
      }
      return count
    }

    private func textColumn(_ frame: Frame, _ column: Int) -> TextColumn? {
      if case .text(let text) = frame.columns[column] { text } else { nil }
    }
  }
}

extension AnonymizeStage {
  private static func textTasks(
    _ options: StageOptions, _ input: Schema, _ context: inout PlanContext
  ) -> [TextTask] {
    var tasks: [TextTask] = []
    for member in options["text"]?.object?.members ?? [] {
      let field = context.field(member.key, at: member.keyPlace, in: input, types: [.string])
      do throws(SluiceError) {
        let plan = try TextAnonymization.parse(member.value)
        guard let column = field.flatMap({ input.index(of: $0.name) }) else { continue }
        tasks.append(
          TextTask(
            column: column, plan: plan,
            set: DetectorSet(types: plan.types, profile: plan.profile, custom: plan.recognizers)))
      } catch {
        context.report("bad-operator", error, at: member.value.place)
      }
    }
    return tasks
  }

  private static func fieldTasks(
    _ options: StageOptions, _ input: Schema, _ context: inout PlanContext
  ) -> [FieldTask] {
    let types = FieldType.allCases.filter { $0 != .tokens }
    var tasks: [FieldTask] = []
    for member in options["fields"]?.object?.members ?? [] {
      let field = context.field(member.key, at: member.keyPlace, in: input, types: types)
      do throws(SluiceError) {
        let operation = try Operator.parse(member.value)
        guard let field, let column = input.index(of: field.name) else { continue }
        _ = try operation.resultType(for: field.type)
        tasks.append(FieldTask(column: column, operation: operation, type: field.type))
      } catch {
        context.report("bad-operator", error, at: member.value.place)
      }
    }
    return tasks
  }

  private static func knownColumns(
    _ options: StageOptions, _ input: Schema, _ texts: [TextTask], _ context: inout PlanContext
  ) -> [Int] {
    if options["known"] != nil {
      return context.fields("known", of: options, in: input, types: [.string])
        .compactMap { input.index(of: $0.name) }
    }
    return input.fields.indices.filter { index in
      let field = input.fields[index]
      return field.type == .string && field.label.identifiability == .direct && field.label.treatment == .raw
        && !texts.contains { $0.column == index }
    }
  }

  private static func checkNeeds(
    _ options: StageOptions, _ texts: [TextTask], _ fields: [FieldTask], _ secrets: Set<String>,
    _ subject: Int?,
    _ context: inout PlanContext
  ) {
    if options["text"] == nil, options["fields"] == nil {
      context.report(
        "nothing-to-do", "stage '\(context.stage)' names neither 'text' nor 'fields'", at: options.json.place)
    }
    for name in secrets.sorted() {
      _ = context.secret(name, at: place(ofSecret: name, in: options.json) ?? options.json.place)
    }
    let needsSubject =
      texts.contains { $0.plan.needsSubject } || fields.contains { $0.operation.needsSubject }
    let isReported = context.ancestors.contains { ($0 as? IngestStage)?.hasUnknownSubject == true }
    if needsSubject, subject == nil, options["subject"] == nil, !isReported {
      context.report(
        "missing-option", "stage '\(context.stage)' needs 'subject' to shift dates", at: options.json.place,
        hint: "name the field that tells whom a record is about")
    }
  }

  /// Where an operator names the secret.
  private static func place(ofSecret name: String, in json: JSON) -> Place? {
    for member in json.object?.members ?? [] {
      if member.key == "key", member.value.string == name { return member.value.place }
      if let found = place(ofSecret: name, in: member.value) { return found }
    }
    return nil
  }
}
