/// Decompresses the zlib streams (RFC 1950, 1951) in which Wycheproof keeps its long ciphertexts.
struct Inflate {
  private let input: [UInt8]
  private var bit = 16
  private var output: [UInt8] = []

  static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var inflate = Inflate(input: bytes)
    while !inflate.block() {}
    return inflate.output
  }

  private init(input: [UInt8]) { self.input = input }

  private mutating func bits(_ count: Int) -> Int {
    var value = 0
    for position in 0..<count {
      value |= Int(input[bit >> 3] >> UInt8(bit & 7) & 1) << position
      bit += 1
    }
    return value
  }

  /// Counts and symbols of a canonical Huffman code.
  private struct Code {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int] = []

    init(_ lengths: [Int]) {
      for length in lengths where length > 0 { counts[length] += 1 }
      for length in 1..<16 { symbols += lengths.indices.filter { lengths[$0] == length } }
    }
  }

  private mutating func symbol(_ code: Code) -> Int {
    var (value, first, index) = (0, 0, 0)
    for length in 1..<16 {
      value |= bits(1)
      let count = code.counts[length]
      if value - first < count { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    fatalError("bad Huffman code")
  }

  /// Decodes one block; true if it was the last.
  private mutating func block() -> Bool {
    let isLast = bits(1) == 1
    switch bits(2) {
    case 0:
      bit = (bit + 7) & ~7
      let count = bits(16)
      bit += 16
      output += input[bit >> 3..<bit >> 3 + count]
      bit += count * 8
    case 1:
      let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
      compressed(Code(lengths), Code([Int](repeating: 5, count: 30)))
    default:
      let (literals, distances, lengthCodes) = (bits(5) + 257, bits(5) + 1, bits(4) + 4)
      var lengths = [Int](repeating: 0, count: 19)
      let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
      for position in order.prefix(lengthCodes) { lengths[position] = bits(3) }
      let code = Code(lengths)
      var all: [Int] = []
      while all.count < literals + distances {
        switch symbol(code) {
        case 16: all += [Int](repeating: all[all.count - 1], count: bits(2) + 3)
        case 17: all += [Int](repeating: 0, count: bits(3) + 3)
        case 18: all += [Int](repeating: 0, count: bits(7) + 11)
        case let length: all.append(length)
        }
      }
      compressed(Code(Array(all[..<literals])), Code(Array(all[literals...])))
    }
    return isLast
  }

  private mutating func compressed(_ literals: Code, _ distances: Code) {
    while true {
      let value = symbol(literals)
      if value < 256 {
        output.append(UInt8(value))
      } else if value == 256 {
        return
      } else {
        let length = Self.lengthBases[value - 257] + bits(Self.lengthBits[value - 257])
        let place = symbol(distances)
        let distance = Self.distanceBases[place] + bits(place < 2 ? 0 : place / 2 - 1)
        for _ in 0..<length { output.append(output[output.count - distance]) }
      }
    }
  }

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
    227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
    4097, 6145, 8193, 12289, 16385, 24577,
  ]
}
