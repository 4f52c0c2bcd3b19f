/// Letters and digits that stand together: words joined by blanks, points, hyphens, slashes, brackets or a line break.
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
    /// What joins it to the word before: a blank, a line feed, `.`, `-`, `/`, or `(`; 0 for the first.
    var joint: UInt8

    var isDigits: Bool { digits == last - first }
    var length: Int { last - first }
  }

  static let maximum = 12

  private(set) var code = Code()
  private let atoms: UnsafeMutablePointer<Atom>
  private(set) var count = 0
  /// Whether some letter was written small.
  private(set) var hasLowercase = false
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
    hasLowercase = false
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
  ///
  /// Six or more single characters with like gaps are one word.
  private func readWord(at start: Int, _ joint: UInt8, in text: ByteText) -> Int? {
    let first = code.count
    let before = code.digitCount
    var end = start
    if !text[start + 1].isAlphanumeric, let spaced = Chain.spacedEnd(from: start, in: text) {
      while end < spaced {
        guard code.count < Code.capacity else { return nil }
        code.append(text[end].uppercased)
        end += end + 1 < spaced ? 2 : 1
      }
    } else {
      while text[end].isAlphanumeric {
        guard code.count < Code.capacity else { return nil }
        code.append(text[end].uppercased)
        if text[end].isLowercase { hasLowercase = true }
        end += 1
      }
    }
    guard end > start else { return nil }
    unsafe atoms[count] = Atom(
      start: start, end: end, first: first, last: code.count, digits: code.digitCount - before, joint: joint)
    count += 1
    return end
  }

  /// End of six or more digits and capitals, each alone, with the same blank, point or hyphen between any two.
  private static func spacedEnd(from start: Int, in text: ByteText) -> Int? {
    let gap = text[start + 1]
    guard gap == 0x20 || gap == UInt8(ascii: "-") || gap == UInt8(ascii: "."),
      start == 0 || !text.isWordByte(at: start - 1)
    else { return nil }
    var end = start
    var characters = 1
    while text[end + 1] == gap, text[end + 2].isDigit || text[end + 2].isUppercase,
      characters < Code.capacity,
      !text.isWordByte(at: end + 3)
    {
      end += 2
      characters += 1
    }
    return characters >= 6 ? end + 1 : nil
  }

  /// The joint after a word: up to two separators and the blanks around them, or one line break.
  private static func joint(after end: Int, in text: ByteText) -> (position: Int, joint: UInt8)? {
    var position = end
    var joint: UInt8 = 0
    for _ in 0..<4 {
      switch text[position] {
      case 0x20, 0x09:
        if joint == 0 { joint = 0x20 }
      case 0x0A where joint != 0x0A: joint = 0x0A
      case 0x0D where text[position + 1] == 0x0A: break
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"):
        if joint == 0 || joint == 0x20 { joint = text[position] }
      case UInt8(ascii: "+") where text[position - 1].isDigit:
        if joint == 0 || joint == 0x20 { joint = text[position] }
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        if joint == 0 || joint == 0x20 { joint = UInt8(ascii: "(") }
      case 0xC2 where text[position + 1] == 0xB7:
        if joint == 0 || joint == 0x20 { joint = UInt8(ascii: ".") }
        position += 1
      default: return position > end ? (position, joint) : nil
      }
      position += 1
    }
    return (position, joint)
  }

  /// Whether the word at `position` belongs to the chain: it holds a digit, or it is four capitals at most.
  private static func goesOn(at position: Int, in text: ByteText) -> Bool {
    if text[position].isDigit { return true }
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
