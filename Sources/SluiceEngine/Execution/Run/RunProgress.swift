internal import Synchronization

/// How far a run is, for whoever watches; threads count into it without locks.
public final class RunProgress: Sendable {
  /// What a watcher sees.
  public struct Snapshot: Sendable, Equatable {
    /// Number of the phase, from 1.
    public var phase: Int
    /// Number of phases.
    public var phases: Int
    /// Bytes of the phase that are done.
    public var bytesDone: Int
    /// Bytes of the phase.
    public var bytesTotal: Int
    /// Records read so far.
    public var records: Int
  }

  private let phase = Atomic(0)
  private let phases = Atomic(0)
  private let done = Atomic(0)
  private let total = Atomic(0)
  private let records = Atomic(0)

  /// A run that has not begun.
  public init() {}

  /// How far it is.
  public var snapshot: Snapshot {
    Snapshot(
      phase: phase.load(ordering: .relaxed), phases: phases.load(ordering: .relaxed),
      bytesDone: done.load(ordering: .relaxed), bytesTotal: total.load(ordering: .relaxed),
      records: records.load(ordering: .relaxed))
  }

  func begin(phase: Int, of phases: Int, bytes: Int) {
    self.phase.store(phase, ordering: .relaxed)
    self.phases.store(phases, ordering: .relaxed)
    done.store(0, ordering: .relaxed)
    total.store(bytes, ordering: .relaxed)
  }

  func add(bytes: Int) { done.wrappingAdd(bytes, ordering: .relaxed) }

  func add(records: Int) { self.records.wrappingAdd(records, ordering: .relaxed) }
}
