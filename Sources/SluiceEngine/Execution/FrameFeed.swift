internal import SluiceCore

/// Where a phase gets its frames: cut one after the other, opened by any thread.
protocol FrameFeed: AnyObject {
  /// Cuts the next frame; called by one thread at a time. Nil at the end.
  func next() throws -> FeedItem?
  /// Makes what one thread uses to open frames.
  func makeOpener() throws -> any FrameOpener
  /// Bytes to be read in all, in the unit of `FeedItem.progress`.
  var totalBytes: Int { get }
}

/// A frame as it was cut, not yet parsed.
struct FeedItem: Sendable {
  /// Decoded size in bytes, which counts against the memory of the run.
  var bytes: Int
  /// Bytes read to cut it, for the progress of the phase.
  var progress: Int
  /// What the feed's opener needs.
  var payload: any Sendable
}

/// One thread's part of a feed.
protocol FrameOpener: AnyObject {
  /// Turns a cut frame into columns.
  func open(_ item: FeedItem) throws -> OpenedFrame
}

/// A frame with columns, and what is known of its records so far.
struct OpenedFrame: Sendable {
  /// The frame.
  var frame: Frame
  /// The stage output that the frame is.
  var stream: Phase.Stream
  /// Counts of ingest, and its faults.
  var tally: FrameTally
}
