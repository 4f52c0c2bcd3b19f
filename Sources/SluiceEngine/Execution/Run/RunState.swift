public import SluiceCore
internal import SluiceStorage

/// What `run.json` in a run's folder says.
public struct RunState: Sendable, Equatable {
  /// Where a run stands.
  public enum Progress: String, Sendable, CaseIterable {
    /// It was begun and is not finished; if no process works on it, it can be resumed.
    case running
    /// Everything was written and published.
    case complete
    /// An error ended it; it can be resumed once the cause is gone.
    case failed
    /// A policy refused it.
    case refused
    /// A signal ended it; it can be resumed.
    case interrupted
  }

  /// Name of the run, a UUID (version 7).
  public var id: String
  /// Name of the pipeline.
  public var name: String
  /// Path of the pipeline's file.
  public var pipeline: String
  /// SHA-256 of the pipeline's canonical form.
  public var pipelineDigest: String
  /// SHA-256 over paths, sizes and times of all inputs.
  public var inventoryDigest: String
  /// Version of the engine that began it.
  public var engine: String
  /// When it began.
  public var started: Timestamp
  /// When it ended, if it did.
  public var finished: Timestamp?
  /// Where it stands.
  public var progress: Progress
  /// What ended it, if not success.
  public var message: String?

  var json: JSON {
    var json: JSON = [
      "id": JSON(id), "name": JSON(name), "pipeline": JSON(pipeline), "pipelineDigest": JSON(pipelineDigest),
      "inventoryDigest": JSON(inventoryDigest), "engine": JSON(engine), "started": JSON(started.description),
      "progress": JSON(progress.rawValue),
    ]
    if let finished { json["finished"] = JSON(finished.description) }
    if let message { json["message"] = JSON(message) }
    return json
  }

  init(
    id: String, name: String, pipeline: String, pipelineDigest: String, inventoryDigest: String,
    engine: String,
    started: Timestamp
  ) {
    self.id = id
    self.name = name
    self.pipeline = pipeline
    self.pipelineDigest = pipelineDigest
    self.inventoryDigest = inventoryDigest
    self.engine = engine
    self.started = started
    progress = .running
  }

  /// Reads the state of the run in `folder`.
  static func read(_ folder: RunFolder) throws(SluiceError) -> RunState {
    let json = try JSON.parse(
      InputFile.contents(of: folder.state, in: folder.fileSystem), file: folder.state)
    guard let state = RunState(json) else {
      throw SluiceError(
        .badData, "the file does not describe a run", at: Place(file: folder.state),
        hint: "start over with --fresh")
    }
    return state
  }

  init?(_ json: JSON) {
    guard let id = json["id"]?.string, let name = json["name"]?.string,
      let pipeline = json["pipeline"]?.string, let pipelineDigest = json["pipelineDigest"]?.string,
      let inventoryDigest = json["inventoryDigest"]?.string, let engine = json["engine"]?.string,
      let started = json["started"]?.string.flatMap({ Timestamp($0) }),
      let progress = json["progress"]?.string.flatMap(Progress.init)
    else { return nil }
    self.init(
      id: id, name: name, pipeline: pipeline, pipelineDigest: pipelineDigest,
      inventoryDigest: inventoryDigest,
      engine: engine, started: started)
    finished = json["finished"]?.string.flatMap { Timestamp($0) }
    self.progress = progress
    message = json["message"]?.string
  }
}
