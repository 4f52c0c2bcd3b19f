import Foundation
import SluiceEngine
import Testing

/// Every mistake in a pipeline is named at its place, with a hint where there is one to give.
///
/// After a change of messages, `SLUICE_UPDATE_GOLDEN=1 swift test --filter BrokenPipelineTests` writes what the
/// product says now into `cases.txt`; read the difference before it is committed.
@Suite("Broken pipelines") struct BrokenPipelineTests {
  @Test("the file that the cases break is sound")
  func soundBase() throws {
    #expect(try BrokenPipeline(title: "the base").findings() == [])
  }

  @Test("there are at least sixty cases, each with a title of its own")
  func countsCases() throws {
    if ProcessInfo.processInfo.environment["SLUICE_UPDATE_GOLDEN"] == "1" { try BrokenPipeline.update() }
    #expect(BrokenPipeline.all.count >= 60)
    #expect(Set(BrokenPipeline.all.map(\.title)).count == BrokenPipeline.all.count)
  }

  @Test("says exactly what is wrong, and where", arguments: BrokenPipeline.all)
  func namesEveryMistake(_ pipeline: BrokenPipeline) throws {
    #expect(!pipeline.expected.isEmpty)
    #expect(try pipeline.findings() == pipeline.expected)
  }
}
