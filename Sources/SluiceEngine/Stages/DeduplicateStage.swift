internal import SluiceCore
internal import SluiceText

/// Keeps the first of all records that agree in some fields, over the whole run.
struct DeduplicateStage: GatherStage {
  static let declaration = StageDeclaration(
    "deduplicate", .gather, "Keeps the first of all records that are equal in the key, over the whole run.",
    discussion: """
      The first in the order of the input wins, whatever the number of workers. Keys are compared by a 128-bit \
      keyed digest (SipHash-2-4-128 with a key of the run), so equal digests cannot be prepared by whoever \
      writes the input. A record without a value in the key equals only records without one.
      """,
    options: [
      OptionDeclaration(
        "key", .oneOrMany(.field), required: true, "Field, or list of fields, in which records must differ.")
    ], dropReasons: ["duplicate"])

  let outputs: [OutputPort]
  private let columns: [Int]

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    outputs = [OutputPort("", input)]
    columns = context.fields(
      "key", of: options, in: input, types: FieldType.allCases.filter { $0 != .tokens }
    )
    .compactMap { input.index(of: $0.name) }
  }

  func makeObserver(_ resources: RunResources) throws -> any GatherObserver {
    Observer(columns: columns, key: try resources.runKey.digestKey(for: "deduplicate"))
  }

  func makeState(_ resources: RunResources) throws -> any GatherState {
    State(limit: max(1 << 16, resources.memory / 2 / DigestSet.bytesPerDigest))
  }

  /// Sixteen bytes for each selected row.
  private final class Observer: GatherObserver {
    let columns: [Int]
    let key: TextDigest.Key

    init(columns: [Int], key: TextDigest.Key) {
      self.columns = columns
      self.key = key
    }

    func observe(_ frame: Frame) throws -> [UInt8] {
      var writer = ByteWriter()
      frame.selection.forEachSet { row in
        var hasher = TextDigest.Hasher(key: key)
        for column in columns { RowDigest.update(&hasher, frame.columns[column], row) }
        let digest = hasher.finish()
        writer.integer(digest.low)
        writer.integer(digest.high)
      }
      return writer.bytes
    }
  }

  private final class State: GatherState {
    let limit: Int
    var seen = DigestSet()

    init(limit: Int) { self.limit = limit }

    func admit(_ frame: Frame, _ observation: [UInt8], _ outcome: inout StageOutcome) throws {
      var reader = ByteReader(observation)
      var duplicates = Bitmap(repeating: false, count: frame.count)
      try frame.selection.forEachSet { row in
        let digest = TextDigest(low: try reader.integer(), high: try reader.integer())
        if !seen.insert(digest) { duplicates[row] = true }
      }
      outcome.drop(duplicates, reason: 0)
      try checkLimit()
    }

    func restore(_ observation: [UInt8], selection: Bitmap) throws {
      var reader = ByteReader(observation)
      while !reader.isAtEnd {
        _ = seen.insert(TextDigest(low: try reader.integer(), high: try reader.integer()))
      }
    }

    private func checkLimit() throws(SluiceError) {
      guard seen.count > limit else { return }
      throw SluiceError(
        .failed, "more than \(limit) distinct keys do not fit the memory of the run",
        hint: "raise 'resources.memory'; each key takes \(DigestSet.bytesPerDigest) bytes")
    }
  }
}
