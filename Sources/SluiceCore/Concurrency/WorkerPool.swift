internal import CSluice
internal import Dispatch
internal import Synchronization

/// Runs the same body on a number of threads until all return, and hands on the first error.
public enum WorkerPool {
  /// Number of processors this process may use, as affinity masks of Slurm and containers leave them.
  public static var processors: Int { max(1, Int(sl_processors())) }

  /// Calls `body(worker, stop)` once for each worker, in parallel, and waits for all.
  ///
  /// - Parameters:
  ///   - workers: Number of threads.
  ///   - body: Gets its worker number from 0 and a flag that turns true as soon as another worker has thrown.
  /// - Throws: The error of the worker that failed first.
  public static func run(
    workers: Int, _ body: @escaping @Sendable (_ worker: Int, _ stop: StopFlag) throws -> Void
  ) throws {
    let stop = StopFlag()
    let failure = Monitor<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      do {
        try body(worker, stop)
      } catch {
        failure.withLock { $0 = $0 ?? error }
        stop.raise()
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}

/// A flag that threads raise to ask each other to stop.
public final class StopFlag: Sendable {
  private let raised = Atomic(false)

  /// A lowered flag.
  public init() {}

  /// True once anybody has raised it.
  public var isRaised: Bool { raised.load(ordering: .relaxed) }

  /// Raises it for good.
  public func raise() { raised.store(true, ordering: .relaxed) }
}
