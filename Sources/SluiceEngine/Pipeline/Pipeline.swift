public import SluiceCore
public import SluiceKeys

/// A pipeline file after it was read: its parts, not yet planned.
public struct Pipeline: Sendable {
  /// Path of the file as the user gave it.
  public let file: String
  /// The whole document.
  public let json: JSON
  /// Name of the pipeline.
  public let name: String
  /// Seed of everything that is drawn by chance.
  public let seed: Int
  /// What the run may use.
  public let resources: Resources
  /// Where secrets are found, by name.
  public let secrets: [String: KeyPlace]
  /// The stages in the order of the file.
  public let stages: [StageNode]
  /// Tests the author wrote into the file.
  public let tests: [PipelineTest]

  /// The stage called `name`.
  public func stage(_ name: String) -> StageNode? { stages.first { $0.name == name } }

  /// Folder that relative paths of the file start from.
  public var folder: String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }
}

/// One entry of `stages`.
public struct StageNode: Sendable {
  /// Name in the pipeline.
  public let name: String
  /// Where the name stands.
  public let place: Place
  /// Kind of stage, the value of `use`.
  public let kind: String
  /// Where the records come from, in order.
  public let inputs: [StageReference]
  /// The members of the stage's object.
  let options: StageOptions
}

/// `stage` or `stage.port` in an `in`.
public struct StageReference: Sendable, Equatable {
  /// The stage that is read from.
  public let stage: String
  /// The port of a stage with several.
  public let port: String?
  /// Where the reference stands.
  public let place: Place

  init(_ text: String, at place: Place) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    stage = String(parts[0])
    port = parts.count > 1 ? String(parts[1]) : nil
    self.place = place
  }
}

/// What a run may use.
public struct Resources: Sendable, Equatable {
  /// Most memory for data in flight and caches, in bytes.
  public var memory = 1 << 30
  /// Number of workers; nil takes one for each processor.
  public var workers: Int?
}

/// A test in a pipeline file: records for a stage and what must come out of it.
public struct PipelineTest: Sendable {
  /// What the test shows.
  public let name: String
  /// The stage it runs.
  public let stage: String
  /// The port it looks at, for a stage with several.
  public let port: String?
  /// Records that go in.
  public let given: [JSON]
  /// What comes out: exact values or matchers, in order.
  public let expect: [JSON]
  /// Number of records that must be dropped, by reason.
  public let dropped: [String: Int]
  /// Where the test stands.
  public let place: Place
  /// The test as it is written.
  let json: JSON
}
