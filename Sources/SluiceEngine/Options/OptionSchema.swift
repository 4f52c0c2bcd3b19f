internal import SluiceCore

extension OptionKind {
  /// The kind as a JSON Schema (2020-12).
  var jsonSchema: JSON {
    switch self {
    case .text, .path, .field, .secret, .expression: ["type": "string"]
    case .boolean: ["type": "boolean"]
    case .choice(let words): ["enum": JSON(words.map { JSON($0) })]
    case .integer(let bounds):
      OptionKind.numberSchema("integer", bounds.lowerBound, bounds.upperBound, open: .max)
    case .number(let bounds):
      ["type": "number", "minimum": JSON(bounds.lowerBound), "maximum": JSON(bounds.upperBound)]
    case .bytes:
      [
        "type": ["integer", "string"], "exclusiveMinimum": 0,
        "pattern": "^[0-9]+(\\.[0-9]+)? ?(([kKmMgGtT][iI]?)?[bB])?$",
      ]
    case .tolerance:
      ["type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9.]+%$"]
    case .list(let element, let least):
      ["type": "array", "items": element.jsonSchema, "minItems": JSON(least)]
    case .oneOrMany(let element):
      ["anyOf": [element.jsonSchema, OptionKind.list(element, atLeast: 1).jsonSchema]]
    case .object(let declarations): OptionDeclaration.jsonSchema(declarations)
    case .map(let element): ["type": "object", "additionalProperties": element.jsonSchema]
    case .either(let kinds): ["anyOf": JSON(kinds.map(\.jsonSchema))]
    case .foreign(let schema): schema
    }
  }

  private static func numberSchema(_ type: JSON, _ least: Int, _ most: Int, open: Int) -> JSON {
    var schema = JSONObject([.init("type", type), .init("minimum", JSON(least))])
    if most != open { schema["maximum"] = JSON(most) }
    return JSON(schema)
  }
}

extension OptionDeclaration {
  /// An object schema that knows exactly the declared keys.
  static func jsonSchema(_ declarations: [OptionDeclaration], and more: [JSONObject.Member] = []) -> JSON {
    var properties = JSONObject(more)
    for declaration in declarations {
      guard var schema = declaration.kind.jsonSchema.object else { continue }
      schema["description"] = JSON(declaration.help)
      if let fallback = declaration.fallback { schema["default"] = JSON(fallback) }
      properties[declaration.name] = JSON(schema)
    }
    var object = JSONObject([
      .init("type", "object"), .init("properties", JSON(properties)), .init("additionalProperties", false),
    ])
    let required = declarations.filter(\.isRequired).map { JSON($0.name) }
    if !required.isEmpty { object["required"] = JSON(required) }
    return JSON(object)
  }
}
