import Foundation
import SluiceCore
import Testing

@testable import SluiceEngine

@Suite("Paths in pipelines") struct PathResolutionTests {
  @Test("relative paths start from the pipeline's folder")
  func resolves() {
    #expect(PathResolution.resolve("a/b", in: "p") == "p/a/b")
    #expect(PathResolution.resolve("a/b", in: ".") == "a/b")
    #expect(PathResolution.resolve("/a/b", in: "p") == "/a/b")
    #expect(PathResolution.resolve("../a", in: "/p") == "/a")
  }

  @Test("variables in braces are replaced, and nothing else")
  func expands() throws {
    let path = try #require(ProcessInfo.processInfo.environment["PATH"])
    #expect(try PathResolution.expand("${PATH}") == path)
    #expect(try PathResolution.expand("a/${PATH}/b${PATH}") == "a/\(path)/b\(path)")
    for text in ["", "plain", "$PATH", "a$", "${PATH", "$", "$$", "}{"] {
      #expect(try PathResolution.expand(text) == text)
    }
  }

  @Test("a variable that is not set is named")
  func namesUnsetVariables() {
    let error = #expect(throws: SluiceError.self) {
      try PathResolution.expand("a/${SLUICE_TEST_UNSET_VARIABLE}")
    }
    #expect(error?.code == .badPipeline)
    #expect(error?.message == "environment variable 'SLUICE_TEST_UNSET_VARIABLE' is not set")
  }

  @Test(
    "a pipeline knows its folder",
    arguments: [("p.json", "."), ("a/p.json", "a"), ("/p.json", "/"), ("/a/b/p.json", "/a/b")])
  func knowsFolder(file: String, folder: String) throws {
    let pipeline = try #require(Pipeline.read(Array(#"{"stages": {}}"#.utf8), file: file).pipeline)
    #expect(pipeline.folder == folder)
  }
}
