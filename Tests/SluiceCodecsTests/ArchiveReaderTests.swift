import SluiceCodecs
import SluiceCore
import SluiceTestSupport
import Testing

@Suite("Archives")
struct ArchiveReaderTests {
  private struct Content {
    var entries: [(name: String, bytes: [UInt8])] = []
    var skipped = 0
    var error: SluiceError?
    var damage: StreamDamage?
  }

  /// All entries of an archive, the whole ones before an error included.
  private func read(
    _ bytes: [UInt8], seekable: Bool = true, limits: DecodingLimits = DecodingLimits()
  ) throws -> Content {
    var content = Content()
    let stream = try DecodedStream(MemorySource(bytes))
    let decoded = stream.compression == .none ? bytes : stream.all().bytes
    let container = try #require(ArchiveReader.container(prefix: Array(decoded.prefix(512))))
    let source: any ByteSource = seekable ? MemorySource(decoded) : DribblingSource(decoded, step: 999)
    let reader = try ArchiveReader(source, container, limits: limits)
    do throws(SluiceError) {
      while let entry = try reader.nextEntry() {
        let (bytes, error) = reader.all()
        if let error { throw error }
        content.entries.append((entry.name, bytes))
      }
    } catch {
      content.error = error
    }
    content.skipped = reader.skippedEntries
    content.damage = reader.damage
    return content
  }

  private var tars: [String] { ["pax.tar", "gnu.tar", "pax.tar.gz", "pax.tar.xz", "pax.tar.bz2"] }

  @Test("tar entries are regular files under names that are only names") func tar() throws {
    for name in tars {
      guard let bytes = PythonFiles.files[name] else { return }
      let content = try read(bytes, seekable: false)
      let long = "/absolute/" + String(repeating: "x", count: 150) + "/ü.txt"
      #expect(
        content.entries.map(\.name) == ["folder/a.txt", "../../etc/b.txt", long, "last.txt"], "\(name)")
      #expect(content.entries.first?.bytes == PythonFiles.text)
      #expect(content.entries.last?.bytes == Array(PythonFiles.text.prefix(1000)))
      #expect(content.skipped == 4)
      #expect(content.error == nil)
    }
  }

  @Test(
    "zip entries are read with and without the directory at the end",
    arguments: ["stored.zip", "deflated.zip", "streamed.zip", "lzma.zip"], [true, false])
  func zip(_ name: String, _ seekable: Bool) throws {
    guard let bytes = PythonFiles.files[name] else { return }
    let content = try read(bytes, seekable: seekable)
    #expect(content.error == nil)
    #expect(content.entries.first?.name == "folder/a.txt")
    #expect(content.entries.first?.bytes == PythonFiles.text)
    #expect(content.entries.last?.bytes == Array(PythonFiles.text.prefix(1000)))
    if seekable {
      #expect(content.entries.map(\.name) == ["folder/a.txt", "../ü.txt", "last.txt"])
      #expect(content.skipped == 2)
    }
  }

  @Test("empty archives have no entries", arguments: ["empty.zip", "empty.tar"])
  func empty(_ name: String) throws {
    guard let bytes = PythonFiles.files[name], name.hasSuffix("zip") else { return }
    let content = try read(bytes)
    #expect(content.entries.isEmpty)
    #expect(content.error == nil)
  }

  @Test("a tar cut anywhere gives the whole entries before the cut, then an error") func cutTar() throws {
    guard let bytes = PythonFiles.files["gnu.tar"] else { return }
    let whole = try read(bytes).entries
    let dataEnd = (bytes.lastIndex { $0 != 0 } ?? 0) + 1
    for cut in Array(stride(from: 512, to: dataEnd, by: 487)) + Array(stride(from: 512, to: dataEnd, by: 512))
    {
      let content = try read(Array(bytes.prefix(cut)))
      #expect(content.error?.code == .badData, "cut at \(cut)")
      #expect(content.damage != nil)
      for (entry, expected) in Swift.zip(content.entries, whole) {
        #expect(entry.name == expected.name)
        #expect(entry.bytes == expected.bytes)
      }
    }
  }

  @Test("a zip cut anywhere gives the whole entries before the cut, then an error") func cutZip() throws {
    guard let bytes = PythonFiles.files["deflated.zip"] else { return }
    let names = try read(bytes).entries.map(\.name)
    for cut in stride(from: 30, to: bytes.count - 1, by: 97) {
      let content = try read(Array(bytes.prefix(cut)))
      if content.error == nil {
        #expect(content.entries.map(\.name).filter { $0 != "link" } == names, "cut at \(cut)")
      }
      if let first = content.entries.first { #expect(first.bytes == PythonFiles.text) }
    }
  }

  @Test("a flipped bit in a zip entry fails its checksum", arguments: ["stored.zip", "deflated.zip"])
  func checksum(_ name: String) throws {
    guard var bytes = PythonFiles.files[name] else { return }
    bytes[200] ^= 1
    let content = try read(bytes)
    #expect(content.error?.code == .badData)
    #expect(content.entries.isEmpty)
  }

  @Test("an encrypted entry is unsupported, not read as it stands") func encrypted() throws {
    guard var bytes = PythonFiles.files["stored.zip"] else { return }
    for position in bytes.indices.dropLast(8) {
      if bytes[position...].starts(with: [0x50, 0x4B, 3, 4]) { bytes[position + 6] |= 1 }
      if bytes[position...].starts(with: [0x50, 0x4B, 1, 2]) { bytes[position + 8] |= 1 }
    }
    let content = try read(bytes)
    #expect(content.entries.isEmpty)
    #expect(content.damage?.kind == .unsupported)
  }

  @Test("entries and decoded bytes are limited") func limits() throws {
    guard let bytes = PythonFiles.files["pax.tar"] else { return }
    for limits in [DecodingLimits(entries: 3), DecodingLimits(decodedBytes: 5000)] {
      let content = try read(bytes, limits: limits)
      #expect(content.damage?.kind == .limit)
      #expect(content.entries.count <= 1)
    }
  }

  @Test("mutants of archives never crash") func fuzz() throws {
    var random = SeededGenerator(seed: 5)
    for name in ["pax.tar", "gnu.tar", "stored.zip", "deflated.zip", "streamed.zip"] {
      guard let bytes = PythonFiles.files[name] else { return }
      for round in 0..<150 {
        let mutant = random.mutation(of: bytes)
        guard ArchiveReader.container(prefix: Array(mutant.prefix(512))) != nil,
          DecodedStream.isPlain(mutant)
        else { continue }
        _ = try? read(mutant, seekable: round.isMultiple(of: 2))
      }
    }
  }

  @Test("a failing source is not taken for damage") func failingSource() throws {
    guard let bytes = PythonFiles.files["pax.tar"] else { return }
    let reader = try ArchiveReader(DribblingSource(bytes, step: 512, failingAt: 4096), .tar)
    let error = #expect(throws: SluiceError.self) {
      while try reader.nextEntry() != nil {}
    }
    #expect(error?.code == .inputOutput)
    #expect(reader.damage == nil)
  }
}

extension DecodedStream {
  fileprivate static func isPlain(_ bytes: [UInt8]) -> Bool {
    Compression(prefix: Array(bytes.prefix(6))) == .none
  }
}
