/// The shape of a run's ledger: stages with their ports and reasons, edges and input shards, all by position.
public struct LedgerPlan: Sendable, Equatable {
  /// What one stage counts.
  public struct Stage: Sendable, Equatable {
    /// Name in the pipeline.
    public var name: String
    /// Names of the output ports; a sink's one port counts what it wrote.
    public var ports: [String]
    /// Names of the reasons for which it drops records.
    public var reasons: [String]
    /// Whether what leaves it leaves the run.
    public var isSink: Bool

    /// A stage of one port unless told otherwise.
    public init(_ name: String, ports: [String] = ["out"], reasons: [String] = [], isSink: Bool = false) {
      self.name = name
      self.ports = ports
      self.reasons = reasons
      self.isSink = isSink
    }
  }

  /// A stream from a port of one stage to another stage.
  public struct Edge: Sendable, Equatable {
    /// Position of the stage the records leave.
    public var stage: Int
    /// Position of the port among the stage's ports.
    public var port: Int
    /// Position of the stage the records reach.
    public var target: Int

    /// That edge.
    public init(stage: Int, port: Int = 0, target: Int) {
      self.stage = stage
      self.port = port
      self.target = target
    }
  }

  /// The stages in the order of the pipeline.
  public let stages: [Stage]
  /// The edges.
  public let edges: [Edge]
  /// Number of input shards of each source.
  public let shardCounts: [Int]

  let slots: [Int]
  let width: Int
  let firstShards: [Int]
  let shardCount: Int

  /// A plan; the positions in `edges` must be those of `stages` and their ports.
  public init(stages: [Stage], edges: [Edge], shardCounts: [Int]) {
    precondition(
      edges.allSatisfy {
        stages.indices.contains($0.stage) && stages.indices.contains($0.target)
          && stages[$0.stage].ports.indices.contains($0.port)
      })
    self.stages = stages
    self.edges = edges
    self.shardCounts = shardCounts
    var slots: [Int] = []
    var width = 0
    for stage in stages {
      slots.append(width)
      width += 1 + stage.ports.count + stage.reasons.count
    }
    self.slots = slots
    self.width = width
    var firstShards: [Int] = []
    var shardCount = 0
    for count in shardCounts {
      firstShards.append(shardCount)
      shardCount += count
    }
    self.firstShards = firstShards
    self.shardCount = shardCount
  }

  /// Source and number of the shard at a position among all shards.
  func origin(ofShard position: Int) -> (source: Int, shard: Int) {
    let source = (firstShards.firstIndex { $0 > position } ?? firstShards.count) - 1
    return (source, position - firstShards[source])
  }
}
