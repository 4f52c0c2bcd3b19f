public import SluiceCore

/// The JSON Schema of pipeline files, made from the same declarations that check them.
public enum PipelineSchema {
  /// The schema, draft 2020-12.
  public static var json: JSON {
    var schema = OptionDeclaration.jsonSchema(PipelineDeclarations.top)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Sluice pipeline"
    schema["description"] = "A graph of stages from sharded input to sealed shards."
    var stages: JSON = [
      "type": "object", "minProperties": 1,
      "additionalProperties": ["oneOf": JSON(StageRegistry.declarations.map(stage))],
    ]
    stages["description"] = schema["properties"]?["stages"]?["description"]
    schema["properties"]?["stages"] = stages
    return schema
  }

  private static func stage(_ declaration: StageDeclaration) -> JSON {
    var options = declaration.options
    if declaration.role != .source { options.insert(input, at: 0) }
    var schema = OptionDeclaration.jsonSchema(
      options,
      and: [.init("use", ["const": JSON(declaration.kind), "description": JSON(declaration.summary)])])
    schema["title"] = JSON(declaration.kind)
    schema["description"] = JSON(declaration.summary)
    schema["required"] = JSON([JSON("use")] + (schema["required"]?.array ?? []))
    return schema
  }

  /// The option that every stage but a source has.
  static let input = OptionDeclaration(
    "in", .oneOrMany(.text), required: true,
    "The stage that records come from, as `stage` or `stage.port`; a list merges streams of equal fields.")
}
