import SluiceCore
import SluiceStorage
import SluiceTestSupport
import Testing

@Suite("Faulty file systems")
struct FaultTests {
  /// Writes a file in three pieces.
  private func write(_ path: String, in fileSystem: FaultyFileSystem) throws(SluiceError) {
    var file = try AtomicFile(path, in: fileSystem)
    for piece in [[UInt8](repeating: 1, count: 10), [UInt8](repeating: 2, count: 20), [3]] {
      try file.write(piece)
    }
    try file.publish()
  }
  private let whole = [UInt8](repeating: 1, count: 10) + [UInt8](repeating: 2, count: 20) + [3]

  @Test(
    "whichever call fails, the final file is whole or missing", arguments: FaultyFileSystem.Fault.allCases)
  func failingCalls(_ fault: FaultyFileSystem.Fault) throws {
    var call = 0
    var failures = 0
    while true {
      let folder = try TemporaryFolder()
      let fileSystem = FaultyFileSystem(failing: call, with: fault)
      do {
        try write(folder.path("x"), in: fileSystem)
        if !fileSystem.hasFailed { break }
      } catch {
        failures += 1
        #expect(error.code == .inputOutput)
        #expect(error.place.file?.hasPrefix(folder.path) == true)
        #expect(fault != .full || error.hint?.contains("free space") == true)
      }
      if folder.names.contains("x") {
        #expect(try InputFile.contents(of: folder.path("x")) == whole)
      }
      call += 1
      try #require(call < 100)
    }
    #expect(failures >= 7)
  }

  @Test("after a loss of power a published file is whole") func powerAfterPublication() throws {
    let folder = try TemporaryFolder()
    let fileSystem = FaultyFileSystem()
    try write(folder.path("x"), in: fileSystem)
    try fileSystem.losePower()
    #expect(try InputFile.contents(of: folder.path("x")) == whole)
  }

  @Test("whenever the power goes, the final file is whole, missing or as it was before") func powerAtAnyCall()
    throws
  {
    for call in 0..<12 {
      let folder = try TemporaryFolder()
      try folder.write([7], to: "x")
      let fileSystem = FaultyFileSystem(failing: call)
      try? write(folder.path("x"), in: fileSystem)
      try fileSystem.losePower()
      let left = try InputFile.contents(of: folder.path("x"))
      #expect(left == whole || left == [7], "call \(call)")
    }
  }

  @Test("a loss of power takes bytes that were not synced") func unsynced() throws {
    let folder = try TemporaryFolder()
    let fileSystem = FaultyFileSystem()
    let file = try fileSystem.open(folder.path("log"), for: .appending)
    _ = try fileSystem.write([1, 2].span, to: file)
    try fileSystem.sync(file)
    try fileSystem.syncFolder(folder.path)
    _ = try fileSystem.write([3].span, to: file)
    try fileSystem.close(file)
    try fileSystem.losePower()
    #expect(try InputFile.contents(of: folder.path("log")) == [1, 2])
  }

  @Test("a loss of power takes names that were not synced, and brings back removed ones") func names() throws
  {
    let folder = try TemporaryFolder()
    try folder.write([5], to: "old")
    let fileSystem = FaultyFileSystem()
    try fileSystem.remove(folder.path("old"))
    let file = try fileSystem.open(folder.path("new"), for: .creating)
    try fileSystem.sync(file)
    try fileSystem.close(file)
    #expect(folder.names == ["new"])
    try fileSystem.losePower()
    #expect(folder.names == ["old"])
  }
}
