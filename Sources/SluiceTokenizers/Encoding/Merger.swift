internal import CSluice

/// Byte pair encoding of one piece: merges the pair of lowest priority value, the leftmost of equals, until
/// none is left.
///
/// Short pieces are searched for their minimum directly. Long ones are encoded in windows: where all
/// neighbours of two encodings' joint are as the pair alone would be encoded, the joined encoding is the
/// encoding of the whole, so that time is linear and memory bounded for any input.
@safe final class Merger: PieceEncoder {
  /// Longest piece merged by direct search, and bytes of the first windows.
  static var directLimit: Int { Int(SL_MERGE_LANES) }

  private let vocabulary: Vocabulary
  private let prefersWholePieces: Bool
  private let merges: MergeTable
  private let variant: Int32
  private let table: UnsafeMutablePointer<sl_merge_table>
  private let heap = MergeHeap()
  /// Ids of a window.
  private var found: UnsafeMutablePointer<UInt32>
  private var capacity = 0
  /// Bytes of two tokens, and what they are encoded as.
  private let pair: UnsafeMutablePointer<UInt8>
  private let pairIDs: UnsafeMutablePointer<UInt32>
  private let longestToken: Int

  init(_ vocabulary: Vocabulary, _ model: BytePairModel, variant: Int32 = BoundaryScanner.bestVariant) {
    self.vocabulary = vocabulary
    prefersWholePieces = model.prefersWholePieces
    merges = model.merges
    self.variant = variant
    unsafe table = .allocate(capacity: 1)
    unsafe table.initialize(to: model.merges.kernel)
    longestToken = vocabulary.longestToken
    unsafe found = .allocate(capacity: 0)
    unsafe pair = .allocate(capacity: 2 * longestToken)
    unsafe pairIDs = .allocate(capacity: 2 * longestToken)
  }

  deinit {
    unsafe table.deallocate()
    unsafe found.deallocate()
    unsafe pair.deallocate()
    unsafe pairIDs.deallocate()
  }

  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt32>) -> Int {
    if let id = unsafe wholePiece(text, count) {
      unsafe output[0] = id
      return 1
    }
    return unsafe merge(text, count, into: output)
  }

  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, appendingTo ids: inout [UInt32]) {
    if let id = unsafe wholePiece(text, count) { return ids.append(id) }
    let start = ids.count
    var window = Merger.directLimit
    while unsafe !encodeWindows(of: window, text, count, &ids) {
      ids.removeSubrange(start...)
      window *= 8
    }
  }

  private func wholePiece(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt32? {
    guard prefersWholePieces else { return nil }
    let id = unsafe vocabulary.id(of: text, count: count)
    return id == Vocabulary.none ? nil : id
  }

  private func merge(
    _ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard count > 1, count <= Merger.directLimit else {
      return unsafe heap.merge(merges, text, count, into: output)
    }
    return unsafe sl_merge_lanes(variant, table, text, count, output)
  }
}

// MARK: - Windows

extension Merger {
  /// Encodes window by window; false if two of them do not join.
  ///
  /// Each window ends with tokens that the bytes behind it may change: they are given up, and the next window
  /// starts where they started.
  private func encodeWindows(
    of window: Int, _ text: UnsafePointer<UInt8>, _ count: Int, _ ids: inout [UInt32]
  ) -> Bool {
    reserve(min(window, count))
    var position = 0
    var last: UInt32?
    // Of the window before: where it began, its length and the number of its ids.
    var before = (start: 0, length: 0, ids: 0)
    var known: (left: UInt32, right: UInt32)?
    while true {
      let length = min(window, count - position)
      let isSame =
        unsafe before.length == length && sl_bytes_equal(text + before.start, text + position, length) != 0
      let total = unsafe isSame ? before.ids : merge(text + position, length, into: found)
      before = (position, length, total)
      if let last {
        let right = unsafe found[0]
        if known?.left != last || known?.right != right {
          guard joins(last, right) else { return false }
          known = (last, right)
        }
      }
      if position + length == count {
        unsafe ids.append(contentsOf: UnsafeBufferPointer(start: found, count: total))
        return true
      }
      var kept = total
      var end = position + length
      repeat {
        kept -= 1
        end -= unsafe vocabulary.range(Int(found[kept])).count
      } while end > position + length - window / 8 && kept > 0
      guard kept > 0 else { return false }
      unsafe ids.append(contentsOf: UnsafeBufferPointer(start: found, count: kept))
      last = unsafe found[kept - 1]
      position = end
    }
  }

  private func reserve(_ count: Int) {
    guard capacity < count else { return }
    unsafe found.deallocate()
    unsafe found = .allocate(capacity: count)
    capacity = count
  }

  /// Whether the two tokens are what their bytes together are encoded as.
  private func joins(_ left: UInt32, _ right: UInt32) -> Bool {
    var size = 0
    for token in [left, right] {
      let range = vocabulary.range(Int(token))
      unsafe (pair + size).update(from: vocabulary.bytes.base + range.lowerBound, count: range.count)
      size += range.count
    }
    let count = unsafe merge(pair, size, into: pairIDs)
    return unsafe count == 2 && pairIDs[0] == left && pairIDs[1] == right
  }
}
