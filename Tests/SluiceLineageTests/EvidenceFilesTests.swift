import Foundation
import SluiceCore
import SluiceLineage
import Testing

@Suite("Digests of a run's folder")
struct EvidenceFilesTests {
  @Test("name every file below the folder but those left out, in order")
  func scan() throws {
    let folder = try TemporaryFolder()
    for path in ["run.json", "journal/b", "journal/a", "quarantine/x/y", "report.json", "spill/1"] {
      let url = folder.url.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("abc".utf8).write(to: url)
    }
    let files = try EvidenceFiles.scan(folder.url.path, excluding: ["report.json", "spill"])
    #expect(files.map(\.path) == ["journal/a", "journal/b", "quarantine/x/y", "run.json"])
    #expect(
      files.allSatisfy {
        $0.bytes == 3 && $0.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      })
  }

  @Test("refuse links and missing folders")
  func links() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "link"), withDestinationURL: URL(filePath: "/etc/hostname"))
    #expect(throws: SluiceError.self) { try EvidenceFiles.scan(folder.url.path) }
    let error = #expect(throws: SluiceError.self) { try EvidenceFiles.scan(folder.path("none")) }
    #expect(error?.code == .noInput)
  }

  @Test("name outputs by the way from the run's folder")
  func paths() {
    for (file, folder, way) in [
      ("out/a.slz", "out.run", "../out/a.slz"), ("/x/out/a.slz", "/x/out.run", "../out/a.slz"),
      ("./x/../out/a.slz", "runs/1/", "../../out/a.slz"), ("run/a", "run", "a"), ("run/a", ".", "run/a"),
      ("/abs/a", "rel", "/abs/a"), ("../up/a", "run", "../up/a"),
    ] { #expect(EvidenceFiles.path(of: file, from: folder) == way) }
  }
}
