import SluiceCore
import SluiceTestSupport
import Testing

@Suite("Bitmaps") struct BitmapTests {
  private func make(_ bits: [Bool]) -> Bitmap {
    var bitmap = Bitmap(repeating: false, count: bits.count)
    for (position, bit) in bits.enumerated() where bit { bitmap[position] = true }
    return bitmap
  }

  private func expect(_ bitmap: Bitmap, equals bits: [Bool]) {
    #expect(bits.indices.map { bitmap[$0] } == bits)
    #expect(bitmap.population == bits.count { $0 })
    var positions: [Int] = []
    bitmap.forEachSet { positions.append($0) }
    #expect(positions == bits.indices.filter { bits[$0] })
    #expect(bitmap == make(bits))
  }

  @Test("does what an array of truth values does", arguments: [0, 1, 63, 64, 65, 127, 128, 129, 1000])
  func agreesWithArrays(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    expect(Bitmap(repeating: true, count: count), equals: [Bool](repeating: true, count: count))
    expect(Bitmap(repeating: false, count: count), equals: [Bool](repeating: false, count: count))
    for _ in 0..<20 {
      var left = (0..<count).map { _ in Bool.random(using: &random) }
      let right = (0..<count).map { _ in Bool.random(using: &random) }
      var both = make(left)
      both.formIntersection(make(right))
      expect(both, equals: zip(left, right).map { $0 && $1 })
      var rest = make(left)
      rest.subtract(make(right))
      expect(rest, equals: zip(left, right).map { $0 && !$1 })
      guard count > 0 else { continue }
      var changed = make(left)
      for _ in 0..<10 {
        let position = Int.random(in: 0..<count, using: &random)
        left[position].toggle()
        changed[position].toggle()
      }
      expect(changed, equals: left)
    }
  }

  @Test("hands on the error of the body")
  func handsOnErrors() {
    var seen = 0
    #expect(throws: SluiceError.self) {
      try Bitmap(repeating: true, count: 100).forEachSet { position throws(SluiceError) in
        if position == 70 { throw SluiceError(.failed, "stop") }
        seen += 1
      }
    }
    #expect(seen == 70)
  }
}
