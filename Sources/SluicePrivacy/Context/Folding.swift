/// Letters without case and accents, for comparing words of all European languages.
enum Folding {
  /// The folded letter or digit at `position` and its length in bytes; code 0 for anything that separates words.
  ///
  /// Covers Latin with all its accents of Europe, Greek and Cyrillic. Invisible characters fold to `skip`.
  @inline(__always)
  static func next(_ text: ByteText, _ position: Int) -> (code: UInt32, length: Int) {
    let byte = text[position]
    if byte < 0x80 {
      if byte.isLetter { return (UInt32(byte | 0x20), 1) }
      return (byte.isDigit ? UInt32(byte) : 0, 1)
    }
    return wide(text, position, byte)
  }

  /// Stands for a character that is read over.
  static let skip: UInt32 = .max

  private static func wide(_ text: ByteText, _ position: Int, _ byte: UInt8) -> (code: UInt32, length: Int) {
    let second = UInt32(text[position + 1] & 0x3F)
    switch byte {
    case 0xC2:
      return second == 0x2D ? (skip, 2) : (second == 0x2A || second == 0x3A ? (0x6F, 2) : (0, 2))
    case 0xC3...0xC9: return (latin(UInt32(byte & 0x1F) << 6 | second), 2)
    case 0xCC: return (skip, 2)
    case 0xCD where second < 0x30: return (skip, 2)
    case 0xCD...0xCF: return (greek(UInt32(byte & 0x1F) << 6 | second), 2)
    case 0xD0, 0xD1: return (cyrillic(UInt32(byte & 0x1F) << 6 | second), 2)
    case 0xC4...0xDF: return (UInt32(byte & 0x1F) << 6 | second, 2)
    case 0xE1 where text[position + 1] >= 0xB8 && text[position + 1] <= 0xBB: return (0x65, 3)
    case 0xE0...0xEF:
      if text.invisibleLength(at: position) > 0 { return (skip, 3) }
      if byte == 0xEF, text[position + 1] == 0xBC, text[position + 2] &- 0x90 < 10 {
        return (UInt32(text[position + 2] &- 0x90) + 0x30, 3)
      }
      return (byte == 0xE2 || byte == 0xE3 || byte == 0xEF ? 0 : UInt32(byte) << 12 | second, 3)
    case 0xF0...0xF4: return (0, 4)
    default: return (0, 1)
    }
  }

  private static let latinLetters: [UInt8] = Array(
    ("aaaaaaaceeeeiiiidnooooo\u{0}ouuuuytsaaaaaaaceeeeiiiidnooooo\u{0}ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln"
      + "nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

  private static func latin(_ scalar: UInt32) -> UInt32 {
    let index = Int(scalar) - 0xC0
    if index < latinLetters.count { return UInt32(latinLetters[index]) }
    switch scalar {
    case 0x218, 0x219: return 0x73
    case 0x21A, 0x21B: return 0x74
    case 0x1CD, 0x1CE: return 0x61
    default: return scalar
    }
  }

  private static func greek(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x386, 0x3AC: 0x3B1
    case 0x388, 0x3AD: 0x3B5
    case 0x389, 0x3AE: 0x3B7
    case 0x38A, 0x3AF, 0x3AA, 0x3CA, 0x390: 0x3B9
    case 0x38C, 0x3CC: 0x3BF
    case 0x38E, 0x3CD, 0x3AB, 0x3CB, 0x3B0: 0x3C5
    case 0x38F, 0x3CE: 0x3C9
    case 0x3C2: 0x3C3
    case 0x391...0x3A9: scalar + 0x20
    case 0x3B1...0x3C9: scalar
    default: 0
    }
  }

  private static func cyrillic(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x400...0x40F: scalar + 0x50
    case 0x410...0x42F: scalar + 0x20
    default: scalar
    }
  }

  /// Adds a folded letter to the hash of a word.
  @inline(__always)
  static func mix(_ hash: UInt64, _ code: UInt32) -> UInt64 {
    let mixed = (hash ^ UInt64(code)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 32
  }

  /// Adds a word to the hash of a phrase.
  @inline(__always)
  static func join(_ phrase: UInt64, _ word: UInt64) -> UInt64 {
    (phrase &* 31 &+ word) &* 0xD6E8_FEB8_6659_FD93
  }

  /// Hash of a phrase of one or more words.
  static func hash(of phrase: String) -> UInt64 {
    let words = hashes(of: phrase)
    return words.count == 1 ? words[0] : words.reduce(0, join)
  }

  /// Hashes of the words of a phrase.
  static func hashes(of phrase: String) -> [UInt64] {
    var hashes: [UInt64] = []
    let bytes = Array(phrase.utf8)
    unsafe bytes.withUnsafeBufferPointer { buffer in
      let text = unsafe ByteText(buffer)
      var cursor = WordCursor(at: 0)
      while let word = cursor.next(in: text) { hashes.append(word.hash) }
    }
    return hashes
  }
}

/// Walks over the words of a text: runs of letters and digits, folded and hashed on the way.
struct WordCursor {
  struct Word {
    var start: Int
    var end: Int
    var hash: UInt64
    var letters: Int
  }

  var position: Int

  init(at position: Int) { self.position = position }

  /// The next word that starts before `limit`; words longer than 64 letters are cut there.
  mutating func next(in text: ByteText, before limit: Int = .max) -> Word? {
    let limit = min(limit, text.count)
    while position < limit {
      let (code, length) = Folding.next(text, position)
      if code != 0, code != Folding.skip { return word(in: text, limit) }
      position += length
    }
    return nil
  }

  private mutating func word(in text: ByteText, _ limit: Int) -> Word {
    let start = position
    var hash: UInt64 = 0
    var letters = 0
    while position < limit {
      let (code, length) = Folding.next(text, position)
      if code == 0 || letters == 64 { break }
      if code != Folding.skip {
        hash = Folding.mix(hash, code)
        letters += 1
      }
      position += length
    }
    return Word(start: start, end: min(position, text.count), hash: hash, letters: letters)
  }
}
