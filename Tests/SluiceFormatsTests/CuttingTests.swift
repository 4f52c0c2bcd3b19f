import SluiceCodecs
import SluiceCore
import SluiceStorage
import SluiceTestSupport
import Testing

@testable import SluiceFormats

@Suite("Slices")
struct CuttingTests {
  /// A source that gives what it likes at a time.
  private final class MoodySource: ByteSource {
    private let bytes: [UInt8]
    private var random: SeededGenerator
    private let most: Int
    private var position = 0

    init(_ bytes: [UInt8], seed: UInt64, most: Int) {
      self.bytes = bytes
      random = SeededGenerator(seed: seed)
      self.most = most
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) -> Int {
      let count = min(buffer.count, Int.random(in: 1...most, using: &random), bytes.count - position)
      buffer.copyBytes(from: bytes[position..<position + count])
      position += count
      return count
    }
  }

  private func slices(
    _ source: any ByteSource, _ scanner: RecordScanner, sliceBytes: Int, maxRecord: Int
  ) throws -> [(bytes: [UInt8], offset: Int, line: Int, records: Int, faults: [RecordFault])] {
    let cutter = RecordCutter(source, scanner, sliceBytes: sliceBytes, maxRecord: maxRecord)
    var slices: [(bytes: [UInt8], offset: Int, line: Int, records: Int, faults: [RecordFault])] = []
    while let slice = try cutter.next() {
      slices.append(
        (Array(slice.bytes.pointer), slice.byteOffset, slice.firstLine, slice.recordCount, slice.faults))
    }
    return slices
  }

  /// Lines of many lengths, blank and quoted ones among them.
  private func sample(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = Bool.random(using: &random) ? [0xEF, 0xBB, 0xBF] : []
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      let length = [0, 1, 5, 30, 200][Int.random(in: 0...4, using: &random)]
      bytes += (0..<length).map { _ in Array("ab,\"\" \r".utf8)[Int.random(in: 0...6, using: &random)] }
      if Int.random(in: 0...20, using: &random) > 0 { bytes.append(0x0A) }
    }
    return bytes
  }

  @Test(
    "where a stream is cut does not depend on how it is read", arguments: [1, 40, 300, 100_000],
    [10, 100, 1 << 20])
  func determinism(_ sliceBytes: Int, _ maxRecord: Int) throws {
    var random = SeededGenerator(seed: UInt64(sliceBytes &* 31 &+ maxRecord))
    for round in 0..<40 {
      let bytes = sample(&random)
      for scanner in [RecordScanner.lines, .csv(CSVScanner(delimiter: 0x2C))] {
        let whole = try slices(MemorySource(bytes), scanner, sliceBytes: sliceBytes, maxRecord: maxRecord)
        let unsliced = try slices(
          MemorySource(bytes), scanner, sliceBytes: bytes.count + 1, maxRecord: maxRecord)
        #expect(whole.reduce(0) { $0 + $1.records } == unsliced.reduce(0) { $0 + $1.records })
        for most in [1, 3, 50] {
          let source = MoodySource(bytes, seed: UInt64(round), most: most)
          let again = try slices(source, scanner, sliceBytes: sliceBytes, maxRecord: maxRecord)
          #expect(again.map(\.bytes) == whole.map(\.bytes))
          #expect(again.map(\.offset) == whole.map(\.offset))
          #expect(again.map(\.line) == whole.map(\.line))
          #expect(again.map(\.records) == whole.map(\.records))
          #expect(again.map(\.faults) == whole.map(\.faults))
        }
        for slice in whole {
          #expect(slice.bytes.count <= sliceBytes || slice.records - slice.faults.count <= 1)
          #expect(slice.bytes.count <= max(sliceBytes, maxRecord + 1))
          #expect(Array(bytes[slice.offset..<slice.offset + slice.bytes.count]) == slice.bytes)
          if slice.bytes.isEmpty { continue }
          #expect(slice.line == 1 + bytes[..<slice.offset].count { $0 == 0x0A })
        }
      }
    }
  }

  @Test("every line is in a slice, once, unless it is too large or blank") func completeness() throws {
    var random = SeededGenerator(seed: 8)
    for _ in 0..<200 {
      let bytes = sample(&random)
      let lines = bytes.split(separator: 0x0A).filter { !$0.allSatisfy { [0x20, 0x0D, 0x09].contains($0) } }
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      let kept = try slices(MemorySource(bytes), .lines, sliceBytes: 100, maxRecord: 50)
      let found = kept.flatMap { $0.bytes.split(separator: 0x0A) }.filter {
        !$0.allSatisfy { [0x20, 0x0D, 0x09].contains($0) }
      }
      let expected = lines.enumerated().compactMap { position, line -> [UInt8]? in
        let line = position == 0 && line.starts(with: mark) ? Array(line.dropFirst(3)) : Array(line)
        return line.count <= 50 && !line.allSatisfy { [0x20, 0x0D, 0x09].contains($0) } ? line : nil
      }
      #expect(found.map(Array.init) == expected)
    }
  }

  @Test("a record over the limit is a fault, passed over without being kept") func oversized() throws {
    var format = textFormat()
    format.maxRecord = 1000
    format.sliceBytes = 300
    let large = "{\"text\":\"" + String(repeating: "x", count: 5_000_000) + "\"}"
    let all = try ingest("{\"text\":\"a\"}\n" + large + "\n\n{\"text\":\"b\"}\n" + large, format)
    #expect(all.strings("text") == ["a", "b"])
    #expect(all.records == [0, 2])
    #expect(all.faults.map(\.reason) == [.oversized, .oversized])
    #expect(all.faults.map(\.size) == [large.utf8.count, large.utf8.count])
    #expect(all.faults.map(\.place.line) == [2, 5])
    #expect(all.faults.map(\.place.record) == [1, 3])
    #expect(all.faults.first?.place.byteOffset == 13)
    #expect(all.faults.first?.range == nil)
    #expect(all.isBalanced)
  }

  @Test("a record of exactly the limit is taken") func exactLimit() throws {
    var format = textFormat()
    format.maxRecord = 14
    let all = try ingest("{\"text\":\"123\"}\n{\"text\":\"1234\"}\n{\"text\":\"123\"}", format)
    #expect(all.rows == 2)
    #expect(all.faults.map(\.reason) == [.oversized])
  }

  @Test("frames know where they came from") func origins() throws {
    var format = textFormat()
    format.sliceBytes = 30
    let lines = (0..<10).map { "{\"text\":\"\($0)\"}\n" }.joined()
    let reader = ShardReader(bytes: Array(lines.utf8), named: "x", format: format, source: 3, shard: 5)
    let all = try ingest(reader, format)
    #expect(all.raw.map(\.origin.frame) == [0, 1, 2, 3, 4])
    #expect(all.raw.map(\.origin.firstRecord) == [0, 2, 4, 6, 8])
    #expect(all.raw.map(\.firstLine) == [1, 3, 5, 7, 9])
    #expect(all.raw.map(\.byteOffset) == [0, 26, 52, 78, 104])
    #expect(all.raw.allSatisfy { $0.origin.source == 3 && $0.origin.shard == 5 })
    #expect(all.summary.records == 10)
    #expect(all.summary.decodedBytes == 130)
  }

  @Test("many records over the limit do not gather without bound") func manyFaults() throws {
    var format = textFormat()
    format.maxRecord = 3
    let all = try ingest(String(repeating: "12345\n", count: 10_000), format)
    #expect(all.faults.count == 10_000)
    #expect(all.raw.allSatisfy { $0.recordCount <= 4096 })
    #expect(all.isBalanced)
  }
}
