/// Work that terminals handed out: done in any order by any thread, given back in the order it was handed out.
struct JobQueue {
  /// A piece of work.
  struct Job: Sendable {
    /// Position of the terminal in the phase.
    var terminal: Int
    /// Number among the terminal's jobs.
    var number: Int
    /// What the terminal's preparer performs.
    var work: any Sendable
  }

  private struct Lane {
    var handedOut = 0
    var nextEmission = 0
    var isEmitting = false
    var results: [Int: any Sendable] = [:]
  }

  private var lanes: [Lane]
  private var waiting: [Job?] = []
  private var firstWaiting = 0

  init(terminals: Int) { lanes = [Lane](repeating: Lane(), count: terminals) }

  /// True when every job handed out was done and emitted.
  var isEmpty: Bool { lanes.allSatisfy { $0.handedOut == $0.nextEmission && !$0.isEmitting } }

  /// Appends the jobs of each terminal.
  mutating func add(_ jobs: [(terminal: Int, work: any Sendable)]) {
    for (terminal, work) in jobs {
      waiting.append(Job(terminal: terminal, number: lanes[terminal].handedOut, work: work))
      lanes[terminal].handedOut += 1
    }
  }

  /// The oldest job that nobody does yet.
  mutating func takeJob() -> Job? {
    guard firstWaiting < waiting.count, let job = waiting[firstWaiting] else { return nil }
    waiting[firstWaiting] = nil
    firstWaiting += 1
    if firstWaiting == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      firstWaiting = 0
    }
    return job
  }

  /// Keeps the result of a job until its turn.
  mutating func store(_ result: any Sendable, of job: Job) {
    lanes[job.terminal].results[job.number] = result
  }

  /// A result whose turn it is at a terminal where nobody emits.
  mutating func takeEmission() -> (terminal: Int, result: any Sendable)? {
    for terminal in lanes.indices where !lanes[terminal].isEmitting {
      if let result = lanes[terminal].results.removeValue(forKey: lanes[terminal].nextEmission) {
        lanes[terminal].isEmitting = true
        return (terminal, result)
      }
    }
    return nil
  }

  /// Says that the result taken last from `terminal` is written.
  mutating func finishEmission(_ terminal: Int) {
    lanes[terminal].isEmitting = false
    lanes[terminal].nextEmission += 1
  }
}
