internal import CSluice

/// From pieces to ids: look up, and merge what is not known.
extension Encoder {
  /// Pieces that are looked up together: all keys and prefetches first, then all ids.
  static var batchCapacity: Int { 256 }

  /// Cuts `text` into pieces and encodes them.
  func pieces(_ text: UnsafePointer<UInt8>, _ count: Int, readable: Int, _ ids: inout [UInt32]) {
    cache.growIfNeeded()
    unsafe splitter.forEachChunk(text, count, readable: readable) { starts, count in
      unsafe emit(text, starts, count, readable: readable, &ids)
    }
  }

  /// Encodes the `count` pieces between neighbouring starts.
  private func emit(
    _ text: UnsafePointer<UInt8>, _ starts: UnsafePointer<UInt32>, _ count: Int, readable: Int,
    _ ids: inout [UInt32]
  ) {
    var done = 0
    while done < count {
      let size = min(Encoder.batchCapacity, count - done)
      reserve(Encoder.batchCapacity * (PretokenCache.middleLimit + 1), &ids)
      let first = unsafe starts + done
      guard unsafe canUseCaches(first, size) else {
        for piece in 0..<size { unsafe encodeUncached(text, first + piece, &ids) }
        done += size
        continue
      }
      // Keys are loaded 48 bytes at a time: the last pieces before the end of memory go one by one.
      if unsafe Int(first[size - 1]) + 48 <= readable {
        unsafe look(text, first, size, &ids)
      } else {
        for piece in 0..<size { unsafe edge(text, first + piece, readable: readable, &ids) }
      }
      done += size
    }
  }

  /// Whether cached ids are right for the `count` pieces from `first` on.
  @inline(__always)
  private func canUseCaches(_ first: UnsafePointer<UInt32>, _ count: Int) -> Bool {
    guard hasContext else { return true }
    unsafe pieceEncoder.sumUp(to: staging + staged)
    return unsafe pieceEncoder.canUseCaches(for: Int(first[count] - first[0]))
  }

  /// Encodes one piece without the caches.
  private func encodeUncached(
    _ text: UnsafePointer<UInt8>, _ first: UnsafePointer<UInt32>, _ ids: inout [UInt32]
  ) {
    let start = unsafe Int(first[0])
    let count = unsafe Int(first[1]) - start
    guard count < Encoder.stagingCapacity / 2 else {
      flush(&ids)
      return unsafe pieceEncoder.encode(text + start, count, appendingTo: &ids)
    }
    reserve(count + 1, &ids)
    staged += unsafe pieceEncoder.encode(text + start, count, into: staging + staged)
  }

  /// Encodes one piece, copied where memory ends too near.
  private func edge(
    _ text: UnsafePointer<UInt8>, _ first: UnsafePointer<UInt32>, readable: Int, _ ids: inout [UInt32]
  ) {
    let start = unsafe Int(first[0])
    let count = unsafe Int(first[1]) - start
    guard start + 48 > readable else { return unsafe look(text, first, 1, &ids) }
    var copy: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)
    unsafe withUnsafeMutableBytes(of: &copy) { bytes in
      unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(start: text + start, count: count))
      let range: (UInt32, UInt32) = (0, UInt32(count))
      unsafe withUnsafeBytes(of: range) { range in
        guard let bytes = bytes.baseAddress, let range = range.baseAddress else { return }
        unsafe look(
          UnsafePointer(bytes.assumingMemoryBound(to: UInt8.self)),
          range.assumingMemoryBound(to: UInt32.self),
          1, &ids)
      }
    }
  }

  /// Looks up `count` pieces and encodes those that are not known.
  ///
  /// 48 bytes from each start are readable, and `staging` has room.
  private func look(
    _ text: UnsafePointer<UInt8>, _ starts: UnsafePointer<UInt32>, _ count: Int, _ ids: inout [UInt32]
  ) {
    let table = unsafe cache.table
    unsafe sl_pieces_prepare(kernel, table, text, starts, count, prepared)
    var output = unsafe staging + staged
    var piece = 0
    while true {
      piece = unsafe sl_pieces_emit(kernel, table, text, starts, piece, count, prepared, &output)
      guard piece < count else { break }
      let start = unsafe Int(starts[piece])
      let length = unsafe Int(starts[piece + 1]) - start
      if length <= PretokenCache.middleLimit {
        let found = unsafe pieceEncoder.encode(text + start, length, into: output)
        // White space alone has no ids with some models; the tables keep none.
        if found > 0, !hasContext || pieceEncoder.isPortable {
          unsafe sl_piece_remember(table, text + start, length, output, found)
        }
        unsafe output += found
      } else {
        unsafe staged = output - staging
        unsafe lookLong(text + start, length, &ids)
        reserve((count - piece) * (PretokenCache.middleLimit + 1), &ids)
        unsafe output = staging + staged
      }
      piece += 1
    }
    staged = unsafe output - staging
  }

  @inline(never)
  private func lookLong(_ text: UnsafePointer<UInt8>, _ count: Int, _ ids: inout [UInt32]) {
    flush(&ids)
    guard count <= PretokenCache.longLimit else {
      return unsafe pieceEncoder.encode(text, count, appendingTo: &ids)
    }
    if let known = unsafe cache.long(text, count) {
      if hasContext, let first = known.baseAddress {
        unsafe pieceEncoder.restart(at: first)
        unsafe pieceEncoder.sumUp(to: first + known.count)
        unsafe pieceEncoder.restart(at: staging)
      }
      unsafe ids.append(contentsOf: known)
      return
    }
    let before = ids.count
    unsafe pieceEncoder.encode(text, count, appendingTo: &ids)
    // What is appended is computed from what stands before.
    guard !hasContext else { return }
    unsafe ids.withUnsafeBufferPointer {
      unsafe cache.insertLong(text, count, ids: UnsafeBufferPointer(rebasing: $0[before...]))
    }
  }
}
