/// Applies a charsmap as Hugging Face tokenizers does: cluster by cluster.
///
/// A grapheme cluster of less than six bytes that starts with a rule's string becomes that rule's replacement as a
/// whole: what follows in the cluster is lost. Larger ones are looked at character by character.
@safe struct GraphemeMapping {
  let map: CharsMap
  private let flags = NormalizationTables.shared.flags
  /// The bytes below 0x80 that start a rule.
  private let starts: ByteSet

  init(_ map: CharsMap) {
    self.map = map
    var starts = ByteSet()
    for byte in UInt8(0)..<128 where map.asciiStarts[Int(byte)] { starts.insert(byte) }
    self.starts = starts
  }

  /// Appends the mapped text to `output`, or nothing, with false, if no rule applies.
  func append(_ text: UnsafePointer<UInt8>, _ count: Int, to output: inout [UInt8]) -> Bool {
    var copied = 0
    var position = 0
    var changed = false
    while position < count {
      // Most characters start no rule, and neither does what may follow them in a cluster.
      if unsafe isPlain(text, position, count) {
        position &+= 1
        continue
      }
      let end = unsafe clusterEnd(text, position, count)
      if end - position < 6, let match = unsafe map.trie.shortestPrefix(text + position, end - position) {
        unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: position - copied))
        output += map.replacement(match.value)
        copied = end
        changed = true
      } else {
        var place = position
        while place < end {
          let length = unsafe UTF8Decoding.length(text[place])
          if let match = unsafe map.trie.shortestPrefix(text + place, length) {
            unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: place - copied))
            output += map.replacement(match.value)
            copied = place + length
            changed = true
          }
          place += length
        }
      }
      position = end
    }
    guard changed else { return false }
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: count - copied))
    return true
  }

  /// Whether the byte is a character without a rule that is a cluster for itself.
  @inline(__always)
  private func isPlain(_ text: UnsafePointer<UInt8>, _ position: Int, _ count: Int) -> Bool {
    let byte = unsafe text[position]
    guard byte < 0x80, !starts.contains(byte) else { return false }
    return unsafe position &+ 1 == count || text[position &+ 1] < 0x80
  }

  /// Where the grapheme cluster that starts at `position` ends (Unicode Standard Annex #29).
  ///
  /// Of the rules only those are kept that matter for clusters of less than six bytes.
  private func clusterEnd(_ text: UnsafePointer<UInt8>, _ position: Int, _ count: Int) -> Int {
    var (scalar, length) = unsafe UTF8Decoding.scalar(text + position)
    var end = position + length
    if scalar == 0x0D, end < count, unsafe text[end] == 0x0A { return end + 1 }
    var kind = flags[scalar].intersection(.boundary)
    guard kind != .control else { return end }
    while end < count {
      let next = unsafe UTF8Decoding.scalar(text + end)
      let nextKind = flags[next.scalar].intersection(.boundary)
      let joins =
        nextKind == .extender || kind == .prefix && nextKind != .control
        || GraphemeMapping.isHangul(scalar) && GraphemeMapping.isHangul(next.scalar)
      guard joins else { return end }
      (scalar, length, kind) = (next.scalar, next.length, nextKind)
      end += length
    }
    return end
  }

  private static func isHangul(_ scalar: UInt32) -> Bool {
    (0x1100..<0x1200).contains(scalar) || Hangul.syllables.contains(scalar)
      || (0xA960..<0xA980).contains(scalar) || (0xD7B0..<0xD800).contains(scalar)
  }
}
