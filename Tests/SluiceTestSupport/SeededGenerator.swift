/// Random numbers that a seed repeats (SplitMix64 of Steele, Lea and Flood, 2014).
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// The numbers of `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// `bytes` with one to eight changes: bytes replaced, inserted or removed, ranges copied, the end cut off.
  public mutating func mutation(of bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...8, using: &self) where !bytes.isEmpty {
      let position = Int.random(in: 0..<bytes.count, using: &self)
      let byte = UInt8.random(in: 0...255, using: &self)
      switch Int.random(in: 0..<6, using: &self) {
      case 0: bytes[position] = byte
      case 1: bytes[position] ^= 1 << (byte & 7)
      case 2: bytes.insert(byte, at: position)
      case 3: bytes.remove(at: position)
      case 4: bytes.insert(contentsOf: bytes[position..<min(bytes.count, position + 64)], at: position)
      default: if byte < 32 { bytes.removeLast(bytes.count - position) }
      }
    }
    return bytes
  }
}
