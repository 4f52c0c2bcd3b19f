import SluiceCore
import SluiceStorage
import SluiceTestSupport
import Testing

@Suite("Globs")
struct GlobTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in [
      "a.jsonl", "b.jsonl", "c.csv", ".hidden.jsonl", "part-1.gz", "part-2.gz", "part-x.gz", "sub/d.jsonl",
      "sub/deep/e.jsonl", "sub/.secret/f.jsonl", "odd[1].txt", "a.jsonl.tmp-123-0", "ü.jsonl",
    ] { try folder.write([], to: name) }
  }

  private func match(_ pattern: String) throws -> [String] {
    try Glob(folder.path(pattern)).files().map { String($0.dropFirst(folder.path.count + 1)) }
  }

  @Test(
    "patterns give the files they mean, in byte order",
    arguments: [
      ("*.jsonl", ["a.jsonl", "b.jsonl", "ü.jsonl"]),
      ("?.jsonl", ["a.jsonl", "b.jsonl", "ü.jsonl"]),
      (".*.jsonl", [".hidden.jsonl"]),
      ("part-[0-9].gz", ["part-1.gz", "part-2.gz"]),
      ("part-[!0-9].gz", ["part-x.gz"]),
      ("**/*.jsonl", ["a.jsonl", "b.jsonl", "sub/d.jsonl", "sub/deep/e.jsonl", "ü.jsonl"]),
      ("sub/**", ["sub/d.jsonl", "sub/deep/e.jsonl"]),
      ("*/d.jsonl", ["sub/d.jsonl"]),
      ("odd\\[1].txt", ["odd[1].txt"]),
      ("a.jsonl", ["a.jsonl"]),
    ])
  func patterns(_ pattern: String, _ expected: [String]) throws {
    #expect(try match(pattern) == expected)
  }

  @Test("files not published yet never match") func temporary() throws {
    #expect(try !match("a*").contains("a.jsonl.tmp-123-0"))
  }

  @Test("no match is an error of its own", arguments: ["*.parquet", "missing.txt", "none/*", "sub"])
  func noMatch(_ pattern: String) throws {
    let error = #expect(throws: SluiceError.self) { try match(pattern) }
    #expect(error?.code == .noInput)
    #expect(error?.place.file?.hasSuffix(pattern) == true)
  }

  @Test("several patterns give each file once, in the order of the patterns") func several() throws {
    let files = try Glob.files(matching: [folder.path("b.*"), folder.path("?.jsonl")])
    #expect(files.map(Path.name) == ["b.jsonl", "a.jsonl", "ü.jsonl"])
  }

  @Test("many stars take no exponential time") func stars() throws {
    try folder.write([], to: String(repeating: "a", count: 200))
    #expect(throws: SluiceError.self) { try match(String(repeating: "a*", count: 60) + "b") }
  }
}
