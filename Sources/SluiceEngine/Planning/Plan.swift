public import SluiceCore

/// What a run of a pipeline will do, known before a record is read.
public struct Plan: Sendable {
  /// The pipeline.
  public let pipeline: Pipeline
  /// Stages so that each comes after all it reads from.
  public internal(set) var stages: [PlannedStage]
  /// Passes over the records, in order.
  public internal(set) var phases: [Phase]
  /// Everything that was found while reading and planning, in order of place.
  public internal(set) var diagnostics: [Diagnostic]

  /// True when nothing stands in the way of a run.
  public var isUsable: Bool { !diagnostics.contains { $0.severity == .error } }

  /// Position of the stage called `name`.
  func index(of name: String) -> Int? { stages.firstIndex { $0.name == name } }

  /// Stages that bring records in, by position.
  var sources: [Int] { stages.indices.filter { stages[$0].declaration.role == .source } }

  /// Stages that take records out, by position.
  var sinks: [Int] { stages.indices.filter { stages[$0].declaration.role == .sink } }
}

/// One pass: what feeds it, which stages are fused into its chain, and where records end.
public struct Phase: Sendable {
  /// Where a phase gets its records.
  public enum Feed: Sendable, Hashable {
    /// From the shards of an ingest stage.
    case source(stage: Int)
    /// From what an earlier phase spilled, sealed.
    case spill(Stream)
  }

  /// Where records of a phase end.
  public enum Terminal: Sendable, Hashable {
    /// In a sink.
    case sink(stage: Int)
    /// In a gather stage, which spills what it lets through.
    case gather(stage: Int)
    /// In a spill, because a stage of a later phase reads them too.
    case carry(Stream)
  }

  /// The output of a stage at a port.
  public struct Stream: Sendable, Hashable {
    /// Position of the stage in `Plan.stages`.
    public var stage: Int
    /// Position of the port among its outputs.
    public var port: Int
  }

  /// Number from 0.
  public let number: Int
  /// What feeds it, in order.
  public let feeds: [Feed]
  /// Map stages of the fused chain, each after all it reads from.
  public let maps: [Int]
  /// Where records end, in order.
  public let terminals: [Terminal]

  /// The streams this phase spills.
  public var spills: [Stream] {
    terminals.compactMap {
      switch $0 {
      case .sink: nil
      case .gather(let stage): Stream(stage: stage, port: 0)
      case .carry(let stream): stream
      }
    }
  }
}
