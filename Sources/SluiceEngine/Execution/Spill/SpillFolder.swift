internal import SluiceCore
internal import SluiceStorage

/// Where spilled streams lie and how their segments are read back.
enum SpillFolder {
  /// One spilled frame.
  struct Entry: Sendable {
    /// Which of its rows the stage let through.
    var selection: Bitmap
    /// What the gather stage observed.
    var observation: [UInt8]
    /// Size of the frame before compression.
    var rawCount: Int
    /// The frame, compressed.
    var compressed: [UInt8]
  }

  /// The folder of all spilled streams of a run.
  static func root(in resources: RunResources) -> String { Path.join(resources.runFolder, "spill") }

  /// The folder of a stream.
  static func path(_ stream: Phase.Stream, in resources: RunResources) -> String {
    Path.join(root(in: resources), "\(stream.stage)-\(stream.port)")
  }

  /// One segment of a stream.
  static func path(_ stream: Phase.Stream, file: Int, in resources: RunResources) -> String {
    Path.join(path(stream, in: resources), "\(file).sealed")
  }

  /// Number of segments of a stream; they are numbered from 0 without a gap.
  static func segments(of stream: Phase.Stream, in resources: RunResources) throws -> Int {
    try resources.fileSystem.names(inFolder: path(stream, in: resources)).count { $0.hasSuffix(".sealed") }
  }

  /// Size of all segments of a stream, sealed.
  static func bytes(of stream: Phase.Stream, in resources: RunResources) throws -> Int {
    let folder = path(stream, in: resources)
    return try resources.fileSystem.names(inFolder: folder).reduce(0) { sum, name in
      try sum + (resources.fileSystem.status(at: Path.join(folder, name))?.size ?? 0)
    }
  }

  /// The frames of a segment.
  static func entries(_ stream: Phase.Stream, file: Int, in resources: RunResources) throws -> [Entry] {
    let path = path(stream, file: file, in: resources)
    let sealed = try InputFile.contents(of: path, limit: 1 << 32, in: resources.fileSystem)
    let bytes: [UInt8]
    do throws(SluiceError) {
      bytes = try resources.runKey.open(sealed, context: RunKey.spillContext(stream: stream, file: file))
    } catch {
      throw error.at(Place(file: path))
    }
    var reader = ByteReader(bytes)
    var entries: [Entry] = []
    while !reader.isAtEnd {
      let flags = try reader.list(of: UInt8(0))
      var selection = Bitmap(repeating: false, count: flags.count)
      for (row, flag) in flags.enumerated() where flag == 1 { selection[row] = true }
      let observation = try reader.list(of: UInt8(0))
      let rawCount = Int(truncatingIfNeeded: try reader.integer(UInt64.self))
      entries.append(
        Entry(
          selection: selection, observation: observation, rawCount: rawCount,
          compressed: try reader.list(of: UInt8(0))))
    }
    return entries
  }

  /// Removes all spilled records of a run.
  static func remove(in resources: RunResources) throws {
    let fileSystem = resources.fileSystem
    let root = root(in: resources)
    guard try fileSystem.status(at: root) != nil else { return }
    for stream in try fileSystem.names(inFolder: root) {
      let folder = Path.join(root, stream)
      for name in try fileSystem.names(inFolder: folder) { try fileSystem.remove(Path.join(folder, name)) }
      try fileSystem.remove(folder)
    }
    try fileSystem.remove(root)
  }
}
