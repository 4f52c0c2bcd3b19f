internal import SluiceCore

/// What stages see while they are planned, and where they report what is wrong.
struct PlanContext {
  /// The pipeline being planned.
  let pipeline: Pipeline
  /// Name of the stage being planned.
  var stage = ""
  /// Stages that records pass before the stage being planned, in topological order.
  var ancestors: [any StageKind] = []
  /// Names of those stages.
  var ancestorNames: [String] = []
  /// Position of the stage among the sources, for sources.
  var source = 0
  /// Whether the type of some field could not be read; what follows from types is then not reported.
  var hasUnknownTypes = false
  /// What was found.
  private(set) var diagnostics: [Diagnostic] = []

  init(pipeline: Pipeline) { self.pipeline = pipeline }

  /// Adds a finding.
  mutating func report(
    _ id: String, _ message: String, at place: Place, hint: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(Diagnostic(id, message, at: place, hint: hint, severity: severity))
  }

  /// Adds findings of another module.
  mutating func report(_ more: [Diagnostic]) { diagnostics += more }

  /// Adds an error of another module, with `place` for what it does not know and for files that are missing.
  mutating func report(_ id: String, _ error: SluiceError, at place: Place) {
    if error.code == .noInput, let file = error.place.file {
      report(id, "\(file): \(error.message)", at: place, hint: error.hint)
    } else {
      report(id, error.message, at: error.place.file == nil ? place : error.place, hint: error.hint)
    }
  }

  /// The fields of `schema` that the option `key` names, one or a list, each reported when there is none.
  mutating func fields(
    _ key: String, of options: StageOptions, in schema: Schema, types: [FieldType] = FieldType.allCases
  ) -> [Field] {
    let values = options[key].map { $0.array ?? [$0] } ?? []
    return values.compactMap { value in
      value.string.flatMap { field($0, at: value.place, in: schema, types: types) }
    }
  }

  /// The field of `schema` that the option `key` names, reported when there is none.
  mutating func field(
    _ key: String, of options: StageOptions, in schema: Schema, types: [FieldType], fallback: String? = nil
  ) -> Field? {
    guard let name = options.string(key) ?? fallback else { return nil }
    return field(name, at: options.place(key), in: schema, types: types)
  }

  /// The field called `name`, reported when there is none or its type does not fit.
  mutating func field(_ name: String, at place: Place, in schema: Schema, types: [FieldType]) -> Field? {
    guard let field = schema[name] else {
      if !schema.fields.isEmpty {
        report(
          "unknown-field", "stage '\(stage)' gets no field '\(name)'", at: place,
          hint: Suggestion.hint(for: name, among: schema.names))
      }
      return nil
    }
    guard types.contains(field.type) else {
      if hasUnknownTypes { return nil }
      let wanted = types.map(\.rawValue).joined(separator: " or ")
      report(
        "field-type",
        "field '\(name)' is of type \(field.type.rawValue), but stage '\(stage)' needs \(wanted)",
        at: place)
      return nil
    }
    return field
  }

  /// The expression that the option `key` holds, everything wrong with it reported.
  mutating func expression(_ key: String, of options: StageOptions, in schema: Schema) -> Expression? {
    options[key].flatMap { expression($0, in: schema) }
  }

  /// The expression that `value` holds, everything wrong with it reported.
  mutating func expression(_ value: JSON, in schema: Schema) -> Expression? {
    guard let text = value.string, !schema.fields.isEmpty else { return nil }
    var start = value.place
    start.column = start.column.map { $0 + 1 }
    do {
      return try Expression(text, schema: schema)
    } catch {
      for finding in error.diagnostics where !hasUnknownTypes || finding.id != "type-mismatch" {
        report([finding.diagnostic(from: start, of: text)])
      }
      return nil
    }
  }

  /// The reference to the secret that the option `key` names, reported when there is none.
  mutating func secret(_ key: String, of options: StageOptions) -> String? {
    guard let name = options.string(key) else { return nil }
    return secret(name, at: options.place(key))
  }

  /// `name` if `secrets` has it, reported otherwise.
  mutating func secret(_ name: String, at place: Place) -> String? {
    let declared = pipeline.json["secrets"]?.object?.keys ?? []
    guard !declared.contains(name) else { return name }
    report(
      "unknown-secret", "there is no secret '\(name)'", at: place,
      hint: declared.isEmpty
        ? "declare it under 'secrets', for instance {\"\(name)\": {\"file\": \"keys/\(name).jwk\"}}"
        : Suggestion.hint(for: name, among: declared))
    return nil
  }
}
