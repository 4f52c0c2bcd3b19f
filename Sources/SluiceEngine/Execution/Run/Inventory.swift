public import SluiceCore
public import SluiceStorage

/// The shards that a run will read, found before it starts.
public struct Inventory: Sendable {
  /// One file.
  public struct Shard: Sendable {
    /// Path, as the globs gave it.
    public var path: String
    /// Stored size in bytes.
    public var bytes: Int
    /// When the file last changed.
    public var modified: Timestamp
  }

  /// The shards of one ingest stage.
  public struct Source: Sendable {
    /// Position of the stage in the plan.
    public var stage: Int
    /// Its shards, in order.
    public var shards: [Shard]
  }

  /// The sources in the order of the plan.
  public var sources: [Source]

  /// Stored bytes of all shards.
  public var bytes: Int { sources.flatMap(\.shards).reduce(0) { $0 + $1.bytes } }

  /// Number of all shards.
  public var shards: Int { sources.reduce(0) { $0 + $1.shards.count } }

  /// Finds the shards of every ingest stage of `plan`.
  ///
  /// - Throws: `noInput` when a glob matches nothing.
  public static func take(_ plan: Plan, in fileSystem: any FileSystem = LocalFileSystem()) throws -> Inventory
  {
    Inventory(
      sources: try plan.sources.map { index in
        guard let ingest = plan.stages[index].stage as? IngestStage else {
          return Source(stage: index, shards: [])
        }
        do {
          let paths = try Glob.files(
            matching: ingest.globs.map { PathResolution.resolve($0, in: plan.pipeline.folder) },
            in: fileSystem)
          return Source(
            stage: index,
            shards: try paths.map { path in
              guard let status = try fileSystem.status(at: path) else {
                throw SluiceError(.noInput, "the file is gone", at: Place(file: path))
              }
              return Shard(path: path, bytes: status.size, modified: status.modified)
            })
        } catch let error as SluiceError {
          throw error.at(Place(stage: plan.stages[index].name))
        }
      })
  }
}

extension Inventory {
  /// What must stay the same for a broken run to go on: paths, sizes and times of all shards.
  var identity: JSON {
    JSON(
      sources.map { source in
        JSON(
          source.shards.map {
            ["path": JSON($0.path), "bytes": JSON($0.bytes), "modified": JSON($0.modified.description)]
          })
      })
  }
}
