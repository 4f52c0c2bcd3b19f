import Foundation
import SluiceCore

@testable import SluiceEngine

/// Frames of two records, made in memory; opening a frame in `failing` fails after that many seconds.
final class MemoryFeed: FrameFeed {
  let frames: Int
  let failing: [Int: Double]
  var schema = Schema([])
  private var position = 0

  init(frames: Int, failing: [Int: Double] = [:]) {
    self.frames = frames
    self.failing = failing
  }

  var totalBytes: Int { frames * 100 }

  func next() throws -> FeedItem? {
    guard position < frames else { return nil }
    defer { position += 1 }
    return FeedItem(bytes: 100, progress: 100, payload: position)
  }

  func makeOpener() throws -> any FrameOpener { Opener(failing: failing, schema: schema) }

  private final class Opener: FrameOpener {
    let failing: [Int: Double]
    let schema: Schema

    init(failing: [Int: Double], schema: Schema) {
      self.failing = failing
      self.schema = schema
    }

    func open(_ item: FeedItem) throws -> OpenedFrame {
      let number = item.payload as? Int ?? -1
      if let pause = failing[number] {
        Thread.sleep(forTimeInterval: pause)
        throw SluiceError(.failed, "frame \(number)")
      }
      var frame = try FrameBuilder.frame([["id": "a"], ["id": "b"]], schema: schema)
      frame.origin = Frame.Origin(frame: number, firstRecord: UInt64(number * 2))
      var tally = FrameTally(origin: frame.origin, records: 2)
      tally.stages = [FrameTally.Stage(stage: 0, recordsIn: 2, recordsOut: [2])]
      return OpenedFrame(frame: frame, stream: Phase.Stream(stage: 0, port: 0), tally: tally)
    }
  }
}
