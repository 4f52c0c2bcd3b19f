internal import CSluice

/// Byte pair encoding with a heap of pairs: for pieces too long to be searched pair by pair.
@safe final class MergeHeap {
  private var scratch: UnsafeMutableRawPointer
  private var capacity = 0

  init() { unsafe scratch = .allocate(byteCount: 0, alignment: 8) }

  deinit { unsafe scratch.deallocate() }

  /// Encodes `count` bytes into `output`, which has room for as many ids, and returns their number.
  func merge(
    _ merges: MergeTable, _ text: UnsafePointer<UInt8>, _ count: Int,
    into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    unsafe merge(merges, text: text, count, output)
  }

  /// Merges the `count` symbols of `output` in place and returns how many are left.
  func merge(_ merges: MergeTable, symbolsOf output: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    unsafe merge(merges, text: nil, count, output)
  }

  private func merge(
    _ merges: MergeTable, text: UnsafePointer<UInt8>?, _ count: Int, _ output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard count > 1 else {
      if let text = unsafe text, count == 1 { unsafe output[0] = merges.byteIDs.base[Int(text[0])] }
      return count
    }
    if capacity < count {
      unsafe scratch.deallocate()
      unsafe scratch = .allocate(byteCount: sl_merge_heap_scratch(count), alignment: 8)
      capacity = count
    }
    var table = unsafe merges.kernel
    return unsafe sl_merge_heap(&table, text, count, scratch, output)
  }
}
