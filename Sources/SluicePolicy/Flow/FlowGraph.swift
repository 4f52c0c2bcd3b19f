public import SluiceCore

/// The stage graph as the label flow sees it: what each edge carries and where data leave.
///
/// The engine applies each stage's transfer to the schema; the graph holds it to account: a label that
/// falls across a stage whose kind treats nothing is a finding, not a fact.
public struct FlowGraph: Sendable {
  /// A stage that lets data out.
  public struct Sink: Sendable, Equatable {
    /// Country where it writes; nil where only governance says it.
    public var country: String?
    /// Names or ids of those who can open what it writes.
    public var recipients: [String]
    /// Whether it encrypts.
    public var isEncrypted: Bool
    /// A word of the vocabulary `granularity`.
    public var granularity: String

    /// A sink; plain, and a record at a time, unless told otherwise.
    public init(
      country: String? = nil, recipients: [String] = [], isEncrypted: Bool = false,
      granularity: String = "record"
    ) {
      self.country = country
      self.recipients = recipients
      self.isEncrypted = isEncrypted
      self.granularity = granularity
    }
  }

  /// What a stage is to the flow.
  public enum Role: Sendable, Equatable {
    /// It brings a dataset in.
    case source
    /// It decides whether data may pass.
    case gate
    /// It does something else.
    case stage
    /// It lets data out.
    case sink(Sink)
  }

  /// A stage.
  public struct Node: Sendable, Equatable {
    /// Name of the stage.
    public var id: String
    /// What it uses, such as `anonymize`.
    public var kind: String
    /// What it is to the flow.
    public var role: Role
    /// Where the pipeline declares it.
    public var place: Place

    /// A stage.
    public init(_ id: String, kind: String, role: Role, at place: Place = Place()) {
      self.id = id
      self.kind = kind
      self.role = role
      self.place = place
    }
  }

  /// Data that pass from one stage to another.
  public struct Edge: Sendable, Equatable {
    /// Stage that gives.
    public var from: String
    /// Stage that takes.
    public var to: String
    /// Fields with their labels, after the transfer of the giving stage.
    public var schema: Schema
    /// The fields of the giving stage's inputs that a field is made of.
    ///
    /// A field that is not a key is made of the input field of its name or, if there is none, of all.
    public var derivations: [String: [String]]

    /// An edge.
    public init(from: String, to: String, schema: Schema, derivations: [String: [String]] = [:]) {
      self.from = from
      self.to = to
      self.schema = schema
      self.derivations = derivations
    }
  }

  /// The stages in order of declaration.
  public let nodes: [Node]
  /// The edges in order of declaration.
  public let edges: [Edge]
  let incoming: [String: [Edge]]
  let byName: [String: Node]

  /// A graph.
  ///
  /// - Throws: A `bug` error for two stages of one name or an edge between unknown stages.
  public init(nodes: [Node], edges: [Edge]) throws(SluiceError) {
    byName = nodes.reduce(into: [:]) { $0[$1.id] = $1 }
    guard byName.count == nodes.count else { throw SluiceError(.bug, "two stages of the graph share a name") }
    for edge in edges where byName[edge.from] == nil || byName[edge.to] == nil {
      throw SluiceError(.bug, "an edge from '\(edge.from)' to '\(edge.to)' names an unknown stage")
    }
    self.nodes = nodes
    self.edges = edges
    incoming = Dictionary(grouping: edges, by: \.to)
  }

  /// Kinds of stages that may make a field less identifying.
  static let treatingKinds: Set<String> = ["anonymize"]

  var sources: [Node] { nodes.filter { $0.role == .source } }
  var gates: [Node] { nodes.filter { $0.role == .gate } }
  var sinks: [(node: Node, sink: Sink)] {
    nodes.compactMap { node in if case .sink(let sink) = node.role { (node, sink) } else { nil } }
  }

  /// Fields on the inputs of `edge.from` that `field` is made of.
  func origins(of field: Field, on edge: Edge) -> [(edge: Edge, field: Field)] {
    let inputs = incoming[edge.from] ?? []
    func named(_ names: [String]?) -> [(edge: Edge, field: Field)] {
      inputs.flatMap { input in
        input.schema.fields.filter { names?.contains($0.name) ?? true }.map { (input, $0) }
      }
    }
    if let names = edge.derivations[field.name] { return named(names) }
    let same = named([field.name])
    return same.isEmpty ? named(nil) : same
  }
}
