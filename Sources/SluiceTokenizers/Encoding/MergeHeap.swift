/// Byte pair encoding with a heap of pairs: for pieces too long to be searched pair by pair.
final class MergeHeap {
  private var symbols: [UInt32] = []
  private var priorities: [UInt32] = []
  private var following: [Int32] = []
  private var preceding: [Int32] = []
  /// Pairs as priority << 32 | position, the least first; those whose priority has changed are passed over.
  private var heap: [UInt64] = []

  func merge(
    _ merges: MergeTable, _ text: UnsafePointer<UInt8>, _ count: Int,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    prepare(count)
    for index in 0..<count {
      symbols[index] = unsafe merges.byteIDs[Int(text[index])]
      following[index] = Int32(index + 1)
      preceding[index] = Int32(index - 1)
    }
    for index in 0..<count - 1 {
      unsafe push(merges.bytePairs[Int(text[index]) << 8 | Int(text[index + 1])], at: index)
    }
    while let top = pop() {
      let place = Int(top & 0xFFFF_FFFF)
      guard priorities[place] == UInt32(top >> 32) else { continue }
      let merged = merges.result(UInt32(top >> 32))
      let right = Int(following[place])
      let next = Int(following[right])
      symbols[place] = merged
      priorities[right] = MergeTable.none
      following[place] = Int32(next)
      priorities[place] = MergeTable.none
      if next < count {
        preceding[next] = Int32(place)
        push(merges.priority(merged, symbols[next]), at: place)
      }
      let left = Int(preceding[place])
      if left >= 0 { push(merges.priority(symbols[left], merged), at: left) }
    }
    var found = 0
    var place = 0
    while place < count {
      unsafe output[found] = symbols[place]
      found += 1
      place = Int(following[place])
    }
    return found
  }

  private func prepare(_ count: Int) {
    heap.removeAll(keepingCapacity: true)
    priorities.removeAll(keepingCapacity: true)
    priorities.append(contentsOf: repeatElement(MergeTable.none, count: count))
    guard symbols.count < count else { return }
    symbols = [UInt32](repeating: 0, count: count)
    following = [Int32](repeating: 0, count: count)
    preceding = [Int32](repeating: 0, count: count)
  }

  private func push(_ priority: UInt32, at place: Int) {
    priorities[place] = priority
    guard priority != MergeTable.none else { return }
    var child = heap.count
    let entry = UInt64(priority) << 32 | UInt64(place)
    heap.append(entry)
    while child > 0 {
      let parent = (child - 1) >> 1
      guard heap[parent] > entry else { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = entry
  }

  private func pop() -> UInt64? {
    guard let top = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return top }
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < last else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = last
    return top
  }
}
