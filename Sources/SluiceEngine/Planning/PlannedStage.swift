public import SluiceCore

/// A stage of the pipeline after its options were read and its schema is known.
public struct PlannedStage: Sendable {
  /// One output of another stage that this one reads.
  public struct Input: Sendable, Hashable {
    /// Position of the producer in `Plan.stages`.
    public var stage: Int
    /// Position of the port among the producer's outputs.
    public var port: Int
  }

  /// Name in the pipeline.
  public let name: String
  /// Where it stands in the file.
  public let place: Place
  /// Its kind.
  public let declaration: StageDeclaration
  /// What it reads, in order.
  public let inputs: [Input]
  /// Schema of what it reads.
  public let inputSchema: Schema
  /// The planned stage itself.
  let stage: any StageKind
  /// The phase in which it sees records.
  public internal(set) var phase = 0

  /// Names of its output ports with their schemas.
  public var outputs: [(name: String, schema: Schema)] { stage.outputs.map { ($0.name, $0.schema) } }
}
