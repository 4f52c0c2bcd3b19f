/// Letters and digits that stand together: words joined by single blanks, points, hyphens, slashes or brackets.
///
/// A worker keeps one and reads every candidate into it.
@safe final class Chain {
  /// One word of a chain.
  struct Atom {
    /// Bytes of the text.
    var start: Int
    var end: Int
    /// Characters of `Chain.code`.
    var first: Int
    var last: Int
    var digits: Int
    /// What joins it to the word before: a blank, `.`, `-`, `/`, or `(`; 0 for the first.
    var joint: UInt8

    var isDigits: Bool { digits == last - first }
    var length: Int { last - first }
  }

  static let maximum = 12

  private(set) var code = Code()
  private let atoms: UnsafeMutablePointer<Atom>
  private(set) var count = 0
  /// Whether the text goes on with a word that did not fit.
  private(set) var isCut = false

  init() {
    unsafe atoms = .allocate(capacity: Chain.maximum)
    unsafe atoms.initialize(
      repeating: Atom(start: 0, end: 0, first: 0, last: 0, digits: 0, joint: 0), count: Chain.maximum)
  }

  deinit { unsafe atoms.deallocate() }

  subscript(index: Int) -> Atom {
    precondition(index >= 0 && index < count)
    return unsafe atoms[index]
  }

  /// Reads the chain that starts with the word at `start`.
  func read(at start: Int, in text: ByteText) {
    code = Code()
    count = 0
    isCut = false
    var position = start
    var joint: UInt8 = 0
    while count < Chain.maximum {
      guard let end = readWord(at: position, joint, in: text) else { break }
      guard let next = Chain.joint(after: end, in: text) else { return }
      guard Chain.goesOn(at: next.position, in: text) else { return }
      (position, joint) = (next.position, next.joint)
    }
    isCut = true
  }

  /// Folds one word into `code`; nil if it does not fit.
  private func readWord(at start: Int, _ joint: UInt8, in text: ByteText) -> Int? {
    var position = start
    let first = code.count
    var atom = Atom(start: start, end: start, first: first, last: first, digits: 0, joint: joint)
    while true {
      let byte = text[position]
      var folded = byte.uppercased
      var length = 1
      if !byte.isAlphanumeric {
        guard let digit = Chain.wideDigit(at: position, in: text) else {
          let skip = text.invisibleLength(at: position)
          guard skip > 0, position > start else { break }
          position += skip
          continue
        }
        (folded, length) = (digit, 3)
      }
      guard code.count < Code.capacity else { return nil }
      code.append(folded)
      if folded.isDigit { atom.digits += 1 }
      position += length
      atom.end = position
    }
    guard atom.end > start else { return nil }
    atom.last = code.count
    unsafe atoms[count] = atom
    count += 1
    return atom.end
  }

  /// The digit written full-width (U+FF10–FF19) at `position`.
  @inline(__always)
  static func wideDigit(at position: Int, in text: ByteText) -> UInt8? {
    guard text[position] == 0xEF, text[position + 1] == 0xBC, text[position + 2] &- 0x90 < 10 else {
      return nil
    }
    return text[position + 2] &- 0x90 &+ 0x30
  }

  /// The joint after a word: up to two separators and blanks around them.
  private static func joint(after end: Int, in text: ByteText) -> (position: Int, joint: UInt8)? {
    var position = end
    var joint: UInt8 = 0
    for _ in 0..<4 {
      let blank = text.blankLength(at: position)
      if blank > 0 {
        position += blank
        if joint == 0 { joint = UInt8(ascii: " ") }
        continue
      }
      guard let (mark, length) = mark(at: position, in: text) else { break }
      position += length
      if joint == 0 || joint == UInt8(ascii: " ") { joint = mark }
    }
    return position > end ? (position, joint) : nil
  }

  private static func mark(at position: Int, in text: ByteText) -> (UInt8, Int)? {
    switch text[position] {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"): (text[position], 1)
    case UInt8(ascii: "+"): text[position - 1].isDigit ? (UInt8(ascii: "+"), 1) : nil
    case UInt8(ascii: "("), UInt8(ascii: ")"): (UInt8(ascii: "("), 1)
    case 0xE2 where text[position + 1] == 0x80 && (0x90...0x95).contains(text[position + 2]):
      (UInt8(ascii: "-"), 3)
    case 0xE2 where text[position + 1] == 0x88 && text[position + 2] == 0x92: (UInt8(ascii: "-"), 3)
    case 0xC2 where text[position + 1] == 0xB7: (UInt8(ascii: "."), 2)
    default: nil
    }
  }

  /// Whether the word at `position` belongs to the chain: it holds a digit, or it is four capitals at most.
  private static func goesOn(at position: Int, in text: ByteText) -> Bool {
    if text[position].isDigit || text[position] == 0xEF { return true }
    guard text[position].isUppercase else { return false }
    var end = position
    var hasDigit = false
    while text[end].isAlphanumeric, end - position < 20 {
      if text[end].isLowercase { return false }
      if text[end].isDigit { hasDigit = true }
      end += 1
    }
    return !text.isWordByte(at: end) && (hasDigit || end - position <= 4)
  }

  /// Characters of the words `range`, in one code.
  func code(_ range: Range<Int>) -> Code {
    if range.lowerBound == 0, range.upperBound == count { return code }
    return code.slice(self[range.lowerBound].first..<self[range.upperBound - 1].last)
  }

  /// How the words `range` are grouped.
  func grouping(_ range: Range<Int>) -> Grouping {
    var grouping = Grouping()
    for index in range {
      let atom = self[index]
      grouping.append(atom.length, index == range.lowerBound ? 0 : atom.joint)
    }
    return grouping
  }
}
