internal import SluiceCore
internal import SluiceShards
internal import SluiceStorage

/// The folders that the sinks of a plan write to.
enum SinkFolders {
  /// Their paths.
  static func paths(_ plan: Plan) throws(SluiceError) -> [String] {
    var paths: [String] = []
    for index in plan.sinks {
      switch plan.stages[index].stage {
      case let write as WriteStage: paths.append(try resolve(write.folder, plan))
      case let seal as SealStage: paths.append(try resolve(seal.folder, plan))
      default: break
      }
    }
    return paths
  }

  /// The folder of a run that names none: beside the folder of the first sink.
  static func runFolder(_ plan: Plan) throws(SluiceError) -> String {
    var path = plan.pipeline.folder + "/" + plan.pipeline.name
    if let first = try paths(plan).first { path = first }
    while path.hasSuffix("/"), path.count > 1 { path.removeLast() }
    return path + ".run"
  }

  /// The first sink's folder in which published files stand.
  static func firstInUse(_ plan: Plan, _ fileSystem: any FileSystem) throws(SluiceError) -> String? {
    for folder in try paths(plan) where try fileSystem.status(at: folder)?.kind == .folder {
      if try fileSystem.names(inFolder: folder).contains(where: isOutput) { return folder }
    }
    return nil
  }

  /// Removes the files that sinks of the plan have published.
  static func removeOutputs(of plan: Plan, _ fileSystem: any FileSystem) throws(SluiceError) {
    for folder in try paths(plan) where try fileSystem.status(at: folder)?.kind == .folder {
      for name in try fileSystem.names(inFolder: folder) where isOutput(name) {
        try fileSystem.remove(Path.join(folder, name))
      }
      try ChangeRecord.removeAll(in: folder, of: fileSystem)
    }
  }

  private static func resolve(_ path: String, _ plan: Plan) throws(SluiceError) -> String {
    PathResolution.resolve(try PathResolution.expand(path), in: plan.pipeline.folder)
  }

  private static func isOutput(_ name: String) -> Bool {
    name.hasSuffix(".slz") || name == "manifest.json" || name == "keys.json"
      || (name.hasPrefix("part-") && name.hasSuffix(".jsonl.zst"))
  }
}
