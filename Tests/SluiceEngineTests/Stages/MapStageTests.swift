import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceEngine

@Suite("Sampling and routing") struct MapStageTests {
  private func sampled(
    _ rate: String, seed: Int = 7, count: Int = 4000, origin: Frame.Origin = Frame.Origin()
  ) throws
    -> [String]
  {
    let plan = try SmallPipeline.plan(
      """
      "some": { "use": "sample", "in": "gate", "rate": \(rate) },
      "out": { "use": "write", "in": "some", "to": "out" }
      """, seed: seed)
    let frame = try SmallPipeline.frame(SmallPipeline.records(count), for: "some", of: plan, origin: origin)
    let (outputs, tally) = try SmallPipeline.process(frame, by: "some", of: plan)
    #expect(tally.recordsOut[0] + tally.drops.reduce(0) { $0 + $1.ordinals.count } == count)
    return SmallPipeline.ids(outputs[0])
  }

  @Test("a sample has about the share that was asked for")
  func samplesShares() throws {
    #expect(try sampled("0") == [])
    #expect(try sampled("1").count == 4000)
    // Five standard deviations of a binomial distribution.
    #expect(abs(try sampled("0.25").count - 1000) < 137)
  }

  @Test("the same seed gives the same sample, another seed, shard or source another")
  func repeatsSamples() throws {
    let sample = try sampled("0.5", count: 400)
    #expect(try sampled("0.5", count: 400) == sample)
    #expect(try sampled("0.5", seed: 8, count: 400) != sample)
    #expect(try sampled("0.5", count: 400, origin: Frame.Origin(shard: 1)) != sample)
    #expect(try sampled("0.5", count: 400, origin: Frame.Origin(source: 1)) != sample)
  }

  @Test("a smaller sample is part of a larger one")
  func nestsSamples() throws {
    let large = Set(try sampled("0.6", count: 500))
    #expect(try sampled("0.2", count: 500).allSatisfy(large.contains))
  }

  @Test("a sample does not depend on how shards are cut into frames")
  func ignoresFrames() throws {
    let plan = try SmallPipeline.plan(
      """
      "some": { "use": "sample", "in": "gate", "rate": 0.3 },
      "out": { "use": "write", "in": "some", "to": "out" }
      """)
    let records = SmallPipeline.records(300)
    let whole = try SmallPipeline.frame(records, for: "some", of: plan)
    let expected = SmallPipeline.ids(try SmallPipeline.process(whole, by: "some", of: plan).outputs[0])
    for size in [1, 7, 150] {
      var ids: [String] = []
      for start in stride(from: 0, to: records.count, by: size) {
        let part = try SmallPipeline.frame(
          Array(records[start..<min(start + size, records.count)]), for: "some", of: plan,
          origin: Frame.Origin(frame: start / size, firstRecord: UInt64(start)))
        ids += SmallPipeline.ids(try SmallPipeline.process(part, by: "some", of: plan).outputs[0])
      }
      #expect(ids == expected)
    }
  }

  @Test("a route sends each record to the first port that fits, or counts it as dropped")
  func routes() throws {
    let plan = try SmallPipeline.plan(
      """
      "split": { "use": "route", "in": "gate", "to": { "even": "size in [0, 2, 4]", "small": "size < 5" } },
      "a": { "use": "write", "in": "split.even", "to": "a" },
      "b": { "use": "write", "in": "split.small", "to": "b" }
      """)
    var frame = try SmallPipeline.frame(
      SmallPipeline.records(8) + [["id": "none"]], for: "split", of: plan)
    frame.selection[1] = false
    let (outputs, tally) = try SmallPipeline.process(frame, by: "split", of: plan)
    #expect(outputs.map(SmallPipeline.ids) == [["n0", "n2", "n4"], ["n3"]])
    #expect(tally.drops.map(\.ordinals) == [[5, 6, 7, 8]])
    #expect(tally.recordsIn == 8 && tally.recordsOut == [3, 1])
  }

  @Test("routes conserve records, whatever they hold")
  func conserves() throws {
    let plan = try SmallPipeline.plan(
      """
      "split": { "use": "route", "in": "gate",
        "to": { "a": "size in [-9, -3, 0, 6]", "b": "text == 'x'", "rest": "*" } },
      "a": { "use": "write", "in": "split.a", "to": "a" },
      "b": { "use": "write", "in": "split.b", "to": "b" },
      "c": { "use": "write", "in": "split.rest", "to": "c" }
      """)
    var random = SeededGenerator(seed: 91)
    for _ in 0..<20 {
      let records: [JSON] = (0..<40).map {
        var record: JSON = ["id": JSON("n\($0)")]
        if Bool.random(using: &random) { record["size"] = JSON(Int.random(in: -9...9, using: &random)) }
        if Bool.random(using: &random) { record["text"] = Bool.random(using: &random) ? "x" : "y" }
        return record
      }
      var frame = try SmallPipeline.frame(records, for: "split", of: plan)
      for row in 0..<40 where Int.random(in: 0..<4, using: &random) == 0 { frame.selection[row] = false }
      let (outputs, tally) = try SmallPipeline.process(frame, by: "split", of: plan)
      #expect(tally.drops.isEmpty)
      #expect(outputs.flatMap(SmallPipeline.ids).sorted() == SmallPipeline.ids(frame).sorted())
    }
  }
}
