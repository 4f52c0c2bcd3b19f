import SluiceCore
import SluiceTestSupport

/// Random frames with columns of every type.
enum RandomFrame {
  static func make(_ random: inout SeededGenerator) -> Frame {
    let types = (0..<Int.random(in: 0...6, using: &random)).map { _ in
      FieldType.allCases.randomElement(using: &random) ?? .string
    }
    let count = Int.random(in: 0...90, using: &random)
    let columns = types.map { column($0, count, &random) }
    var ordinals: [UInt32] = []
    var ordinal = UInt32.random(in: 0...5, using: &random)
    for _ in 0..<count {
      ordinals.append(ordinal)
      ordinal += UInt32.random(in: 1...3, using: &random)
    }
    var frame = Frame(
      schema: Schema(types.enumerated().map { Field("f\($0)", $1) }), columns: columns, ordinals: ordinals,
      origin: Frame.Origin(
        source: Int.random(in: 0...9, using: &random), shard: Int.random(in: 0...9, using: &random),
        frame: Int.random(in: 0...9, using: &random), firstRecord: random.next() >> 8))
    for row in 0..<count where Int.random(in: 0...3, using: &random) == 0 { frame.selection[row] = false }
    return frame
  }

  private static func column(_ type: FieldType, _ count: Int, _ random: inout SeededGenerator) -> Column {
    var validity: Bitmap?
    if Bool.random(using: &random) {
      var bits = Bitmap(repeating: false, count: count)
      for row in 0..<count { bits[row] = Bool.random(using: &random) }
      validity = bits
    }
    switch type {
    case .string:
      let words = ["", "a", "größe", "\"quoted\"", "\\", "line\nfeed", "\u{1}\u{1F}", "😀"]
      var text = TextColumn()
      for row in 0..<count {
        text.append((validity?[row] ?? true ? words.randomElement(using: &random) ?? "" : "").utf8)
      }
      text.validity = validity
      return .text(text)
    case .number:
      return .numbers(
        NumberColumn(
          (0..<count).map { _ in Double.random(in: -1e6...1e6, using: &random) }, validity: validity))
    case .tokens:
      var tokens = TokenColumn()
      for _ in 0..<count {
        for _ in 0..<Int.random(in: 0...4, using: &random) {
          tokens.ids.append(UInt32.random(in: 0...UInt32.max, using: &random))
        }
        tokens.offsets.append(UInt32(tokens.ids.count))
      }
      return .tokens(tokens)
    case .boolean:
      return .integers(
        IntegerColumn((0..<count).map { _ in Int64.random(in: 0...1, using: &random) }, validity: validity))
    case .date:
      return .integers(
        IntegerColumn(
          (0..<count).map { _ in Int64.random(in: -9999...99999, using: &random) }, validity: validity))
    case .integer, .timestamp:
      return .integers(
        IntegerColumn(
          (0..<count).map { _ in Int64.random(in: -1 << 50...1 << 50, using: &random) }, validity: validity))
    }
  }
}
