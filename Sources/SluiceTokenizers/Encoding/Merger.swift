/// Byte pair encoding of one piece: merges the pair of lowest priority value, the leftmost of equals, until
/// none is left.
///
/// Short pieces are searched for their minimum directly. Long ones are encoded in windows: where all
/// neighbours of two encodings' joint are as the pair alone would be encoded, the joined encoding is the
/// encoding of the whole, so that time is linear and memory bounded for any input.
@safe final class Merger: PieceEncoder {
  /// Longest piece merged by direct search.
  static var directLimit: Int { 48 }
  /// Bytes of a window.
  static var window: Int { 4096 }

  private let vocabulary: Vocabulary
  private let prefersWholePieces: Bool
  private let merges: MergeTable
  private let priorities: UnsafeMutablePointer<UInt32>
  private let heap = MergeHeap()

  init(_ vocabulary: Vocabulary, _ model: BytePairModel) {
    self.vocabulary = vocabulary
    prefersWholePieces = model.prefersWholePieces
    merges = model.merges
    unsafe priorities = .allocate(capacity: Merger.directLimit)
  }

  deinit { unsafe priorities.deallocate() }

  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt32>) -> Int {
    if prefersWholePieces {
      let id = unsafe vocabulary.id(of: text, count: count)
      if id != Vocabulary.none {
        unsafe output[0] = id
        return 1
      }
    }
    return unsafe merge(text, count, into: output)
  }

  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, appendingTo ids: inout [UInt32]) {
    if prefersWholePieces {
      let id = unsafe vocabulary.id(of: text, count: count)
      if id != Vocabulary.none { return ids.append(id) }
    }
    let start = ids.count
    var window = Merger.window
    while unsafe !encodeWindows(of: window, text, count, &ids) {
      ids.removeSubrange(start...)
      window *= 4
    }
  }

  /// Encodes window by window; false if two of them do not join.
  private func encodeWindows(
    of window: Int, _ text: UnsafePointer<UInt8>, _ count: Int, _ ids: inout [UInt32]
  ) -> Bool {
    var position = 0
    var last: UInt32?
    while true {
      let length = min(window, count - position)
      var found = unsafe [UInt32](unsafeUninitializedCapacity: length) { buffer, found in
        found = unsafe buffer.baseAddress.map { unsafe merge(text + position, length, into: $0) } ?? 0
      }
      if let last, !joins(last, found[0]) { return false }
      if position + length == count {
        ids.append(contentsOf: found)
        return true
      }
      var end = position + length
      repeat {
        end -= vocabulary.range(Int(found.removeLast())).count
      } while end > position + length - window / 8 && !found.isEmpty
      guard let kept = found.last else { return false }
      ids.append(contentsOf: found)
      last = kept
      position = end
    }
  }

  /// Whether the two tokens are what their bytes together are encoded as.
  private func joins(_ left: UInt32, _ right: UInt32) -> Bool {
    let bytes = [left, right].flatMap { token in
      vocabulary.range(Int(token)).map { vocabulary.bytes[$0] }
    }
    let ids = unsafe [UInt32](unsafeUninitializedCapacity: bytes.count) { output, found in
      found = unsafe bytes.withUnsafeBufferPointer { text in
        guard let from = text.baseAddress, let to = output.baseAddress else { return 0 }
        return unsafe merge(from, text.count, into: to)
      }
    }
    return ids == [left, right]
  }

  private func merge(
    _ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard count <= Merger.directLimit else { return unsafe heap.merge(merges, text, count, into: output) }
    return unsafe mergeDirectly(text, count, into: output)
  }

  /// Searches all pairs for the least before each merge, and closes the gap after it.
  private func mergeDirectly(
    _ text: UnsafePointer<UInt8>, _ count: Int, into symbols: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let priorities = unsafe self.priorities
    var pairs = count &- 1
    for index in 0..<count { unsafe symbols[index] = merges.byteIDs.base[Int(text[index])] }
    for index in 0..<pairs {
      unsafe priorities[index] = merges.bytePairs.base[Int(text[index]) &<< 8 | Int(text[index &+ 1])]
    }
    while true {
      // Priority and place in one number: the least of them is the leftmost of the least.
      var least = UInt64.max
      for index in 0..<pairs {
        least = unsafe min(least, UInt64(priorities[index]) &<< 32 | UInt64(truncatingIfNeeded: index))
      }
      guard least &>> 32 < UInt64(MergeTable.none) else { return pairs &+ 1 }
      let place = Int(truncatingIfNeeded: least & 0xFFFF_FFFF)
      let merged = merges.result(UInt32(truncatingIfNeeded: least &>> 32))
      unsafe symbols[place] = merged
      pairs &-= 1
      for index in place..<pairs {
        unsafe symbols[index &+ 1] = symbols[index &+ 2]
        unsafe priorities[index] = priorities[index &+ 1]
      }
      // Both filters are read before either branch: most neighbours merge with nothing.
      let left = unsafe symbols[max(place, 1) &- 1]
      let right = unsafe symbols[place &+ 1]
      let mayLeft = merges.mayMerge(left, merged)
      let mayRight = merges.mayMerge(merged, right)
      if place > 0 {
        unsafe priorities[place &- 1] = mayLeft ? merges.listedPriority(left, merged) : MergeTable.none
      }
      if place < pairs {
        unsafe priorities[place] = mayRight ? merges.listedPriority(merged, right) : MergeTable.none
      }
    }
  }
}
