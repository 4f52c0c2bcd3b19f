import Foundation
import SluiceCodecs
import SluiceCore
import SluiceFormats
import SluiceStorage
import SluiceTestSupport
import Testing

@Suite("Compressions and containers")
struct ContainerTests {
  private static let lines = (0..<300).map { "{\"text\":\"line \($0) ä\",\"n\":\($0)}\n" }
  private static let jsonl = Array(lines.joined().utf8)
  private static let texts = (0..<300).map { "line \($0) ä" }

  /// Shards made by Python and by our own zstd compressor, by name; empty without Python.
  private static let shards: [String: [UInt8]] = {
    do {
      let folder = try TemporaryFolder()
      try folder.write(jsonl, to: "lines")
      guard try Python.run(script, in: folder.url, for: "compressed shards") != nil else { return [:] }
      var shards: [String: [UInt8]] = [:]
      for name in folder.names {
        shards[name] = [UInt8](try Data(contentsOf: folder.url.appending(path: name)))
      }
      var compressor = try ZstdCompressor(ZstdParameters(hasChecksum: true))
      for (name, from) in [("plain.zst", "lines"), ("tar.zst", "plain.tar")] {
        var frame: [UInt8] = []
        try compressor.compress(shards[from] ?? [], appendingTo: &frame)
        shards[name] = frame
      }
      return shards
    } catch {
      fatalError("cannot make shards: \(error)")
    }
  }()

  private static let script = """
    import bz2, gzip, io, lzma, tarfile, zipfile
    text = open('lines', 'rb').read()
    rows = text.splitlines(keepends=True)
    def put(name, data):
        with open(name, 'wb') as file: file.write(data)
    codecs = {'gz': lambda b: gzip.compress(b, mtime=0), 'xz': lzma.compress, 'bz2': bz2.compress}
    parts = [('a/1.jsonl', b''.join(rows[:100])), ('a/2.jsonl', b''.join(rows[100:101]).rstrip()),
             ('empty.jsonl', b''), ('b/3.jsonl', b''.join(rows[101:]))]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode='w') as archive:
        folder = tarfile.TarInfo('a'); folder.type = tarfile.DIRTYPE; archive.addfile(folder)
        for number, (name, data) in enumerate(parts):
            code = [None, 'gz', None, 'xz'][number]
            if code: data = codecs[code](data); name += '.' + code
            info = tarfile.TarInfo(name); info.size = len(data); archive.addfile(info, io.BytesIO(data))
    put('plain.tar', out.getvalue())
    for name, code in codecs.items():
        put('plain.' + name, code(text))
        put('members.' + name, code(text[:777]) + code(text[777:]))
        put('tar.' + name, code(out.getvalue()))
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, 'w', method) as archive:
            for name, data in parts: archive.writestr(name, data)
        put(f'{method}.zip', out.getvalue())
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode='w') as archive:
        for name, data in [('x.txt', b'first'), ('y/z.txt', b''), ('bad.txt', b'\\xff'), ('large.txt', b'x' * 5000), ('w.txt', b'last')]:
            info = tarfile.TarInfo(name); info.size = len(data); archive.addfile(info, io.BytesIO(data))
    put('texts.tar', out.getvalue())
    """

  @Test("every compression and container gives the same records", arguments: [4 << 20, 500])
  func combinations(_ sliceBytes: Int) throws {
    var format = textFormat()
    format.sliceBytes = sliceBytes
    for (name, bytes) in Self.shards where name != "texts.tar" {
      let all = try ingest(bytes, named: name, format)
      #expect(all.strings("text") == Self.texts, "\(name)")
      #expect(all.faults == [], "\(name)")
      #expect(all.streamFaults == [], "\(name)")
      #expect(all.isBalanced, "\(name)")
      #expect(all.records == Array(0..<300), "\(name)")
      let isArchive = name.contains("tar") || name.hasSuffix("zip")
      #expect(all.summary.entries == (isArchive ? 4 : 0), "\(name)")
      #expect(all.summary.skippedEntries == (name.contains("tar") ? 1 : 0), "\(name)")
      #expect(all.raw.allSatisfy { ($0.entry != nil) == isArchive })
    }
  }

  @Test("records of archives are placed in their entry") func places() throws {
    guard var bytes = Self.shards["0.zip"] else { return }
    let target = Array("\"text\":\"line 105 ".utf8)
    let position = try #require(bytes.indices.first { bytes[$0...].starts(with: target) })
    bytes[position + 6] = UInt8(ascii: ";")
    let all = try ingest(bytes, named: "x.zip", textFormat())
    // The checksum of the entry fails too, after its records were handed out.
    #expect(all.faults.map(\.reason) == [.malformed])
    #expect(all.faults.first?.place.file == "x.zip!b/3.jsonl")
    #expect(all.faults.first?.place.line == 5)
    #expect(all.faults.first?.place.record == 105)
    #expect(all.streamFaults.map(\.reason) == [.damagedArchive])
    #expect(all.streamFaults.first?.place.file == "x.zip!b/3.jsonl")
    #expect(all.isBalanced)
  }

  @Test("a stream cut anywhere gives whole records and one stream fault, never part of a record")
  func truncation() throws {
    for name in ["plain.gz", "members.gz", "plain.zst", "plain.xz", "plain.bz2", "tar.gz", "plain.tar"] {
      guard let bytes = Self.shards[name] else { return }
      for cut in stride(from: 20, to: bytes.count - 9, by: max(1, bytes.count / 25)) {
        // A tar file ends with zeros of which some may be missing.
        if name == "plain.tar", cut < 262 || !bytes[cut...].contains(where: { $0 != 0 }) { continue }
        let all = try ingest(Array(bytes.prefix(cut)), named: name, textFormat())
        let texts = all.strings("text")
        #expect(Self.texts.starts(with: texts), "\(name) cut at \(cut)")
        #expect(all.faults == [], "\(name) cut at \(cut)")
        #expect(all.isBalanced)
        let isGoodMember = name.hasPrefix("members") && all.streamFaults.isEmpty
        #expect(all.streamFaults.count == 1 || isGoodMember, "\(name) cut at \(cut)")
        let reason = all.streamFaults.first?.reason
        #expect(
          isGoodMember || [.truncatedStream, .damagedStream, .damagedArchive, .malformed].contains(reason))
        #expect(all.streamFaults.first?.place.byteOffset != nil || isGoodMember)
      }
    }
  }

  @Test("a damaged entry costs its own records; those of later entries are read") func damagedEntry() throws {
    guard var bytes = Self.shards["plain.tar"] else { return }
    let gzip = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x1F, 0x8B, 8]) })
    bytes[gzip + 14] ^= 0xFF
    let all = try ingest(bytes, named: "x.tar", textFormat())
    #expect(all.streamFaults.map(\.reason) == [.damagedStream])
    #expect(all.streamFaults.first?.place.file == "x.tar!a/2.jsonl.gz")
    #expect(all.strings("text") == Self.texts.enumerated().filter { $0.offset != 100 }.map(\.element))
  }

  @Test("texts of an archive are records named by archive and entry") func texts() throws {
    guard let bytes = Self.shards["texts.tar"] else { return }
    for sliceBytes in [1, 6, 4 << 20] {
      let format = IngestFormat(
        fields: [SourceField(Field("text", .string)), SourceField(Field("path", .string))], maxRecord: 4999,
        sliceBytes: sliceBytes)
      let all = try ingest(bytes, named: "t.tar", format)
      #expect(all.strings("text") == ["first", "", "last"])
      #expect(all.strings("path") == ["t.tar!x.txt", "t.tar!y/z.txt", "t.tar!w.txt"])
      #expect(all.faults.map(\.reason) == [.invalidUTF8, .oversized])
      #expect(all.faults.map(\.place.file) == ["t.tar!bad.txt", "t.tar!large.txt"])
      #expect(all.faults.map(\.place.record) == [2, 3])
      #expect(all.isBalanced)
    }
  }

  @Test("the stored bytes are seen once each, whatever the reader needs of them") func observer() throws {
    let folder = try TemporaryFolder()
    for (name, bytes) in Self.shards {
      for cut in [bytes.count, bytes.count / 2] {
        let path = try folder.write(Array(bytes.prefix(cut)), to: name)
        var seen: [UInt8] = []
        let reader = try ShardReader(path, format: textFormat()) { span in
          for position in span.indices { seen.append(span[position]) }
        }
        while try reader.next() != nil {}
        #expect(seen == Array(bytes.prefix(cut)), "\(name)")
        #expect(reader.summary.storedBytes == cut)
      }
    }
  }

  @Test("a failing disk is thrown, not taken for damage") func failingDisk() throws {
    let folder = try TemporaryFolder()
    for name in ["plain.gz", "plain.zst", "plain.xz", "plain.tar", "tar.bz2", "0.zip"] {
      guard let bytes = Self.shards[name] else { return }
      let path = try folder.write(bytes, to: name)
      var call = 0
      while true {
        let fileSystem = FaultyFileSystem(failing: call)
        do {
          let reader = try ShardReader(path, format: textFormat(), in: fileSystem)
          while try reader.next() != nil {}
          #expect(reader.faults == [], "\(name) call \(call)")
          if !fileSystem.hasFailed { break }
        } catch {
          #expect(error.code == .inputOutput, "\(name) call \(call)")
          #expect(error.place.file == path)
        }
        call += 1
        try #require(call < 200)
      }
      #expect(call >= 3)
    }
  }

  @Test("limits against bombs break the stream") func bombs() throws {
    for (name, bytes) in Self.shards where name != "lines" && name != "texts.tar" {
      var format = textFormat()
      format.limits = DecodingLimits(entries: 2, decodedBytes: 4000)
      let all = try ingest(bytes, named: name, format)
      #expect(all.streamFaults.map(\.reason) == [.decodingLimit], "\(name)")
      #expect(all.rows < 300)
    }
  }

  @Test("mutants of every kind never crash, and every record is accounted for") func fuzz() throws {
    var random = SeededGenerator(seed: 2026)
    let csv = Array("text,n\n".utf8) + (0..<200).flatMap { Array("\"li\"\"ne\n\($0)\",\($0)\n".utf8) }
    var seeds = Self.shards.filter { $0.key != "lines" }
    seeds["x.csv"] = csv
    seeds["x.jsonl"] = Self.jsonl
    seeds["x.txt"] = Self.jsonl
    var format = IngestFormat(
      fields: [SourceField(Field("text", .string)), SourceField(Field("n", .integer, isOptional: true))])
    format.sliceBytes = 1000
    format.limits = DecodingLimits(entries: 1000, decodedBytes: 1 << 20, windowLog: 22)
    var faults = 0
    for (name, bytes) in seeds.sorted(by: { $0.key < $1.key }) {
      for round in 0..<60 {
        format.kind = round.isMultiple(of: 3) ? .auto : name.hasSuffix("csv") ? .csv : .jsonl
        let all = try ingest(random.mutation(of: bytes), named: name, format)
        #expect(all.isBalanced, "\(name) round \(round)")
        faults += all.faults.count + all.streamFaults.count
      }
    }
    #expect(faults > 500)
  }
}
