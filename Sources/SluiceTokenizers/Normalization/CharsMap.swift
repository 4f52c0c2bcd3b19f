internal import SluiceCore

/// Rules that replace strings by others, compiled by sentencepiece: `precompiled_charsmap`.
///
/// Layout: size of the trie in bytes as a 32-bit number, a double array of 32-bit units (Aoe 1989, in the layout
/// of Darts-clone), and the replacements, each ended by a zero byte. All numbers are little-endian.
struct CharsMap: Sendable {
  /// What is replaced; values are numbers of replacements.
  let trie: ByteTrie
  /// Whether a scalar can start a rule.
  let starts: ScalarTable<Bool>
  /// Whether a byte below 0x80 can start a rule.
  let asciiStarts: [Bool]
  private let replacements: [[UInt8]]
  /// The file's bytes.
  let bytes: [UInt8]

  /// Bound on nodes visited, which stops arrays that lead in circles.
  private static var visitLimit: Int { 4_000_000 }
  /// Bound on the bytes of a replaced string.
  private static var lengthLimit: Int { 256 }

  /// Reads a map.
  ///
  /// - Throws: A `badPipeline` error if the bytes are no such map.
  init(_ bytes: [UInt8]) throws(SluiceError) {
    self.bytes = bytes
    guard bytes.count > 4 else { throw CharsMap.damaged }
    let size = CharsMap.number(bytes, 0)
    guard size.isMultiple(of: 4), size > 0, size < bytes.count - 4 else { throw CharsMap.damaged }
    var reader = Reader(
      units: (0..<size / 4).map { UInt32(CharsMap.number(bytes, 4 + 4 * $0)) },
      texts: Array(bytes[(4 + size)...]))
    try reader.read()
    trie = ByteTrie(reader.builder)
    replacements = reader.replacements
    starts = ScalarTable(reader.starts, default: false)
    let ascii = reader.starts
    asciiStarts = (UInt32(0)..<128).map { ascii[$0] ?? false }
  }

  func replacement(_ number: UInt32) -> [UInt8] { replacements[Int(number)] }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }

  private static var damaged: SluiceError { SluiceError(.badPipeline, "the precompiled charsmap is damaged") }

  /// Visits the whole double array once.
  private struct Reader {
    let units: [UInt32]
    let texts: [UInt8]
    var builder = ByteTrieBuilder()
    var replacements: [[UInt8]] = []
    var starts: [UInt32: Bool] = [:]
    private var numbers: [Int: UInt32] = [:]
    private var visits = 0

    init(units: [UInt32], texts: [UInt8]) {
      self.units = units
      self.texts = texts
    }

    mutating func read() throws(SluiceError) {
      guard let root = units.first else { throw CharsMap.damaged }
      // Nodes to visit: place of the children, and the bytes that lead there.
      var open: [(children: Int, key: [UInt8])] = [(Reader.offset(root), [])]
      while let (children, key) = open.popLast() {
        for byte in UInt8(1)...255 {
          let place = children ^ Int(byte)
          guard place < units.count, units[place] & 0x8000_00FF == UInt32(byte) else { continue }
          visits += 1
          guard visits < CharsMap.visitLimit, key.count < CharsMap.lengthLimit else { throw CharsMap.damaged }
          let next = place ^ Reader.offset(units[place])
          if units[place] & 0x100 != 0 {
            guard next < units.count else { throw CharsMap.damaged }
            try add(key + [byte], Int(units[next] & 0x7FFF_FFFF))
          }
          open.append((next, key + [byte]))
        }
      }
    }

    private static func offset(_ unit: UInt32) -> Int { Int((unit >> 10) << ((unit & 0x200) >> 6)) }

    private mutating func add(_ key: [UInt8], _ start: Int) throws(SluiceError) {
      // A key that is no UTF-8 never matches.
      guard let text = String(validating: key, as: UTF8.self), let first = text.unicodeScalars.first else {
        return
      }
      starts[first.value] = true
      if numbers[start] == nil {
        guard start < texts.count, let end = texts[start...].firstIndex(of: 0),
          String(validating: texts[start..<end], as: UTF8.self) != nil
        else { throw CharsMap.damaged }
        numbers[start] = UInt32(replacements.count)
        replacements.append(Array(texts[start..<end]))
      }
      guard let number = numbers[start], builder.insert(key, number) else { throw CharsMap.damaged }
    }
  }
}
