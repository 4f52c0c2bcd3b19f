import SluiceTestSupport
import Testing

@testable import SluiceEngine

@Suite("Job queue") struct JobQueueTests {
  @Test("gives results back in the order of the jobs, whatever the order of the work")
  func keepsOrder() {
    var random = SeededGenerator(seed: 81)
    for _ in 0..<50 {
      var queue = JobQueue(terminals: 3)
      var handed = [[Int]](repeating: [], count: 3)
      var emitted = [[Int]](repeating: [], count: 3)
      var taken: [JobQueue.Job] = []
      for step in 0..<200 {
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
          let terminal = Int.random(in: 0..<3, using: &random)
          queue.add([(terminal, step), (terminal, step + 1000)])
          handed[terminal] += [step, step + 1000]
        case 1: if let job = queue.takeJob() { taken.append(job) }
        case 2:
          guard !taken.isEmpty else { continue }
          let job = taken.remove(at: Int.random(in: taken.indices, using: &random))
          queue.store(job.work, of: job)
        default:
          guard let (terminal, result) = queue.takeEmission() else { continue }
          emitted[terminal].append(result as? Int ?? -1)
          queue.finishEmission(terminal)
        }
      }
      for job in taken { queue.store(job.work, of: job) }
      while let job = queue.takeJob() { queue.store(job.work, of: job) }
      while let (terminal, result) = queue.takeEmission() {
        #expect(!queue.isEmpty)
        emitted[terminal].append(result as? Int ?? -1)
        queue.finishEmission(terminal)
      }
      #expect(emitted == handed)
      #expect(queue.isEmpty)
    }
  }

  @Test("hands jobs out oldest first, and one emission of a terminal at a time")
  func handsOutOldestFirst() throws {
    var queue = JobQueue(terminals: 2)
    queue.add([(1, "a"), (0, "b"), (1, "c")])
    let jobs = [queue.takeJob(), queue.takeJob(), queue.takeJob()].compactMap { $0 }
    #expect(jobs.map { $0.work as? String } == ["a", "b", "c"])
    #expect(jobs.map(\.number) == [0, 0, 1])
    queue.store("C", of: jobs[2])
    var emissions = [queue.takeEmission()]
    queue.store("A", of: jobs[0])
    emissions.append(queue.takeEmission())
    emissions.append(queue.takeEmission())
    queue.finishEmission(1)
    emissions.append(queue.takeEmission())
    #expect(emissions.map { $0?.result as? String } == [nil, "A", nil, "C"])
  }
}
