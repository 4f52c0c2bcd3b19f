import Foundation
import SluiceCore
import SluiceCrypto
import SluiceStorage
import SluiceTestSupport
import Testing

@testable import SluiceShards

@Suite("Exports") struct ExportTests {
  @Test("what the manifest does not let out in the clear is refused before a folder is made")
  func refused() throws {
    let dataset = try TestDataset()
    let reader = try dataset.reader()
    for format in ExportFormat.allCases {
      let error = try #require(throws: SluiceError.self) { try DatasetExport(reader, format: format) }
      #expect(error.code == .refused)
    }
  }

  @Test("whichever write fails, files of an export are whole or absent", arguments: ExportFormat.allCases)
  func faults(format: ExportFormat) throws {
    let dataset = try TestDataset(documents: 12, allowsPlaintext: true)
    let reader = try dataset.reader()
    let disk = FaultyFileSystem()
    let whole = try TemporaryFolder()
    let (files, documents) = try DatasetExport(reader, format: format, in: disk).write(to: whole.path("out"))
    #expect(documents == 12)
    for call in 0..<disk.calls {
      let folder = try TemporaryFolder()
      let disk = FaultyFileSystem(failing: call, with: call.isMultiple(of: 2) ? .shortWrite : .full)
      let export = try DatasetExport(reader, format: format, in: disk)
      #expect(throws: SluiceError.self, "call \(call)") { try export.write(to: folder.path("out")) }
      guard let names = try? LocalFileSystem().names(inFolder: folder.path("out")) else { continue }
      for name in names where !Orphan.isTemporary(name) {
        let expected = files.first { $0.name == name }?.digest
        #expect(try Digest256.hash(folder.read("out/\(name)")) == expected, "call \(call): \(name)")
      }
    }
  }

  @Test("erased documents are not exported, and shards that hold them are not repacked")
  func erased() throws {
    let stone = Manifest.Tombstone(shard: 0, documents: 1..<3, reason: "erasure", at: .now)
    let dataset = try TestDataset(documents: 12, allowsPlaintext: true, tombstones: [stone])
    let folder = try TemporaryFolder()
    let reader = try dataset.reader()
    #expect(try DatasetExport(reader, format: .megatron).write(to: folder.path("out")).documents == 10)
    let recipient = try AgeRecipient("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")
    let error = try #require(throws: SluiceError.self) {
      try AgeExport.write(reader, for: [recipient], to: folder.path("age"))
    }
    #expect(error.code == .refused)
  }

  @Test("names of age recipients are strict")
  func recipients() throws {
    let good = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
    #expect(try AgeRecipient(good).publicKey.count == 32)
    for position in good.indices {
      for character in "qp19" where good[position] != character {
        var changed = good
        changed.replaceSubrange(position...position, with: String(character))
        #expect(throws: SluiceError.self) { try AgeRecipient(changed) }
      }
    }
    for text in ["", "age1", good.uppercased(), String(good.dropLast()), good + "q", " " + good] {
      #expect(throws: SluiceError.self) { try AgeRecipient(text) }
    }
  }
}
