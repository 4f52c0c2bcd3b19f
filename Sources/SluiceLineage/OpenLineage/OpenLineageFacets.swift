internal import SluiceCore

/// Makes facets: objects that name who made them and the schema they follow.
struct OpenLineageFacets {
  let producer: String
  private(set) var object = JSONObject()

  init(producer: String) { self.producer = producer }

  /// Adds a facet of the standard, in the given version of its schema.
  mutating func add(_ key: String, _ type: String, version: String, _ members: JSONObject) {
    add(key, schema: "https://openlineage.io/spec/facets/\(version)/\(type).json#/$defs/\(type)", members)
  }

  /// Adds a facet of our own.
  mutating func add(own key: String, _ type: String, _ members: JSONObject) {
    add(key, schema: "urn:sluice:lineage-facets:1#/$defs/\(type)", members)
  }

  private mutating func add(_ key: String, schema: String, _ members: JSONObject) {
    var facet = members
    facet["_producer"] = JSON(producer)
    facet["_schemaURL"] = JSON(schema)
    object[key] = JSON(facet)
  }

  /// The facets, or nil if there are none.
  var json: JSON? { object.members.isEmpty ? JSON?.none : JSON(object) }
}
