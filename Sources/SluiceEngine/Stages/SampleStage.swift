internal import SluiceCore

/// Keeps a share of the records, drawn by the pipeline's seed.
struct SampleStage: MapStage {
  static let declaration = StageDeclaration(
    "sample", .map, "Keeps a share of the records, the same ones in every run.",
    discussion: """
      Whether a record is kept depends on the pipeline's `seed`, the stage's name and where the record stands \
      in the input: source, shard and number. The same input gives the same sample on any machine.
      """,
    options: [
      OptionDeclaration("rate", .number(0...1), required: true, "Share of the records to keep, from 0 to 1.")
    ], dropReasons: ["not-sampled"])

  let outputs: [OutputPort]
  private let rate: Double
  private let salt: UInt64

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    outputs = [OutputPort("", input)]
    rate = options.number("rate") ?? 1
    salt = SampleStage.mix(
      context.stage.utf8.reduce(UInt64(bitPattern: Int64(context.pipeline.seed))) {
        SampleStage.mix($0 ^ UInt64($1))
      })
  }

  func makeWorker(_ resources: RunResources) throws -> any MapWorker { Worker(rate: rate, salt: salt) }

  /// The finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
  fileprivate static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private final class Worker: MapWorker {
    let rate: Double
    let salt: UInt64

    init(rate: Double, salt: UInt64) {
      self.rate = rate
      self.salt = salt
    }

    func process(_ frame: Frame, _ outcome: inout StageOutcome) throws -> [Frame] {
      let shard = mix(mix(salt ^ UInt64(frame.origin.source)) ^ UInt64(frame.origin.shard))
      var dropped = Bitmap(repeating: false, count: frame.count)
      frame.selection.forEachSet { row in
        let draw = Double(mix(shard ^ frame.record(row)) >> 11) * 0x1p-53
        if draw >= rate { dropped[row] = true }
      }
      outcome.drop(dropped, reason: 0)
      return [frame]
    }
  }
}
