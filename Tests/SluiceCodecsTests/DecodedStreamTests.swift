import SluiceCodecs
import SluiceCore
import SluiceTestSupport
import Testing

@Suite("Decoded streams")
struct DecodedStreamTests {
  private let text = PythonFiles.text

  /// Python's files and our own zstd ones.
  private func files() throws -> [String: [UInt8]] {
    var files = PythonFiles.files.filter { ["gz", "xz", "bz2"].contains($0.key.split(separator: ".").last) }
    files = files.filter { !$0.key.contains("tar") }
    var compressor = try ZstdCompressor(ZstdParameters(hasChecksum: true))
    var one: [UInt8] = []
    try compressor.compress(text, appendingTo: &one)
    var two: [UInt8] = []
    try compressor.compress(Array(text.prefix(5000)), appendingTo: &two)
    two += [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
    try compressor.compress(Array(text.dropFirst(5000)), appendingTo: &two)
    var empty: [UInt8] = []
    try compressor.compress([], appendingTo: &empty)
    files["one.zst"] = one
    files["skippable.zst"] = two
    files["first-skippable.zst"] = [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0] + one
    files["empty.zst"] = empty
    files["raw"] = text
    return files
  }

  @Test(
    "every compression gives the text back, whatever the sizes of reads", arguments: [1, 13, 4096, 1 << 20])
  func decoding(_ step: Int) throws {
    for (name, bytes) in try files() {
      let stream = try DecodedStream(DribblingSource(bytes, step: step == 13 ? 11 : 5000))
      let (output, error) = stream.all(step: step)
      #expect(output == (name.hasPrefix("empty") ? [] : text), "\(name)")
      #expect(error == nil, "\(name)")
      #expect(stream.position == output.count)
      #expect(stream.damage == nil)
    }
  }

  @Test("nothing decodes to nothing") func nothing() throws {
    let stream = try DecodedStream(MemorySource([]))
    #expect(stream.compression == .none)
    #expect(stream.all().bytes == [])
  }

  @Test("a stream cut anywhere gives the bytes before the cut, then an error") func truncation() throws {
    for (name, bytes) in try files() where name != "raw" && !name.hasPrefix("many") {
      let steps = stride(from: 7, to: bytes.count - 1, by: max(1, bytes.count / 60))
      for cut in Array(steps) + [bytes.count - 1] {
        let stream = try DecodedStream(MemorySource(Array(bytes.prefix(cut))))
        let (output, error) = stream.all()
        #expect(text.starts(with: output), "\(name) cut at \(cut)")
        if name == "padded.gz", cut >= bytes.count - 700 {
          #expect(error == nil)
        } else {
          #expect(error?.code == .badData, "\(name) cut at \(cut)")
          #expect(stream.damage != nil)
          #expect(error?.place.byteOffset == output.count)
        }
      }
    }
  }

  @Test("bytes after the end are an error, not ignored") func garbage() throws {
    for (name, bytes) in try files() where name != "raw" {
      let stream = try DecodedStream(MemorySource(bytes + Array("garbage that is no stream".utf8)))
      let (output, error) = stream.all()
      #expect(text.starts(with: output))
      #expect(error?.code == .badData, "\(name)")
    }
  }

  @Test("damage never crashes and, where there is a checksum, never goes unnoticed") func fuzz() throws {
    var random = SeededGenerator(seed: 11)
    for (name, bytes) in try files().sorted(by: { $0.key < $1.key }) where name.hasPrefix("one") {
      for _ in 0..<150 {
        let stream = try? DecodedStream(MemorySource(random.mutation(of: bytes)))
        guard let stream, stream.compression != .none else { continue }
        let (output, error) = stream.all()
        #expect(error != nil || output == text || output.isEmpty, "\(name)")
      }
    }
  }

  @Test("a flipped bit in the data is noticed") func flips() throws {
    for (name, bytes) in try files() where name.hasPrefix("one") {
      for position in stride(from: 40, to: bytes.count, by: max(1, bytes.count / 40)) {
        var damaged = bytes
        damaged[position] ^= 4
        let (output, error) = try DecodedStream(MemorySource(damaged)).all()
        #expect(error != nil || output == text, "\(name) at \(position)")
      }
    }
  }

  @Test("a failing source is not taken for damage") func failingSource() throws {
    for (name, bytes) in try files() where name.hasPrefix("one") {
      let stream = try DecodedStream(DribblingSource(bytes, step: 100, failingAt: 200))
      #expect(stream.all().error?.code == .inputOutput, "\(name)")
      #expect(stream.damage == nil)
    }
  }

  @Test("a bomb stops at the declared limit") func limit() throws {
    for (name, bytes) in try files() where name.hasPrefix("one.") {
      let stream = try DecodedStream(MemorySource(bytes), limits: DecodingLimits(decodedBytes: 1234))
      let (output, error) = stream.all()
      #expect(output.count == 1234, "\(name)")
      #expect(error?.code == .badData)
      #expect(stream.damage?.kind == .limit)
      let exact = try DecodedStream(MemorySource(bytes), limits: DecodingLimits(decodedBytes: text.count))
      #expect(exact.all().error == nil, "\(name)")
    }
  }

  @Test("a window over the limit is refused, not allocated") func window() throws {
    var compressor = try ZstdCompressor(ZstdParameters(windowLog: 24, hasContentSize: false))
    var frame: [UInt8] = []
    try compressor.compress([UInt8](repeating: 1, count: 9 << 20), appendingTo: &frame)
    let stream = try DecodedStream(MemorySource(frame), limits: DecodingLimits(windowLog: 20))
    #expect(stream.all().error?.code == .badData)
    #expect(stream.damage?.kind == .unsupported)
  }

  @Test("compression is told by content") func detection() throws {
    let expected: [String: Compression] = ["gz": .gzip, "xz": .xz, "bz2": .bzip2, "zst": .zstd]
    for (name, bytes) in try files() {
      let suffix = name.split(separator: ".").last.map(String.init) ?? ""
      #expect(Compression(prefix: Array(bytes.prefix(6))) == expected[suffix] ?? .none, "\(name)")
    }
  }
}
