/// The normalization that a sentencepiece model carries (`NormalizerSpec`).
struct SentencePieceRules: Sendable {
  var map: CharsMap?
  /// Strings that are kept as they are.
  var kept: ByteTrie?
  var addsPrefix = true
  var collapsesSpaces = true
  /// Whether vocabulary and text write U+2581 for spaces.
  var marksSpaces = true
  /// Whether the space that is added goes to the end.
  var addsSuffix = false

  /// Whether text goes through as it is, but for the space that is added.
  private var isPlain: Bool { map == nil && !collapsesSpaces }

  /// Appends the normalized text to `output`.
  func append(_ text: UnsafePointer<UInt8>, _ count: Int, to output: inout [UInt8]) {
    let first = output.count
    var position = 0
    if collapsesSpaces {
      while position < count, unsafe isSpace(text, &position, count) {}
    }
    guard position < count else { return }
    if addsPrefix, !addsSuffix { output.append(SpaceMark.space) }
    if isPlain {
      unsafe appendPlain(text, count, to: &output)
    } else {
      unsafe appendMapped(text, from: position, count, to: &output)
    }
    if collapsesSpaces {
      // Marks in the text are spaces by now, and go as well.
      while output.count > first, output.last == SpaceMark.space { output.removeLast() }
    }
    if addsPrefix, addsSuffix { output.append(SpaceMark.space) }
  }

  private func appendPlain(_ text: UnsafePointer<UInt8>, _ count: Int, to output: inout [UInt8]) {
    if marksSpaces {
      unsafe SpaceMark.append(text, count, to: &output)
    } else {
      unsafe output.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
    }
  }

  /// Whether the next rule gives one space; passes it if so.
  private func isSpace(_ text: UnsafePointer<UInt8>, _ position: inout Int, _ count: Int) -> Bool {
    let unit = unsafe unit(text + position, count - position)
    if let replacement = unit.replacement {
      guard replacement.elementsEqual([SpaceMark.space]) else { return false }
    } else {
      guard unit.length == 1, unsafe text[position] == SpaceMark.space else { return false }
    }
    position += unit.length
    return true
  }

  /// What is looked at as one: a kept string, a rule's string or a character.
  private func unit(
    _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> (length: Int, replacement: [UInt8]?) {
    if let kept, let match = unsafe kept.longestPrefix(text, count) { return (match.length, nil) }
    if let map, let match = unsafe map.trie.longestPrefix(text, count) {
      return (match.length, map.replacement(match.value))
    }
    return (unsafe UTF8Decoding.length(text[0]), nil)
  }

  private func appendMapped(
    _ text: UnsafePointer<UInt8>, from start: Int, _ count: Int, to output: inout [UInt8]
  ) {
    let (starts, hasKept) = (map?.starts, kept != nil)
    let special = specialASCII
    let passesSpaces = !hasKept && map?.asciiStarts[0x20] != true
    var position = start
    var copied = start
    var wasSpace = collapsesSpaces
    while position < count {
      let byte = unsafe text[position]
      if byte < 0x80 {
        if !special.contains(byte) {
          wasSpace = false
          position &+= 1
          continue
        }
        if byte == SpaceMark.space, !wasSpace, passesSpaces {
          wasSpace = collapsesSpaces
          position &+= 1
          continue
        }
      } else if !hasKept {
        let (scalar, length) = unsafe UTF8Decoding.scalar(text + position)
        if starts?[scalar] != true, !(marksSpaces && scalar == 0x2581) {
          wasSpace = false
          position &+= length
          continue
        }
      }
      unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: position - copied))
      let unit = unsafe unit(text + position, count - position)
      if let replacement = unit.replacement {
        unsafe replacement.withUnsafeBufferPointer { buffer in
          if let base = buffer.baseAddress {
            unsafe append(base, buffer.count, &wasSpace, to: &output)
          }
        }
      } else {
        unsafe append(text + position, unit.length, &wasSpace, to: &output)
      }
      position += unit.length
      copied = position
    }
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: count - copied))
  }

  /// The bytes below 0x80 that do not just stand for themselves.
  private var specialASCII: ByteSet {
    var special = ByteSet()
    for byte in UInt8(0)..<128
    where byte == SpaceMark.space || kept != nil || map?.asciiStarts[Int(byte)] == true {
      special.insert(byte)
    }
    return special
  }

  /// Appends one unit, without spaces that follow a space.
  private func append(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ wasSpace: inout Bool, to output: inout [UInt8]
  ) {
    var start = 0
    while wasSpace, start < count, unsafe text[start] == SpaceMark.space { start += 1 }
    guard start < count else { return }
    unsafe appendPlain(text + start, count - start, to: &output)
    wasSpace = unsafe collapsesSpaces && text[count - 1] == SpaceMark.space
  }
}
