internal import SluiceCore

/// One line of a phase's journal: the only truth about what a broken run had finished.
///
/// A line is whole or left out, so what it tells belongs together.
struct JournalEntry: Sendable {
  /// What the chain did to frames that no terminal will ask for again.
  var frames: [(sequence: Int, tally: FrameTally)]
  /// Files that stand complete under their final names, with what they hold.
  var receipts: [TerminalReceipt]
  /// Whether the phase is over.
  var isDone = false
  /// Conditions that gather stages of the phase checked.
  var assertions: [RecordedAssertion] = []
  /// Digests of all input shards, at the end of the phase that read them.
  var shardDigests: ShardDigests?
}

/// A condition with the stage that checked it.
struct RecordedAssertion: Sendable {
  /// Position of the stage in the plan.
  var stage: Int
  /// The condition and what was measured.
  var outcome: AssertionOutcome
}

/// A receipt of one terminal, with what lineage and ledger need of the frames behind it.
struct TerminalReceipt: Sendable {
  /// What the terminal did with one frame.
  struct Step: Sendable {
    /// Number of the frame in the phase.
    var sequence: Int
    /// Which part of which input the frame is.
    var origin: Frame.Origin
    /// Counts of the terminal's stage.
    var tally: FrameTally.Stage
  }

  /// Where records of one frame lie in an output file.
  struct Placed: Sendable {
    /// Which part of which input the frame is.
    var origin: Frame.Origin
    /// Where its records lie.
    var placement: Placement
  }

  /// Position of the terminal in its phase.
  var terminal: Int
  /// What the sink said.
  var receipt: SinkReceipt
  /// Frames that the terminal is done with.
  var steps: [Step]
  /// Records in the file.
  var placed: [Placed]
}
