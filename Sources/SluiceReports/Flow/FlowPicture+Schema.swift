public import SluiceCore

extension FlowPicture.Sensitivity {
  /// How far records of `schema` point to persons.
  public init(_ schema: Schema) {
    let personal = schema.fields.map(\.label).filter {
      $0.identifiability != .none || !$0.special.isEmpty || $0.treatment != .raw
    }
    self =
      personal.isEmpty ? .none : personal.contains { $0.treatment == .raw } ? .raw : .treated
  }
}

extension FlowPicture.Edge {
  /// Lines that say what is personal in `schema`: one for each label, at most four.
  public static func labels(_ schema: Schema, jurisdictions: [String] = []) -> [String] {
    var order: [PrivacyLabel] = []
    var names: [PrivacyLabel: [String]] = [:]
    for field in schema.fields where FlowPicture.Sensitivity(Schema([field])) != .none {
      if names[field.label] == nil { order.append(field.label) }
      names[field.label, default: []].append(field.name)
    }
    var lines = order.sorted { $0.identifiability > $1.identifiability }.map { label in
      let fields = names[label] ?? []
      let more = fields.count > 2 ? " +\(fields.count - 2)" : ""
      return fields.prefix(2).joined(separator: ", ") + more + ": " + label.description
    }
    if lines.count > 3 { lines = lines.prefix(2) + ["and \(lines.count - 2) more kinds"] }
    if !jurisdictions.isEmpty { lines.append("in " + jurisdictions.joined(separator: ", ")) }
    return lines
  }
}
