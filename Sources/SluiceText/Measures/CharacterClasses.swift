internal import CSluice

/// The class of every Unicode scalar, laid out for `sl_text_count`.
enum CharacterClasses {
  /// The two-level table, made on first use and kept for the life of the process.
  nonisolated(unsafe) static let table: UnsafePointer<sl_text_classes> = {
    let (pages, classes) = build()
    let table = UnsafeMutablePointer<sl_text_classes>.allocate(capacity: 1)
    unsafe table.initialize(to: sl_text_classes(pages: kept(pages), classes: kept(classes)))
    return unsafe UnsafePointer(table)
  }()

  /// The number of each page of 256 scalars, and the classes of all distinct pages back to back.
  ///
  /// Pages 0…7 of `classes` are those whose scalars all have that class; a page of several classes has its own.
  static func build() -> (pages: [UInt16], classes: [UInt8]) {
    var pages: [UInt16] = []
    var classes = (0..<8).flatMap { [UInt8](repeating: $0, count: 256) }
    pages.reserveCapacity(0x1100)
    var next = 0
    var current: UInt8 = 0
    for page in UInt32(0)..<0x1100 {
      let end = (page + 1) << 8
      guard next < runs.count, runs[next] >> 3 < end else {
        pages.append(UInt16(current))
        continue
      }
      pages.append(UInt16(classes.count >> 8))
      var scalar = page << 8
      while scalar < end {
        if next < runs.count, runs[next] >> 3 == scalar {
          current = UInt8(runs[next] & 7)
          next += 1
        }
        classes.append(current)
        scalar += 1
      }
    }
    return (pages, classes)
  }

  private static func kept<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = unsafe memory.initialize(fromContentsOf: elements)
    return unsafe UnsafePointer(memory.baseAddress.unsafelyUnwrapped)
  }
}
