internal import SluiceCore
internal import SluiceShards
internal import SluiceStorage

/// The folders that the sinks of a plan write to.
enum SinkFolders {
  /// Their paths.
  static func paths(_ plan: Plan) throws(SluiceError) -> [String] { try sinks(plan).map(\.path) }

  /// The folder of a run that names none: beside the folder of the first sink.
  static func runFolder(_ plan: Plan) throws(SluiceError) -> String {
    var path = plan.pipeline.folder + "/" + plan.pipeline.name
    if let first = try paths(plan).first { path = first }
    while path.hasSuffix("/"), path.count > 1 { path.removeLast() }
    return path + ".run"
  }

  /// The first sink's folder in which published files stand.
  static func firstInUse(_ plan: Plan, _ fileSystem: any FileSystem) throws(SluiceError) -> String? {
    for sink in try sinks(plan) where try !outputs(of: sink, fileSystem).isEmpty { return sink.path }
    return nil
  }

  /// Removes the files that sinks of the plan have published.
  static func removeOutputs(of plan: Plan, _ fileSystem: any FileSystem) throws(SluiceError) {
    for sink in try sinks(plan) {
      for name in try outputs(of: sink, fileSystem) { try fileSystem.remove(Path.join(sink.path, name)) }
      try ChangeRecord.removeAll(in: sink.path, of: fileSystem)
    }
  }

  private struct Sink {
    var path: String
    var kind: any PublishingSink.Type
  }

  private static func sinks(_ plan: Plan) throws(SluiceError) -> [Sink] {
    var sinks: [Sink] = []
    for index in plan.sinks {
      guard let sink = plan.stages[index].stage as? any PublishingSink else { continue }
      let path = PathResolution.resolve(try PathResolution.expand(sink.folder), in: plan.pipeline.folder)
      sinks.append(Sink(path: path, kind: type(of: sink)))
    }
    return sinks
  }

  /// Names of the files in a sink's folder that such a sink publishes.
  private static func outputs(
    of sink: Sink, _ fileSystem: any FileSystem
  ) throws(SluiceError) -> [String] {
    guard try fileSystem.status(at: sink.path)?.kind == .folder else { return [] }
    return try fileSystem.names(inFolder: sink.path).filter { sink.kind.isOutput($0) }
  }
}
