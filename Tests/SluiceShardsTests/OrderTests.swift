import Foundation
import SluiceCrypto
import SluiceTestSupport
import Testing

/// The order of sequences, written a second time from Docs/training.md alone; the file is the one that the reader's
/// tests compare with.
@Suite("The order of sequences") struct OrderTests {
  /// An epoch of a small dataset and the order in which its sequences must come.
  struct Case: Decodable {
    let rows: [Int]
    let unitRows: Int
    let seed: UInt64
    let epoch: UInt64
    let window: Int
    let lanes: Int
    let batch: Int
    let order: [[Int]]
  }

  @Test("Swift and Python put them in the same order") func golden() throws {
    let file = SharedData.checkout.appending(path: "Tests/reader/golden/order.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let cases = try decoder.decode([Case].self, from: Data(contentsOf: file))
    #expect(cases.count == 4)
    for expected in cases {
      #expect(Epoch(expected).order() == expected.order)
    }
  }
}

/// π of Docs/training.md.
private struct Permutation {
  private let count: Int
  private let bits: UInt64
  private let keys: [UInt64]

  init(_ count: Int, _ epoch: OrderTests.Case, purpose: UInt8, index: Int = 0) {
    self.count = count
    var bits: UInt64 = 1
    while bits < 31, 1 << (2 * bits) < count { bits += 1 }
    self.bits = bits
    let text =
      Array("sluice/order/1".utf8) + [0] + bigEndian(epoch.seed) + bigEndian(epoch.epoch) + [purpose]
      + bigEndian(UInt64(index))
    let digest = HashFunction.sha512.digest(of: text)
    keys = (0..<6).map { round in
      digest[8 * round..<8 * round + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  func callAsFunction(_ place: Int) -> Int {
    guard count > 1 else { return place }
    var value = step(UInt64(place))
    while value >= UInt64(count) { value = step(value) }
    return Int(value)
  }

  private func step(_ value: UInt64) -> UInt64 {
    let mask = (UInt64(1) << bits) - 1
    var (left, right) = (value >> bits, value & mask)
    for key in keys { (left, right) = (right, left ^ (mix(right &+ key) & mask)) }
    return left << bits | right
  }

  private func mix(_ value: UInt64) -> UInt64 {
    var x = value
    x = (x ^ x >> 30) &* 0xBF58_476D_1CE4_E5B9
    x = (x ^ x >> 27) &* 0x94D0_49BB_1331_11EB
    return x ^ x >> 31
  }
}

private func bigEndian(_ value: UInt64) -> [UInt8] {
  (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) }
}

/// A shuffled epoch; a sequence is its shard and its number there.
private struct Epoch {
  private typealias Sequence = [Int]

  private let given: OrderTests.Case
  private let full: [[Sequence]]
  private let short: [[Sequence]]

  init(_ given: OrderTests.Case) {
    self.given = given
    var (full, short): ([[Sequence]], [[Sequence]]) = ([], [])
    for (shard, count) in given.rows.enumerated() {
      for start in stride(from: 0, to: count, by: given.unitRows) {
        let end = min(start + given.unitRows, count)
        let unit = (start..<end).map { [shard, $0] }
        if unit.count == given.unitRows { full.append(unit) } else { short.append(unit) }
      }
    }
    (self.full, self.short) = (full, short)
  }

  func order() -> [[Int]] {
    let units = Permutation(full.count, given, purpose: 0)
    let perLane = full.count / given.lanes
    let lanes = (0..<given.lanes).map { lane in
      self.lane(lane, (0..<perLane).map { full[units($0 * given.lanes + lane)] })
    }
    let batches = perLane * given.unitRows / given.batch
    let main = (0..<given.lanes * batches).flatMap { batch in
      let start = batch / given.lanes * given.batch
      return lanes[batch % given.lanes][start..<start + given.batch]
    }
    let permuted = Permutation(short.count, given, purpose: 2)
    let tail =
      lanes.flatMap { $0[(batches * given.batch)...] }
      + (perLane * given.lanes..<full.count).flatMap { full[units($0)] }
      + short.indices.flatMap { short[permuted($0)] }
    return main + pieces(tail, purpose: 3) { $0 }
  }

  /// The sequences of a lane, shuffled in windows.
  private func lane(_ number: Int, _ units: [[Sequence]]) -> [Sequence] {
    pieces(units.flatMap { $0 }, purpose: 1) { number << 32 + $0 }
  }

  /// Cuts a list into pieces of a window's size and permutes each.
  private func pieces(
    _ list: [Sequence], purpose: UInt8, index: (Int) -> Int
  ) -> [Sequence] {
    let size = given.window * given.unitRows
    return stride(from: 0, to: list.count, by: size).flatMap { start in
      let piece = Array(list[start..<min(start + size, list.count)])
      let permuted = Permutation(piece.count, given, purpose: purpose, index: index(start / size))
      return piece.indices.map { piece[permuted($0)] }
    }
  }
}
