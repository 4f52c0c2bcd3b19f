import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceEngine

@Suite("Spilled frames") struct FrameCodecTests {
  @Test("a frame comes back with its selected rows and nothing else")
  func roundTrips() throws {
    var random = SeededGenerator(seed: 61)
    for _ in 0..<150 {
      let frame = RandomFrame.make(&random)
      let back = try FrameCodec.decode(FrameCodec.encode(frame), schema: frame.schema)
      var rows: [Int] = []
      frame.selection.forEachSet { rows.append($0) }
      #expect(back.origin == frame.origin)
      #expect(back.ordinals == rows.map { frame.ordinals[$0] })
      #expect(back.selection.population == rows.count)
      #expect(lines(back) == lines(frame))
    }
  }

  private func lines(_ frame: Frame) -> String {
    let writer = JSONLines(frame.schema)
    var bytes: [UInt8] = []
    frame.selection.forEachSet { writer.append($0, of: frame, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("damaged frames give an error or a frame that can be read, never a crash")
  func survivesMutations() {
    var random = SeededGenerator(seed: 62)
    for _ in 0..<1500 {
      let frame = RandomFrame.make(&random)
      let bytes = random.mutation(of: FrameCodec.encode(frame))
      do throws(SluiceError) {
        let back = try FrameCodec.decode(bytes, schema: frame.schema)
        #expect(back.columns.allSatisfy { $0.count == back.count })
      } catch {
        #expect(error.code == .badData)
      }
    }
  }

  @Test("a frame cut short is refused at every length")
  func refusesShortFrames() throws {
    let frame = try FrameBuilder.frame(
      [["a": "x", "b": 1], ["a": nil, "b": 2]],
      schema: Schema([Field("a", .string), Field("b", .integer)]))
    let bytes = FrameCodec.encode(frame)
    for length in bytes.indices {
      #expect(throws: SluiceError.self) {
        try FrameCodec.decode(Array(bytes[..<length]), schema: frame.schema)
      }
    }
    #expect(throws: SluiceError.self) { try FrameCodec.decode(bytes + [0], schema: frame.schema) }
  }

  @Test("numbers and lists come back as they were written")
  func codesBytes() throws {
    var writer = ByteWriter()
    writer.integer(UInt8(255))
    writer.integer(Int64.min)
    writer.list([UInt32.max, 0])
    writer.list([Double.pi])
    writer.list([UInt8]())
    writer.integer(UInt64.max)
    #expect(writer.bytes.count == 1 + 8 + 16 + 16 + 8 + 8)
    var reader = ByteReader(writer.bytes)
    let byte: UInt8 = try reader.integer()
    let least: Int64 = try reader.integer()
    let words = try reader.list(of: UInt32(0))
    let numbers = try reader.list(of: Double(0))
    let nothing = try reader.list(of: UInt8(0))
    #expect(byte == 255 && least == .min && words == [.max, 0] && numbers == [.pi] && nothing == [])
    #expect(!reader.isAtEnd)
    #expect(throws: SluiceError.self) { try reader.list(of: UInt8(0)) }
  }
}
