/// Encodes words with a WordPiece model.
@safe final class WordPieceEncoder: PieceEncoder {
  private let model: WordPieceModel

  init(_ model: WordPieceModel) { self.model = model }

  func encode(
    _ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard unsafe !isTooLong(text, count) else { return unsafe unknown(output) }
    var found = 0
    var position = 0
    var start: ByteTrie.Node? = 0
    while position < count {
      guard let node = start, let match = unsafe longest(from: node, text + position, count - position) else {
        return unsafe unknown(output)
      }
      unsafe output[found] = match.id
      found += 1
      position += match.length
      start = model.inner
    }
    return found
  }

  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, appendingTo ids: inout [UInt32]) {
    ids += unsafe [UInt32](unsafeUninitializedCapacity: count) { buffer, found in
      found = unsafe buffer.baseAddress.map { unsafe encode(text, count, into: $0) } ?? 0
    }
  }

  private func longest(
    from start: ByteTrie.Node, _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> (length: Int, id: UInt32)? {
    var node = start
    var best: (length: Int, id: UInt32)?
    var position = 0
    while position < count, let child = unsafe model.trie.child(node, text[position]) {
      node = child
      position &+= 1
      let id = model.trie.value(node)
      if id != ByteTrie.none { best = (position, id) }
    }
    return best
  }

  private func isTooLong(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count > model.wordLimit else { return false }
    var characters = 0
    for index in 0..<count where unsafe text[index] & 0xC0 != 0x80 { characters += 1 }
    return characters > model.wordLimit
  }

  private func unknown(_ output: UnsafeMutablePointer<UInt32>) -> Int {
    unsafe output[0] = model.unknownID
    return 1
  }
}
