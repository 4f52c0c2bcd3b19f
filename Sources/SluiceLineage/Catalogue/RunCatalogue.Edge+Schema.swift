public import SluiceCore

extension RunCatalogue.Edge {
  /// An edge whose records have the given schema.
  public init(stage: Int, port: String, target: Int, schema: Schema, jurisdictions: [String] = []) {
    let fields = schema.fields.map { field in
      JSON(
        JSONObject(known: [
          "name": JSON(field.name), "type": JSON(field.type.rawValue),
          "label": JSON(field.label.identifiability.rawValue),
          "special": JSON(field.label.special.sorted().map { JSON($0.rawValue) }),
          "treatment": JSON(field.label.treatment.rawValue),
        ]))
    }
    self.init(
      stage: stage, port: port, target: target, fields: JSON(fields), jurisdictions: jurisdictions)
  }
}
