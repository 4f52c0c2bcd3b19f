/// How a code is written in groups: their lengths and the joints between them, in two words.
struct Grouping: Equatable, Hashable {
  /// Four bits a group, the last group lowest.
  private(set) var lengths: UInt64 = 0
  /// Four bits a joint, the last joint lowest.
  private(set) var joints: UInt64 = 0

  init() {}

  /// A key for tables; forms that differ have different keys, for all that are in use.
  @inline(__always)
  var key: UInt64 { (lengths &* 0x9E37_79B9_7F4A_7C15 ^ joints) &* 0xD6E8_FEB8_6659_FD93 | 1 }

  /// Reads a form such as `6-4` or `3 3 3`.
  init(_ form: String) {
    var length = 0
    var joint: UInt8 = 0
    for byte in form.utf8 {
      if byte.isDigit {
        length = length * 10 + Int(byte - 0x30)
      } else {
        append(length, joint)
        (length, joint) = (0, byte)
      }
    }
    append(length, joint)
  }

  /// Adds a group after `joint`, which is 0 for the first.
  @inline(__always)
  mutating func append(_ length: Int, _ joint: UInt8) {
    lengths = lengths << 4 | UInt64(min(length, 15))
    joints = joints << 4 | (joint == 0 ? 0 : UInt64(joint & 15) | (joint == 0x20 ? 1 : 0))
  }
}
