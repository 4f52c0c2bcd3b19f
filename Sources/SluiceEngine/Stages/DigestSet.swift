internal import SluiceText

/// A growing set of keyed digests, with open addressing: the digests are their own hashes.
struct DigestSet {
  /// Memory for each digest at the load under which the table doubles, in bytes.
  static let bytesPerDigest = 48

  private(set) var count = 0
  private var table = [TextDigest](repeating: empty, count: 1024)
  private var hasZero = false
  private static let empty = TextDigest(low: 0, high: 0)

  /// Adds a digest; false if it is there already.
  mutating func insert(_ digest: TextDigest) -> Bool {
    guard digest != DigestSet.empty else {
      guard !hasZero else { return false }
      hasZero = true
      count += 1
      return true
    }
    if count * 3 >= table.count * 2 { grow() }
    let position = slot(of: digest, in: table)
    guard table[position] != digest else { return false }
    table[position] = digest
    count += 1
    return true
  }

  private func slot(of digest: TextDigest, in table: [TextDigest]) -> Int {
    let mask = table.count - 1
    var position = Int(truncatingIfNeeded: digest.low) & mask
    while table[position] != DigestSet.empty, table[position] != digest { position = (position + 1) & mask }
    return position
  }

  private mutating func grow() {
    var larger = [TextDigest](repeating: DigestSet.empty, count: table.count * 2)
    for digest in table where digest != DigestSet.empty { larger[slot(of: digest, in: larger)] = digest }
    table = larger
  }
}
