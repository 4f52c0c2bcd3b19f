internal import CSluice

/// Memory of one element type that lives as long as its owner: filled once, then read from any thread.
@safe final class Storage<Element: BitwiseCopyable>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  let count: Int
  private let size: Int

  /// `count` copies of `value`, aligned to cache lines, with room for one vector load past the end.
  init(repeating value: Element, count: Int) {
    size = count * MemoryLayout<Element>.stride + 64
    let memory = unsafe sl_pages_allocate(size)
    unsafe base = memory.bindMemory(to: Element.self, capacity: count)
    unsafe base.update(repeating: value, count: count)
    self.count = count
  }

  convenience init(_ elements: [Element], filler: Element) {
    self.init(repeating: filler, count: max(1, elements.count))
    for (index, element) in elements.enumerated() { unsafe base[index] = element }
  }

  deinit { unsafe sl_pages_free(base, size) }

  @inline(__always)
  subscript(index: Int) -> Element {
    get { unsafe base[index] }
    set { unsafe base[index] = newValue }
  }
}
