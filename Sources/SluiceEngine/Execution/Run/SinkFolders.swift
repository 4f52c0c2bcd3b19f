internal import SluiceCore
internal import SluiceStorage

/// The folders that the sinks of a plan write to.
enum SinkFolders {
  /// Their paths.
  static func of(_ plan: Plan, in resources: RunResources) -> [String] {
    paths(plan, in: resources.outputFolder)
  }

  /// Removes the files that sinks of the plan have published.
  static func removeOutputs(
    of plan: Plan, in outputFolder: String, _ fileSystem: any FileSystem
  ) throws(SluiceError) {
    for folder in paths(plan, in: outputFolder) where try fileSystem.status(at: folder)?.kind == .folder {
      for name in try fileSystem.names(inFolder: folder) where isOutput(name) {
        try fileSystem.remove(Path.join(folder, name))
      }
    }
  }

  private static func paths(_ plan: Plan, in outputFolder: String) -> [String] {
    plan.sinks.compactMap { index in
      switch plan.stages[index].stage {
      case let write as WriteStage: PathResolution.resolve(write.folder, in: outputFolder)
      case let seal as SealStage: PathResolution.resolve(seal.folder, in: outputFolder)
      default: nil
      }
    }
  }

  private static func isOutput(_ name: String) -> Bool {
    name.hasSuffix(".slz") || name == "manifest.json" || name == "keys.json"
      || (name.hasPrefix("part-") && name.hasSuffix(".jsonl.zst"))
  }
}
