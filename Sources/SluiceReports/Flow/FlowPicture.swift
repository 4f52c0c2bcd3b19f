/// A graph of stages as a picture: what is drawn for a plan and in a report.
///
/// Edges must not form a circle; one that closes a circle is not drawn.
public struct FlowPicture: Sendable, Equatable {
  /// What a stage is for.
  public enum Role: String, Sendable, CaseIterable {
    /// Reads records.
    case source
    /// Changes or drops records.
    case stage
    /// Lets records pass only if rules permit it.
    case gate
    /// Writes records.
    case sink
  }

  /// How far the records on an edge point to persons.
  public enum Sensitivity: String, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// They did, and were treated: pseudonymized, generalized, redacted or removed.
    case treated
    /// As they came.
    case raw
  }

  /// A stage.
  public struct Node: Sendable, Equatable {
    /// Name in the pipeline; unique.
    public var name: String
    /// What kind of stage it is.
    public var kind: String
    /// What it is for.
    public var role: Role
    /// Short lines below the name, such as counts.
    public var details: [String]

    /// A stage.
    public init(_ name: String, kind: String, role: Role = .stage, details: [String] = []) {
      self.name = name
      self.kind = kind
      self.role = role
      self.details = details
    }
  }

  /// A stream of records.
  public struct Edge: Sendable, Equatable {
    /// Position of the node it leaves.
    public var from: Int
    /// Position of the node it reaches.
    public var to: Int
    /// Short lines beside the edge, such as the port and the labels of fields.
    public var labels: [String]
    /// How far its records point to persons.
    public var sensitivity: Sensitivity

    /// A stream.
    public init(from: Int, to: Int, labels: [String] = [], sensitivity: Sensitivity = .none) {
      self.from = from
      self.to = to
      self.labels = labels
      self.sensitivity = sensitivity
    }
  }

  /// The stages.
  public var nodes: [Node]
  /// The streams.
  public var edges: [Edge]

  /// A picture; the positions in `edges` must be those of `nodes`.
  public init(nodes: [Node], edges: [Edge]) {
    precondition(edges.allSatisfy { nodes.indices.contains($0.from) && nodes.indices.contains($0.to) })
    self.nodes = nodes
    self.edges = edges
  }
}

extension FlowPicture {
  /// Nodes such that every edge leads forward, and the edges that do so.
  var forward: (order: [Int], edges: [Int]) {
    var waiting = nodes.indices.map { node in edges.count { $0.to == node } }
    var order: [Int] = []
    var isPlaced = [Bool](repeating: false, count: nodes.count)
    while order.count < nodes.count {
      let free = nodes.indices.first { !isPlaced[$0] && waiting[$0] <= 0 }
      guard let node = free ?? nodes.indices.first(where: { !isPlaced[$0] }) else { break }
      isPlaced[node] = true
      order.append(node)
      for edge in edges where edge.from == node { waiting[edge.to] -= 1 }
    }
    var position = [Int](repeating: 0, count: nodes.count)
    for (index, node) in order.enumerated() { position[node] = index }
    return (order, edges.indices.filter { position[edges[$0].from] < position[edges[$0].to] })
  }
}
