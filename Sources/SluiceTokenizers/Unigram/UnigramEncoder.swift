/// Finds the best segmentation of a piece by a unigram model (Viterbi), in linear time.
///
/// Where the pieces of a text are parts of one sum, the reference implementations round that sum, and the
/// rounding decides between segmentations of nearly equal score. A result is portable, that is, right wherever
/// the piece stands, if it beats every other by more than all rounding can change; only those may be cached.
/// The others are computed from the exact sum of what stands before.
@safe final class UnigramEncoder: PieceEncoder {
  private let model: UnigramModel
  private var nodes: UnsafeMutablePointer<Node>
  private var capacity = 0
  /// Ends of the tokens of the segmentation, the last first.
  private var ends: [Int] = []
  private(set) var isPortable = true
  /// Whether all sums of the pieces at hand stay below the limit for which `isPortable` speaks.
  private var isWithinLimit = true
  /// The sum of the scores of the text before, as far as `summed`.
  private var sum = 0.0
  private var summed: UnsafePointer<UInt32>?

  /// The best segmentation that ends at a byte.
  private struct Node {
    var score = 0.0
    /// The best score of the other segmentations.
    var second = -Double.infinity
    /// Where its last token starts, -1 where none ends here.
    var start: Int32 = -1
    var id: UInt32 = 0
  }

  init(_ model: UnigramModel) {
    self.model = model
    unsafe nodes = .allocate(capacity: 0)
  }

  deinit { unsafe nodes.deallocate() }

  func encode(
    _ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard model.sumsWholeText else {
      unsafe segment(text, count, from: 0, arithmetic: model.arithmetic)
      return unsafe write(text, into: output).count
    }
    if isWithinLimit {
      unsafe segment(text, count, from: 0, arithmetic: .double)
      if margin > Double(ends.count + count + 2) * rounding {
        let written = unsafe write(text, into: output)
        if !written.fuses {
          isPortable = true
          return written.count
        }
      }
    }
    unsafe sumUp(to: output)
    isPortable = false
    unsafe segment(text, count, from: sum, arithmetic: model.arithmetic)
    sum = unsafe nodes[count].score
    let written = unsafe write(text, into: output)
    unsafe summed = UnsafePointer(output + written.count)
    return written.count
  }

  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, appendingTo ids: inout [UInt32]) {
    unsafe segment(text, count, from: model.sumsWholeText ? sum : 0, arithmetic: model.arithmetic)
    sum = unsafe nodes[count].score
    let found = unsafe [UInt32](unsafeUninitializedCapacity: count + 1) { buffer, found in
      found = unsafe buffer.baseAddress.map { unsafe write(text, into: $0).count } ?? 0
    }
    ids.append(contentsOf: found)
  }
}

// MARK: - Segmentation

extension UnigramEncoder {
  /// Finds the best segmentation, whose tokens end at `ends`.
  ///
  /// - Parameters:
  ///   - text: Valid UTF-8.
  ///   - count: Its length, more than 0.
  ///   - start: The sum of the scores of what stands before.
  ///   - arithmetic: How scores are summed up.
  private func segment(
    _ text: UnsafePointer<UInt8>, _ count: Int, from start: Double, arithmetic: UnigramModel.Arithmetic
  ) {
    reserve(count + 1)
    let nodes = unsafe self.nodes
    for index in 0...count { unsafe nodes[index] = Node() }
    unsafe nodes[0].score = start
    let rounds = arithmetic == .single
    var position = 0
    while position < count {
      let before = unsafe nodes[position].score
      let length = unsafe UTF8Decoding.length(text[position])
      var isCharacterKnown = false
      var node: ByteTrie.Node = 0
      var end = position
      while end < count, let child = unsafe model.trie.child(node, text[end]) {
        node = child
        end &+= 1
        let id = model.trie.value(node)
        guard id != ByteTrie.none else { continue }
        let score = unsafe model.scores.withUnsafeBufferPointer { unsafe $0[Int(id)] } + before
        unsafe offer(score, id, from: position, to: nodes + end, rounds: rounds)
        if end == position &+ length { isCharacterKnown = true }
      }
      if !isCharacterKnown {
        let score =
          rounds ? Double(Float(model.unknownScore) + Float(before)) : model.unknownScore + before
        unsafe offer(
          score, model.unknown.id ?? 0, from: position, to: nodes + min(count, position + length),
          rounds: rounds)
      }
      position &+= length
    }
    ends.removeAll(keepingCapacity: true)
    var end = count
    while end > 0 {
      ends.append(end)
      end = unsafe Int(nodes[end].start)
    }
  }

  @inline(__always)
  private func offer(
    _ score: Double, _ id: UInt32, from start: Int, to node: UnsafeMutablePointer<Node>, rounds: Bool
  ) {
    let score = rounds ? Double(Float(score)) : score
    guard unsafe node.pointee.start < 0 || score > node.pointee.score else {
      unsafe node.pointee.second = max(node.pointee.second, score)
      return
    }
    if unsafe node.pointee.start >= 0 {
      unsafe node.pointee.second = max(node.pointee.second, node.pointee.score)
    }
    unsafe node.pointee.score = score
    unsafe node.pointee.start = Int32(truncatingIfNeeded: start)
    unsafe node.pointee.id = id
  }

  /// By how much the best segmentation beats every other.
  private var margin: Double {
    var least = Double.infinity
    for end in ends { least = unsafe min(least, nodes[end].score - nodes[end].second) }
    return least
  }

  private func reserve(_ count: Int) {
    guard count > capacity else { return }
    unsafe nodes.deallocate()
    capacity = max(count, 256)
    unsafe nodes = .allocate(capacity: capacity)
  }

  /// Writes the ids of the segmentation, and says whether one of them stands for several unknown tokens.
  private func write(
    _ text: UnsafePointer<UInt8>, into output: UnsafeMutablePointer<UInt32>
  ) -> (count: Int, fuses: Bool) {
    var found = 0
    var fuses = false
    var start = 0
    var index = ends.count
    while index > 0 {
      index -= 1
      let id = unsafe nodes[ends[index]].id
      guard id == model.unknown.id else {
        unsafe output[found] = id
        found += 1
        start = ends[index]
        continue
      }
      var end = ends[index]
      let first = end
      while model.unknown.isFused, index > 0, unsafe nodes[ends[index - 1]].id == id {
        index -= 1
        end = ends[index]
      }
      if end != first { fuses = true }
      found += unsafe writeUnknown(text, start..<end, into: output + found)
      start = end
    }
    return (found, fuses)
  }

  private func writeUnknown(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let isSpelledOut =
      range.count == model.unknownBytes.count
      && range.allSatisfy { unsafe text[$0] == model.unknownBytes[$0 - range.lowerBound] }
    guard !model.unknown.byteIDs.isEmpty, !isSpelledOut else {
      unsafe output[0] = model.unknown.id ?? 0
      return 1
    }
    for (index, place) in range.enumerated() {
      unsafe output[index] = model.unknown.byteIDs[Int(text[place])]
    }
    return range.count
  }
}

// MARK: - The sum of the text before

extension UnigramEncoder {
  /// Largest sum for which `isPortable` speaks.
  private var portableLimit: Double { model.arithmetic == .single ? 262_144 : 1_073_741_824 }
  /// Most that one rounding changes a sum below the limit.
  private var rounding: Double { model.arithmetic == .single ? 1.0 / 128 : 1.0 / 8_388_608 }

  func begin(at output: UnsafePointer<UInt32>) {
    sum = 0
    unsafe summed = output
  }

  func restart(at output: UnsafePointer<UInt32>) { unsafe summed = output }

  func sumUp(to output: UnsafePointer<UInt32>) {
    guard model.sumsWholeText, var next = unsafe summed else { return }
    while unsafe next < output {
      unsafe add(next.pointee)
      unsafe next += 1
    }
    unsafe summed = output
  }

  /// Adds the score of a token to the sum, as the segmentation does.
  private func add(_ id: UInt32) {
    let byte = model.byteOfID[id]
    guard id == model.unknown.id || byte != nil else {
      let score = model.scores[Int(id)] + sum
      sum = model.arithmetic == .single ? Double(Float(score)) : score
      return
    }
    // A character in bytes costs once, at its first byte.
    if let byte, byte & 0xC0 == 0x80 { return }
    let isSingle = model.arithmetic == .single
    sum = isSingle ? Double(Float(model.unknownScore) + Float(sum)) : model.unknownScore + sum
  }

  func canUseCaches(for bytes: Int) -> Bool {
    isWithinLimit =
      !model.sumsWholeText || abs(sum) + Double(bytes + 1) * model.worstScore < portableLimit
    return isWithinLimit
  }
}
