internal import Glibc

/// Counts the lines of a text that repeat an earlier one.
///
/// Lines are compared by keyed 128-bit digests, so that nobody can craft two different lines that count as
/// one. A distinct line takes at most 43 bytes of memory while its text is counted.
struct LineRepetition {
  private let key: TextDigest.Key
  /// Open addressing with linear probing; nil is a free slot.
  private var slots: [TextDigest?] = []
  private var mask = 0
  private var used = 0

  init(key: TextDigest.Key) { self.key = key }

  /// Lines with at least one byte, a carriage return before the line feed not counted, and those that repeat.
  mutating func count(
    _ text: UnsafeBufferPointer<UInt8>, lines: Int
  ) -> (filled: Int, repeated: Int) {
    prepare(lines: lines)
    var filled = 0
    var repeated = 0
    var rest = UnsafeRawBufferPointer(text)
    while let start = rest.baseAddress, unsafe !rest.isEmpty {
      let feed = unsafe memchr(start, 10, rest.count).map { unsafe UnsafeRawPointer($0) - start }
      var length = feed ?? rest.count
      defer { unsafe rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst((feed ?? rest.count) + 1)) }
      if feed != nil, length > 0, unsafe rest[length - 1] == UInt8(ascii: "\r") { length -= 1 }
      guard length > 0 else { continue }
      filled += 1
      var hasher = TextDigest.Hasher(key: key)
      unsafe hasher.update(UnsafeRawBufferPointer(rebasing: rest[..<length]))
      if !insert(hasher.finish()) { repeated += 1 }
    }
    return (filled, repeated)
  }

  private mutating func prepare(lines: Int) {
    var capacity = 16
    while capacity < 1024, capacity * 3 < lines * 4 { capacity *= 2 }
    slots.removeAll(keepingCapacity: slots.count <= 4096)
    slots.append(contentsOf: repeatElement(nil, count: capacity))
    mask = capacity - 1
    used = 0
  }

  /// Whether the digest is new.
  private mutating func insert(_ digest: TextDigest) -> Bool {
    var slot = Int(truncatingIfNeeded: digest.low) & mask
    while let found = slots[slot] {
      if found == digest { return false }
      slot = (slot &+ 1) & mask
    }
    slots[slot] = digest
    used += 1
    if used * 4 > slots.count * 3 { grow() }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [TextDigest?](repeating: nil, count: old.count * 2)
    mask = slots.count - 1
    for case let digest? in old {
      var slot = Int(truncatingIfNeeded: digest.low) & mask
      while slots[slot] != nil { slot = (slot &+ 1) & mask }
      slots[slot] = digest
    }
  }
}
