import Foundation
import SluiceCore
import Synchronization
import Testing

@Suite("Worker pool") struct WorkerPoolTests {
  @Test("runs each worker once and waits for all", arguments: [1, 2, 5, 16])
  func runsAll(workers: Int) throws {
    let seen = Monitor<[Int]>([])
    try WorkerPool.run(workers: workers) { worker, stop in
      #expect(!stop.isRaised)
      seen.withLock { $0.append(worker) }
    }
    #expect(seen.withLock { $0.sorted() } == Array(0..<workers))
  }

  @Test("hands on the first error, and asks the other workers to stop")
  func stopsAtTheFirstError() {
    let stopped = Atomic(0)
    let error = #expect(throws: SluiceError.self) {
      try WorkerPool.run(workers: 3) { worker, stop in
        guard worker > 0 else { throw SluiceError(.failed, "first") }
        let deadline = Date.now.addingTimeInterval(20)
        while !stop.isRaised, Date.now < deadline { Thread.sleep(forTimeInterval: 0.001) }
        if stop.isRaised { stopped.add(1, ordering: .relaxed) }
        throw SluiceError(.failed, "later")
      }
    }
    #expect(error?.message == "first")
    #expect(stopped.load(ordering: .relaxed) == 2)
  }

  @Test("a flag stays raised")
  func flags() {
    let flag = StopFlag()
    #expect(!flag.isRaised)
    flag.raise()
    flag.raise()
    #expect(flag.isRaised)
  }

  @Test("knows how many processors it may use")
  func processors() { #expect((1...4096).contains(WorkerPool.processors)) }
}
