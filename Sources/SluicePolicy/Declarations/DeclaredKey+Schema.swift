internal import SluiceCore

extension DeclaredKey.Kind {
  /// The JSON Schema (2020-12) of a value.
  var schema: JSON {
    switch self {
    case .text, .file: ["type": "string", "minLength": 1]
    case .digest: ["type": "string", "pattern": "^sha256:[0-9a-f]{64}$"]
    case .place: ["type": "string", "enum": JSON(Places.names.map { JSON($0) })]
    case .purpose: ["type": "string", "minLength": 1]
    case .date: ["type": "string", "anyOf": [["format": "date"], ["format": "date-time"]]]
    case .period: ["type": "string", "format": "duration"]
    case .count: ["type": "integer", "minimum": 0]
    case .truth: ["type": "boolean"]
    case .word(let vocabulary):
      ["oneOf": JSON(vocabulary.words.map { ["const": JSON($0.name), "description": JSON($0.doc)] })]
    case .list(let kind): ["anyOf": [kind.schema, ["type": "array", "items": kind.schema]]]
    case .reasons: ["type": "object", "additionalProperties": ["type": "string", "minLength": 1]]
    case .record(let keys): keys.schema
    case .shorthand(let main, let keys):
      ["anyOf": [keys.first { $0.name == main }?.kind.schema ?? true, keys.schema]]
    case .subjects(_, let keys): ["type": "array", "items": keys.schema]
    }
  }
}

extension [DeclaredKey] {
  /// The JSON Schema of an object with these keys and no others.
  var schema: JSON {
    var object = JSONObject([
      JSONObject.Member("type", "object"), JSONObject.Member("additionalProperties", false),
    ])
    object["properties"] = JSON(
      JSONObject(
        map { key in
          var schema = key.kind.schema.object ?? JSONObject()
          schema["description"] = JSON(key.doc)
          return JSONObject.Member(key.name, JSON(schema))
        }))
    let required = filter(\.isRequired).map { JSON($0.name) }
    if !required.isEmpty { object["required"] = JSON(required) }
    return JSON(object)
  }
}
