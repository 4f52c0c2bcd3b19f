/// What a process tells its caller when it ends; the values follow sysexits.h where it has a word.
public enum ExitCode: Int32, Sendable, CaseIterable {
  /// All asked for was done.
  case done = 0
  /// The work failed for a reason with no code of its own.
  case failed = 1
  /// A policy refused the work.
  case refused = 3
  /// The command line was wrong.
  case usage = 64
  /// Input data was malformed, damaged or failed verification.
  case badData = 65
  /// An input that was named does not exist.
  case noInput = 66
  /// Sluice itself is at fault.
  case bug = 70
  /// Reading, writing or the network failed.
  case inputOutput = 74
  /// The pipeline or another configuration file was wrong.
  case badPipeline = 78
  /// The run was interrupted by a signal.
  case interrupted = 130
}
