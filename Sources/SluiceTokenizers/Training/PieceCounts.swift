public import SluiceCore

/// How often each pretokenized piece occurs: all that training needs to know of a text.
///
/// Counts of many workers or sites add up, so text need not leave its owner; dropping rare pieces first keeps
/// what only few wrote from being shared.
public struct PieceCounts: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where each piece starts in `bytes`; one more than pieces.
  private(set) var offsets: [Int] = [0]
  /// How often each piece occurs.
  private(set) var occurrences: [UInt64] = []
  /// Number of the piece of each slot of the hash table plus one, 0 where it is empty.
  private var slots = [UInt32](repeating: 0, count: 1 << 10)

  /// No pieces.
  public init() {}

  /// Number of different pieces.
  public var count: Int { occurrences.count }

  /// Number of all pieces.
  public var total: UInt64 { occurrences.reduce(0, +) }

  /// How often the piece occurs.
  public subscript(piece: some Sequence<UInt8>) -> UInt64 {
    let piece = Array(piece)
    let number = unsafe piece.withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      return unsafe find(base, buffer.count, hash: ByteHash.hash(base, buffer.count)).number
    }
    return number.map { occurrences[$0] } ?? 0
  }

  /// Adds the counts of `other`.
  public mutating func add(_ other: PieceCounts) {
    unsafe other.bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for number in 0..<other.count {
        let start = other.offsets[number]
        unsafe add(base + start, other.offsets[number + 1] - start, times: other.occurrences[number])
      }
    }
  }

  /// The counts without pieces that occur less than `threshold` times.
  public func dropping(below threshold: UInt64) -> PieceCounts {
    var kept = PieceCounts()
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for number in 0..<count where occurrences[number] >= threshold {
        let start = offsets[number]
        unsafe kept.add(base + start, offsets[number + 1] - start, times: occurrences[number])
      }
    }
    return kept
  }

  /// Counts one more piece.
  mutating func add(_ text: UnsafePointer<UInt8>, _ length: Int, times: UInt64 = 1) {
    let hash = unsafe ByteHash.hash(text, length)
    let (number, slot) = unsafe find(text, length, hash: hash)
    if let number {
      occurrences[number] &+= times
      return
    }
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: length))
    offsets.append(bytes.count)
    occurrences.append(times)
    slots[slot] = UInt32(truncatingIfNeeded: count)
    if count * 2 > slots.count { grow() }
  }

  private func find(
    _ text: UnsafePointer<UInt8>, _ length: Int, hash: UInt64
  ) -> (number: Int?, slot: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      let start = offsets[number]
      if offsets[number + 1] - start == length {
        let isEqual = unsafe bytes.withUnsafeBufferPointer { buffer in
          unsafe buffer.baseAddress.map { unsafe ByteHash.equal($0 + start, text, length) } ?? (length == 0)
        }
        if isEqual { return (number, slot) }
      }
      slot = (slot + 1) & mask
    }
    return (nil, slot)
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: slots.count * 4)
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for number in 0..<count {
        let start = offsets[number]
        let hash = unsafe ByteHash.hash(base + start, offsets[number + 1] - start)
        var slot = Int(truncatingIfNeeded: hash) & (larger.count - 1)
        while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
        larger[slot] = UInt32(number + 1)
      }
    }
    slots = larger
  }
}

/// Cuts text into pieces and counts them; one for each worker.
public final class PieceCounter {
  /// What has been counted.
  public private(set) var counts = PieceCounts()
  private let splitter: PieceSplitter

  /// A counter for pieces of `pattern`.
  public init(_ pattern: TrainingPattern) {
    splitter = PieceSplitter(Pretokenization(steps: [pattern.split]))
  }

  /// Counts the pieces of the selected rows.
  public func count(_ column: TextColumn, selection: Bitmap? = nil) {
    unsafe column.bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for row in 0..<column.count where selection?[row] ?? true {
        let range = column.range(row)
        guard !range.isEmpty else { continue }
        let text = unsafe base + range.lowerBound
        unsafe splitter.forEachChunk(text, range.count, readable: buffer.count - range.lowerBound) {
          starts, count in
          for piece in 0..<count {
            let start = unsafe Int(starts[piece])
            unsafe counts.add(text + start, Int(starts[piece + 1]) - start)
          }
        }
      }
    }
  }
}
