import Foundation
import SluiceCore
import SluiceStorage
import SluiceTestSupport
import Testing

@Suite("Atomic files")
struct AtomicFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test("a file appears whole, and only when it is published") func publication() throws {
    var file = try AtomicFile(folder.path("x"))
    try file.write(Array("one ".utf8))
    try file.write(Array("two".utf8))
    #expect(folder.names.count == 1)
    #expect(!folder.names.contains("x"))
    try file.publish()
    #expect(file.size == 7)
    #expect(folder.names == ["x"])
    #expect(try InputFile.contents(of: folder.path("x")) == Array("one two".utf8))
  }

  @Test("a file that is not published leaves nothing") func abandoned() throws {
    do {
      var file = try AtomicFile(folder.path("x"))
      try file.write([1, 2, 3])
    }
    #expect(folder.names == [])
  }

  @Test("publishing replaces what stood there; twice is an error") func replacing() throws {
    try folder.write([9], to: "x")
    var file = try AtomicFile(folder.path("x"))
    try file.write([1])
    try file.publish()
    #expect(try InputFile.contents(of: folder.path("x")) == [1])
    do {
      try file.publish()
      Issue.record("published twice")
    } catch { #expect(error.code == .bug) }
  }

  @Test("only the owner can read a file unless it is shared") func access() throws {
    try AtomicFile.write([1], to: folder.path("own"))
    try AtomicFile.write([1], to: folder.path("shared"), isShared: true)
    func mode(_ name: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions] as? Int
    }
    #expect(try mode("own") == 0o600)
    #expect(try mode("shared").map { $0 & 0o600 } == 0o600)
  }

  @Test("orphans are temporary files of processes that are gone") func orphans() throws {
    let own = "a.tmp-\(ProcessInfo.processInfo.processIdentifier)-0"
    for name in ["b.tmp-2147483000-7", own, "c.tmp-x-1", "d.tmp-12", "e"] { try folder.write([], to: name) }
    #expect(try Orphan.orphans(in: folder.path).map(Path.name) == ["b.tmp-2147483000-7"])
  }

  @Test("a missing folder is named in the error") func missingFolder() throws {
    let error = #expect(throws: SluiceError.self) { try AtomicFile.write([1], to: folder.path("no/x")) }
    #expect(error?.place.file?.contains("no/x") == true)
  }
}
