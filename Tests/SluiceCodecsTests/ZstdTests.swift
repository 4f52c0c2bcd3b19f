import SluiceCodecs
import SluiceCore
import SluiceTestSupport
import Testing

@Suite("zstd frames")
struct ZstdTests {
  /// Bytes that compress, of any size.
  private func sample(_ count: Int) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(count))
    return (0..<count).map { _ in UInt8.random(in: 0...15, using: &random) }
  }

  @Test("any size comes back", arguments: [0, 1, 17, 1000, 300_000])
  func roundTrip(_ count: Int) throws {
    var compressor = try ZstdCompressor(ZstdParameters(hasChecksum: true))
    var decompressor = try ZstdDecompressor()
    let bytes = sample(count)
    var output: [UInt8] = [9, 9]
    let size = try compressor.compress(bytes, appendingTo: &output)
    #expect(output.count == size + 2)
    #expect(output.starts(with: [9, 9]))
    #expect(try decompressor.decompress(Array(output.dropFirst(2)), exactly: count) == bytes)
  }

  @Test("frames are independent and equal for equal input") func independence() throws {
    var compressor = try ZstdCompressor(ZstdParameters())
    let bytes = sample(5000)
    var first: [UInt8] = []
    try compressor.compress(bytes, appendingTo: &first)
    try compressor.compress(sample(999), appendingTo: &first)
    var again: [UInt8] = []
    let size = try compressor.compress(bytes, appendingTo: &again)
    #expect(Array(first.prefix(size)) == again)
  }

  @Test("every strategy works", arguments: ZstdParameters.Strategy.allCases)
  func strategies(_ strategy: ZstdParameters.Strategy) throws {
    var compressor = try ZstdCompressor(ZstdParameters(strategy: strategy, searchLog: 3, targetLength: 16))
    var decompressor = try ZstdDecompressor()
    var frame: [UInt8] = []
    try compressor.compress(sample(20_000), appendingTo: &frame)
    #expect(try decompressor.decompress(frame, exactly: 20_000) == sample(20_000))
  }

  @Test("a parameter out of range is refused") func parameters() {
    #expect(throws: SluiceError.self) { _ = try ZstdCompressor(ZstdParameters(minMatch: 99)) }
  }

  @Test("another size than the header's, a cut frame and bytes after it are refused") func refusals() throws {
    var compressor = try ZstdCompressor(ZstdParameters())
    var decompressor = try ZstdDecompressor()
    var frame: [UInt8] = []
    try compressor.compress(sample(1000), appendingTo: &frame)
    func refused(_ frame: [UInt8], _ size: Int) -> Bool {
      do {
        _ = try decompressor.decompress(frame, exactly: size)
        return false
      } catch { return error.code == .badData }
    }
    #expect(refused(frame, 999))
    #expect(refused(frame, 1 << 50))
    #expect(refused(frame + [0], 1000))
    #expect(refused(Array(frame.dropLast()), 1000))
    #expect(refused([], 0))
    #expect(refused(Array("no frame".utf8), 10))
  }

  @Test("a frame without its size must fill the size expected") func unknownSize() throws {
    var compressor = try ZstdCompressor(ZstdParameters(hasContentSize: false))
    var decompressor = try ZstdDecompressor()
    var frame: [UInt8] = []
    try compressor.compress(sample(1000), appendingTo: &frame)
    #expect(try decompressor.decompress(frame, exactly: 1000) == sample(1000))
    for size in [999, 1001] {
      do {
        _ = try decompressor.decompress(frame, exactly: size)
        Issue.record("took \(size) bytes")
      } catch { #expect(error.code == .badData) }
    }
  }

  @Test("damaged frames never crash; with a checksum they are never taken") func fuzz() throws {
    var compressor = try ZstdCompressor(ZstdParameters(hasChecksum: true))
    var decompressor = try ZstdDecompressor()
    var random = SeededGenerator(seed: 3)
    let bytes = sample(3000)
    var frame: [UInt8] = []
    try compressor.compress(bytes, appendingTo: &frame)
    for _ in 0..<3000 {
      let mutant = random.mutation(of: frame)
      if let output = try? decompressor.decompress(mutant, exactly: 3000) { #expect(output == bytes) }
    }
  }
}
