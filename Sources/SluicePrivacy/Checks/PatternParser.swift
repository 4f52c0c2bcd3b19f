internal import SluiceCore

/// Reads a `LinearPattern` and works out which positions follow which.
struct PatternParser {
  /// What a part of the pattern begins and ends with.
  struct Part {
    var first = LinearPattern.Bits()
    var last = LinearPattern.Bits()
    var isOptional = true
  }

  private(set) var leaves: [LinearPattern.ByteSet] = []
  private(set) var follows: [LinearPattern.Bits] = []
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The whole pattern, which must not match nothing.
  mutating func parse() throws(SluiceError) -> Part {
    let part = try alternatives()
    guard position == bytes.count else { throw wrong("')' without '('") }
    guard !part.isOptional else { throw wrong("the pattern matches the empty text") }
    return part
  }

  private func wrong(_ what: String) -> SluiceError {
    SluiceError(.badPipeline, "\(what), at character \(position + 1) of the pattern")
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func alternatives() throws(SluiceError) -> Part {
    var whole = try sequence()
    while next == UInt8(ascii: "|") {
      position += 1
      let other = try sequence()
      whole.first.formUnion(other.first)
      whole.last.formUnion(other.last)
      whole.isOptional = whole.isOptional || other.isOptional
    }
    return whole
  }

  private mutating func sequence() throws(SluiceError) -> Part {
    var whole = Part()
    while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      whole = joined(whole, try repeated())
    }
    return whole
  }

  private mutating func joined(_ left: Part, _ right: Part) -> Part {
    link(left.last, right.first)
    var part = Part(first: left.first, last: right.last, isOptional: left.isOptional && right.isOptional)
    if left.isOptional { part.first.formUnion(right.first) }
    if right.isOptional { part.last.formUnion(left.last) }
    return part
  }

  private mutating func link(_ from: LinearPattern.Bits, _ to: LinearPattern.Bits) {
    var positions: [Int] = []
    from.forEach { positions.append($0) }
    for position in positions { follows[position].formUnion(to) }
  }

  private mutating func repeated() throws(SluiceError) -> Part {
    let start = position
    var part = try atom()
    let end = position
    switch next {
    case UInt8(ascii: "?"):
      position += 1
      part.isOptional = true
    case UInt8(ascii: "*"), UInt8(ascii: "+"):
      if next == UInt8(ascii: "*") { part.isOptional = true }
      position += 1
      link(part.last, part.first)
    case UInt8(ascii: "{"):
      let (least, most) = try counts()
      let after = position
      part = try copies(least, most, first: part, start..<end)
      position = after
    default: break
    }
    if let byte = next, [UInt8]("?*+{".utf8).contains(byte) { throw wrong("two repetitions in a row") }
    return part
  }

  /// Reads the atom of `range` again for each copy but the first.
  private mutating func copies(
    _ least: Int, _ most: Int?, first: Part, _ range: Range<Int>
  ) throws(SluiceError) -> Part {
    var whole = first
    whole.isOptional = first.isOptional || least == 0
    var last = first
    for copy in 1..<max(most ?? least, 1) {
      position = range.lowerBound
      last = try atom()
      var part = last
      if copy >= least { part.isOptional = true }
      whole = joined(whole, part)
    }
    if most == nil { link(last.last, last.first) }
    return whole
  }

  private mutating func counts() throws(SluiceError) -> (Int, Int?) {
    position += 1
    let least = try number()
    var most: Int? = least
    if next == UInt8(ascii: ",") {
      position += 1
      most = next == UInt8(ascii: "}") ? nil : try number()
    }
    guard next == UInt8(ascii: "}") else { throw wrong("'}' is missing") }
    position += 1
    guard (most ?? least) >= least, most != 0 else { throw wrong("the counts are out of order") }
    return (least, most)
  }

  private mutating func number() throws(SluiceError) -> Int {
    var value = 0
    let start = position
    while let byte = next, byte.isDigit, position - start < 3 {
      value = value * 10 + Int(byte - 0x30)
      position += 1
    }
    guard position > start, value <= LinearPattern.positions else {
      throw wrong("a count from 0 to \(LinearPattern.positions) is missing")
    }
    return value
  }

  private mutating func atom() throws(SluiceError) -> Part {
    guard let byte = next else { throw wrong("the pattern ends too early") }
    position += 1
    switch byte {
    case UInt8(ascii: "("):
      let part = try alternatives()
      guard next == UInt8(ascii: ")") else { throw wrong("')' is missing") }
      position += 1
      return part
    case UInt8(ascii: "["): return try leaf(try set())
    case UInt8(ascii: "."): return try leaf(LinearPattern.ByteSet([]).inverted)
    case UInt8(ascii: "\\"): return try leaf(try escape())
    case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "{"):
      position -= 1
      throw wrong("nothing to repeat")
    case UInt8(ascii: "^"), UInt8(ascii: "$"):
      position -= 1
      throw wrong("there are no anchors: a match begins and ends at the borders of words anyway")
    default: return try leaf(LinearPattern.ByteSet([byte]))
    }
  }

  private mutating func leaf(_ set: LinearPattern.ByteSet) throws(SluiceError) -> Part {
    guard leaves.count < LinearPattern.positions else {
      throw wrong("the pattern has more than \(LinearPattern.positions) positions")
    }
    leaves.append(set)
    follows.append(LinearPattern.Bits())
    let bit = LinearPattern.Bits(leaves.count - 1)
    return Part(first: bit, last: bit, isOptional: false)
  }

  private mutating func escape() throws(SluiceError) -> LinearPattern.ByteSet {
    guard let byte = next else { throw wrong("the pattern ends with '\\'") }
    position += 1
    switch byte {
    case UInt8(ascii: "d"): return LinearPattern.ByteSet("0123456789".utf8)
    case UInt8(ascii: "w"):
      return LinearPattern.ByteSet((0...UInt8.max).filter { $0.isAlphanumeric || $0 == 0x5F })
    case UInt8(ascii: "s"): return LinearPattern.ByteSet([0x20, 0x09])
    default:
      guard !byte.isAlphanumeric, byte < 0x80 else {
        position -= 1
        throw wrong("'\\\(Character(Unicode.Scalar(byte)))' is not known")
      }
      return LinearPattern.ByteSet([byte])
    }
  }

  private mutating func set() throws(SluiceError) -> LinearPattern.ByteSet {
    var set = LinearPattern.ByteSet()
    let isInverted = next == UInt8(ascii: "^")
    if isInverted { position += 1 }
    var isEmpty = true
    while let byte = next, byte != UInt8(ascii: "]") {
      guard byte < 0x80 else { throw wrong("a class holds ASCII only: write (ä|ö)") }
      position += 1
      isEmpty = false
      if byte == UInt8(ascii: "\\") {
        set.formUnion(try escape())
      } else if next == UInt8(ascii: "-"), position + 1 < bytes.count,
        bytes[position + 1] != UInt8(ascii: "]")
      {
        let end = bytes[position + 1]
        guard byte <= end, end < 0x80 else { throw wrong("the range is out of order") }
        position += 2
        set.formUnion(LinearPattern.ByteSet(byte...end))
      } else {
        set.insert(byte)
      }
    }
    guard next == UInt8(ascii: "]") else { throw wrong("']' is missing") }
    guard !isEmpty else { throw wrong("the class is empty") }
    position += 1
    return isInverted ? set.inverted : set
  }
}
