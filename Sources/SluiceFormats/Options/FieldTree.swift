internal import SluiceCore

/// Declared fields by the keys that lead to them in a JSON record.
internal struct FieldTree {
  internal struct Node {
    internal var key: String
    internal var parent: Int
    /// Position of the field whose value stands here, nil for an object on the way to others.
    internal var field: Int?
  }

  /// Nodes, parents before children; node 0 is the record itself.
  internal private(set) var nodes: [Node] = [Node(key: "", parent: -1, field: nil)]

  /// The tree of `fields`; `.badPipeline` if a path is empty or is at once a value and an object.
  internal init(_ fields: [SourceField]) throws(SluiceError) {
    for (position, field) in fields.enumerated() {
      let keys = field.path.map {
        $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      }
      var node = 0
      for key in keys ?? [field.field.name] {
        guard !key.isEmpty else {
          throw SluiceError(.badPipeline, "the path '\(field.source)' has an empty part")
        }
        guard nodes[node].field == nil else { throw FieldTree.conflict(field) }
        node = child(key, of: node)
      }
      guard nodes[node].field == nil, !nodes.contains(where: { $0.parent == node }) else {
        throw FieldTree.conflict(field)
      }
      nodes[node].field = position
    }
  }

  private mutating func child(_ key: String, of parent: Int) -> Int {
    if let found = nodes.firstIndex(where: { $0.parent == parent && $0.key == key }) { return found }
    nodes.append(Node(key: key, parent: parent, field: nil))
    return nodes.count - 1
  }

  private static func conflict(_ field: SourceField) -> SluiceError {
    SluiceError(.badPipeline, "'\(field.source)' is declared both as a value and as an object")
  }
}
