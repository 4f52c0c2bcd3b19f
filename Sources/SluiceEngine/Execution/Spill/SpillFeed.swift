internal import SluiceCodecs
internal import SluiceCore

/// Reads back, in their order, the streams that earlier phases spilled.
final class SpillFeed: FrameFeed {
  private let streams: [(stream: Phase.Stream, files: Int)]
  let totalBytes: Int
  private let schemas: [Phase.Stream: Schema]
  private let resources: RunResources
  private var position = 0
  private var file = 0
  private var waiting: [SpillFolder.Entry] = []

  /// - Parameter streams: The streams to read with the number of segments of each.
  init(_ streams: [(stream: Phase.Stream, files: Int)], plan: Plan, resources: RunResources) throws {
    self.streams = streams
    totalBytes = try streams.reduce(0) { try $0 + SpillFolder.bytes(of: $1.stream, in: resources) }
    self.resources = resources
    schemas = Dictionary(
      uniqueKeysWithValues: streams.map { each in
        (each.stream, plan.stages[each.stream.stage].stage.outputs[each.stream.port].schema)
      })
  }

  func next() throws -> FeedItem? {
    while waiting.isEmpty {
      guard position < streams.count else { return nil }
      if file < streams[position].files {
        waiting = try SpillFolder.entries(streams[position].stream, file: file, in: resources).reversed()
        file += 1
      } else {
        position += 1
        file = 0
      }
    }
    let entry = waiting.removeLast()
    return FeedItem(
      bytes: entry.rawCount, progress: entry.compressed.count,
      payload: SpilledItem(stream: streams[position].stream, entry: entry))
  }

  func makeOpener() throws -> any FrameOpener { try SpillOpener(schemas: schemas) }
}

private struct SpilledItem: Sendable {
  var stream: Phase.Stream
  var entry: SpillFolder.Entry
}

private final class SpillOpener: FrameOpener {
  private let schemas: [Phase.Stream: Schema]
  private var decompressor: ZstdDecompressor

  init(schemas: [Phase.Stream: Schema]) throws {
    self.schemas = schemas
    decompressor = try ZstdDecompressor()
  }

  func open(_ item: FeedItem) throws -> OpenedFrame {
    guard let item = item.payload as? SpilledItem, let schema = schemas[item.stream] else {
      throw SluiceError(.bug, "a spill feed got a frame of another feed")
    }
    let raw = try decompressor.decompress(item.entry.compressed, exactly: item.entry.rawCount)
    var frame = try FrameCodec.decode(raw, schema: schema)
    guard frame.count == item.entry.selection.count else { throw ByteReader.damaged }
    frame.selection = item.entry.selection
    return OpenedFrame(
      frame: frame, stream: item.stream, tally: FrameTally(origin: frame.origin, records: frame.count))
  }
}
