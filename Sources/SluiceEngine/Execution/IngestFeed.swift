internal import SluiceCore
internal import SluiceCrypto
internal import SluiceFormats
internal import SluiceStorage

/// Reads the shards of all ingest stages, one after the other, and digests them on the way.
final class IngestFeed: FrameFeed {
  private let plan: Plan
  private let inventory: Inventory
  private let resources: RunResources
  private var position = (source: 0, shard: 0)
  private var open: OpenShard?
  /// Digests of the shards read so far.
  private(set) var digests: ShardDigests

  let totalBytes: Int

  init(plan: Plan, inventory: Inventory, resources: RunResources) {
    self.plan = plan
    self.inventory = inventory
    self.resources = resources
    digests = ShardDigests(inventory)
    totalBytes = inventory.bytes
  }

  func next() throws -> FeedItem? {
    while true {
      if let shard = open {
        if let item = try shard.next() { return item }
        digests[position.source, position.shard] = shard.digest()
        open = nil
        position.shard += 1
      }
      guard position.source < inventory.sources.count else { return nil }
      if position.shard < inventory.sources[position.source].shards.count {
        open = try openShard()
      } else {
        position = (position.source + 1, 0)
      }
    }
  }

  func makeOpener() throws -> any FrameOpener {
    IngestOpener(
      stages: plan.sources.map { ($0, plan.stages[$0].stage as? IngestStage) }, resources: resources)
  }

  private func openShard() throws -> OpenShard {
    let index = inventory.sources[position.source].stage
    guard let ingest = plan.stages[index].stage as? IngestStage else {
      throw SluiceError(.bug, "stage '\(plan.stages[index].name)' is no ingest")
    }
    let shard = inventory.sources[position.source].shards[position.shard]
    do {
      return try OpenShard(
        path: shard.path, ingest: ingest, source: position.source, shard: position.shard, resources: resources
      )
    } catch let error as SluiceError {
      throw error.at(Place(file: shard.path, stage: plan.stages[index].name))
    }
  }
}

/// A shard that is being read.
private final class OpenShard {
  private let reader: ShardReader
  private let meter: StoredMeter
  private let origin: Frame.Origin
  private var reported = 0
  private var reportedBytes = 0

  /// Digests and counts stored bytes as the reader passes them by.
  private final class StoredMeter {
    let hasher = SHA256Hasher()
    var bytes = 0
  }

  init(path: String, ingest: IngestStage, source: Int, shard: Int, resources: RunResources) throws {
    let meter = StoredMeter()
    self.meter = meter
    origin = Frame.Origin(source: source, shard: shard)
    reader = try ShardReader(
      path, format: ingest.format, source: source, shard: shard, in: resources.fileSystem
    ) { bytes in
      unsafe bytes.withUnsafeBytes { unsafe meter.hasher.update($0) }
      meter.bytes += bytes.count
    }
  }

  func next() throws -> FeedItem? {
    if let frame = try reader.next() {
      return FeedItem(bytes: frame.size, progress: progress(), payload: IngestItem.slice(frame))
    }
    guard reported < reader.faults.count else { return nil }
    defer { reported += 1 }
    var origin = origin
    origin.frame = reader.summary.frames + reported
    origin.firstRecord = reader.summary.records + UInt64(reported)
    return FeedItem(
      bytes: 0, progress: progress(), payload: IngestItem.broken(reader.faults[reported], origin))
  }

  func digest() -> String { meter.hasher.finalize().hex }

  private func progress() -> Int {
    defer { reportedBytes = meter.bytes }
    return meter.bytes - reportedBytes
  }
}

/// What an ingest feed cuts.
private enum IngestItem: Sendable {
  /// Whole records.
  case slice(RawFrame)
  /// The place where a stream broke; it counts as one record that cannot be read.
  case broken(StreamFault, Frame.Origin)
}

private final class IngestOpener: FrameOpener {
  private let stages: [(index: Int, ingest: IngestStage?)]
  private let resources: RunResources
  private var parsers: [Int: FrameParser] = [:]

  init(stages: [(index: Int, ingest: IngestStage?)], resources: RunResources) {
    self.stages = stages
    self.resources = resources
  }

  func open(_ item: FeedItem) throws -> OpenedFrame {
    switch item.payload as? IngestItem {
    case .slice(let raw): return try open(raw)
    case .broken(let fault, let origin): return try open(fault, origin)
    case nil: throw SluiceError(.bug, "an ingest feed got a frame of another feed")
    }
  }

  private func open(_ raw: RawFrame) throws -> OpenedFrame {
    let (index, ingest) = try stage(raw.origin)
    let parser = try parsers[raw.origin.source] ?? FrameParser(ingest.format)
    parsers[raw.origin.source] = parser
    let parsed = parser.parse(raw)
    let faults = parsed.faults.map { FrameTally.Fault($0, raw.entry, raw.origin) }
    if ingest.isQuarantining, !parsed.faults.isEmpty {
      try Quarantine.write(
        zip(faults, parsed.faults).map { ($0, $1.range.map(raw.bytes) ?? []) }, origin: raw.origin,
        in: resources)
    }
    return OpenedFrame(
      frame: parsed.frame, stream: Phase.Stream(stage: index, port: 0),
      tally: tally(raw.origin, index, rows: parsed.frame.count, faults))
  }

  private func open(_ broken: StreamFault, _ origin: Frame.Origin) throws -> OpenedFrame {
    let (index, ingest) = try stage(origin)
    let fault = FrameTally.Fault(
      record: origin.firstRecord, line: broken.place.line ?? 0, byteOffset: broken.place.byteOffset ?? 0,
      reason: FaultReason.allCases.firstIndex(of: broken.reason) ?? 0,
      entry: IngestOpener.entry(of: broken.place))
    if ingest.isQuarantining { try Quarantine.write([(fault, [])], origin: origin, in: resources) }
    let frame = Frame(
      schema: ingest.format.schema, columns: ingest.format.schema.fields.map(IngestOpener.emptyColumn),
      ordinals: [],
      origin: origin)
    return OpenedFrame(
      frame: frame, stream: Phase.Stream(stage: index, port: 0), tally: tally(origin, index, rows: 0, [fault])
    )
  }

  private func stage(_ origin: Frame.Origin) throws(SluiceError) -> (index: Int, ingest: IngestStage) {
    guard let ingest = stages[origin.source].ingest else {
      throw SluiceError(.bug, "a frame came from a stage that is no ingest")
    }
    return (stages[origin.source].index, ingest)
  }

  private func tally(
    _ origin: Frame.Origin, _ index: Int, rows: Int, _ faults: [FrameTally.Fault]
  ) -> FrameTally {
    var stage = FrameTally.Stage(stage: index, recordsIn: rows + faults.count, recordsOut: [rows])
    for (reason, group) in Dictionary(grouping: faults, by: \.reason).sorted(by: { $0.key < $1.key }) {
      stage.drops.append((reason, group.map { UInt32($0.record - origin.firstRecord) }))
    }
    return FrameTally(origin: origin, records: rows + faults.count, stages: [stage], faults: faults)
  }

  private static func entry(of place: Place) -> String? {
    guard let file = place.file, let mark = file.firstIndex(of: "!") else { return nil }
    return String(file[file.index(after: mark)...])
  }

  private static func emptyColumn(_ field: Field) -> Column {
    switch field.type {
    case .string: .text(TextColumn())
    case .number: .numbers(NumberColumn())
    case .tokens: .tokens(TokenColumn())
    case .integer, .boolean, .date, .timestamp: .integers(IntegerColumn())
    }
  }
}

extension FrameTally.Fault {
  fileprivate init(_ fault: RecordFault, _ entry: String?, _ origin: Frame.Origin) {
    self.init(
      record: fault.place.record.map { UInt64($0) } ?? origin.firstRecord, line: fault.place.line ?? 0,
      byteOffset: fault.place.byteOffset ?? 0, reason: FaultReason.allCases.firstIndex(of: fault.reason) ?? 0,
      entry: entry, field: fault.field)
  }
}
