import Foundation
import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceEngine

@Suite("The JSON Schema of pipelines") struct SchemaFileTests {
  private static let pipelines = SharedData.checkout.appending(path: "Pipelines")

  private static let script = """
    import json, sys
    try:
        import jsonschema
    except ImportError:
        print("missing")
        sys.exit(0)
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sys.argv[2:]:
        errors = list(validator.iter_errors(json.load(open(path))))
        print(path.rsplit("/", 1)[-1], "sound" if not errors else errors[0].json_path)
    """

  /// What the reference validator says of each file; nil, and a notice, where it is not installed.
  private func verdicts(_ files: [String]) throws -> [String]? {
    let folder = try TemporaryFolder()
    let schema = try folder.write(Array(PipelineSchema.json.pretty.utf8), to: "schema.json")
    let purpose = "validation by the reference JSON Schema validator"
    guard let output = try Python.run(Self.script, [schema] + files, in: folder.url, for: purpose) else {
      return nil
    }
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines != ["missing"] else {
      FileHandle.standardError.write(Data("SKIPPED: \(purpose): jsonschema is missing\n".utf8))
      return nil
    }
    return lines
  }

  @Test("takes every pipeline that is shipped")
  func takesShipped() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.pipelines.path)
      .filter { $0.hasSuffix(".json") }.sorted()
    #expect(names.count >= 5)
    let files = names.map { Self.pipelines.appending(path: $0).path }
    guard let verdicts = try verdicts(files + [BrokenPipeline.folder.appending(path: "base.json").path])
    else {
      return
    }
    #expect(verdicts == (names + ["base.json"]).map { "\($0) sound" })
  }

  @Test("refuses what the engine refuses by form alone")
  func refusesBroken() throws {
    let folder = try TemporaryFolder()
    let titles = [
      "another version", "an unknown key at the top", "a seed with a fraction", "no worker",
      "an unknown label", "a rate above one", "a stage that is text", "an unknown kind of stage",
      "a header that is a truth value", "memory in an unknown unit", "no field to deduplicate by",
      "a secret whose origin is a number", "an unknown key deep in governance",
    ]
    let broken = BrokenPipeline.all.filter { titles.contains($0.title) }
    #expect(broken.count == titles.count)
    let files = try broken.enumerated().map { try folder.write(Array($1.text().utf8), to: "\($0).json") }
    guard let verdicts = try verdicts(files) else { return }
    #expect(verdicts.filter { $0.hasSuffix("sound") } == [])
  }

  @Test("the file in Docs is what the product writes")
  func isCurrent() throws {
    let file = SharedData.checkout.appending(path: "Docs/pipeline.schema.json")
    guard FileManager.default.fileExists(atPath: file.path) else {
      FileHandle.standardError.write(Data("SKIPPED: Docs/pipeline.schema.json is not there\n".utf8))
      return
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == PipelineSchema.json.pretty)
  }
}
