import SluiceCore
import SluiceStorage
import SluiceTestSupport
import Testing

@Suite("Input files")
struct InputFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test("any range can be read, none beyond the end") func ranges() throws {
    let file = try InputFile(folder.write(Array(0..<100), to: "x"))
    #expect(file.size == 100)
    #expect(try file.bytes(10..<13) == [10, 11, 12])
    #expect(try file.bytes(100..<100) == [])
    let error = #expect(throws: SluiceError.self) { try file.bytes(90..<101) }
    #expect(error?.code == .badData)
  }

  @Test("a missing file and a folder are no input") func missing() throws {
    for path in [folder.path("no"), folder.path] {
      let error = #expect(throws: SluiceError.self) { try InputFile(path) }
      #expect(error?.code == .noInput)
      #expect(error?.place.file == path)
    }
  }

  @Test("whole files are bounded") func bounded() throws {
    let path = try folder.write([1, 2, 3], to: "x")
    #expect(try InputFile.contents(of: path, limit: 3) == [1, 2, 3])
    #expect(throws: SluiceError.self) { try InputFile.contents(of: path, limit: 2) }
  }

  @Test("short reads are continued") func shortReads() throws {
    let path = try folder.write([UInt8](repeating: 7, count: 1000), to: "x")
    let fileSystem = FaultyFileSystem(failing: 3)
    let file = try InputFile(path, in: fileSystem)
    #expect(try file.bytes(0..<10).count == 10)
    let error = #expect(throws: SluiceError.self) { try file.bytes(0..<10) }
    #expect(error?.code == .inputOutput)
  }

  @Test("folders are made with those above them, and listed in byte order") func folders() throws {
    let files = LocalFileSystem()
    try files.makeFolder(folder.path("a/b/c"))
    try files.makeFolder(folder.path("a/b/c"))
    for name in ["z", "B", "a"] { try folder.write([], to: "a/b/c/" + name) }
    #expect(try files.names(inFolder: folder.path("a/b/c")) == ["B", "a", "z"])
    #expect(try files.status(at: folder.path("a/b"))?.kind == .folder)
    #expect(try files.status(at: folder.path("a/b/c/z"))?.size == 0)
    #expect(try files.status(at: folder.path("a/b/c/z/y")) == nil)
    #expect(throws: SluiceError.self) { try files.makeFolder(folder.path("a/b/c/z/y")) }
  }

  @Test("parts of paths", arguments: [("a/b", "a", "b"), ("/b", "/", "b"), ("b", ".", "b"), ("a/", "a", "")])
  func paths(_ path: String, _ parent: String, _ name: String) {
    #expect(Path.folder(of: path) == parent)
    #expect(Path.name(of: path) == name)
  }
}
