internal import CSluice

/// From pieces to ids: look up, and merge what is not known.
extension Encoder {
  /// Cuts `text` into pieces and encodes them.
  func pieces(_ text: UnsafePointer<UInt8>, _ count: Int, readable: Int, _ ids: inout [UInt32]) {
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
      let size = min(PieceBatch.capacity, count - done)
      reserve(PieceBatch.capacity * (PretokenCache.middleLimit + 1), &ids)
      let first = unsafe starts + done
      // Keys are loaded 48 bytes at a time: the last pieces before the end of memory go one by one.
      if unsafe Int(first[size - 1]) + 48 <= readable {
        unsafe look(text, first, size, &ids)
      } else {
        for piece in 0..<size { unsafe edge(text, first + piece, readable: readable, &ids) }
      }
      done += size
    }
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

  /// Looks up `count` pieces: all keys and prefetches first, then all ids.
  ///
  /// 48 bytes from each start are readable, and `staging` has room.
  private func look(
    _ text: UnsafePointer<UInt8>, _ starts: UnsafePointer<UInt32>, _ count: Int, _ ids: inout [UInt32]
  ) {
    unsafe prepare(text, starts, count)
    unsafe emit(text, starts, pieces: count, &ids)
  }

  /// Computes the keys of pieces and the places of their sets, which it asks for.
  @inline(never)
  private func prepare(_ text: UnsafePointer<UInt8>, _ starts: UnsafePointer<UInt32>, _ count: Int) {
    let (keys, sets, masks) = unsafe (batch.keys, batch.sets, batch.byteMasks)
    let short = unsafe cache.short
    let shortMask = cache.shortMask
    var start = unsafe Int(starts[0])
    for piece in 0..<count {
      let end = unsafe Int(starts[piece &+ 1])
      let length = end &- start
      if length <= PretokenCache.shortLimit {
        let key = unsafe PieceBatch.short(text + start, length, masks)
        let set = Int(truncatingIfNeeded: PretokenCache.hash(key)) & shortMask
        unsafe keys[piece] = key
        unsafe sets[piece] = set
        unsafe sl_prefetch(short + set)
      } else if length <= PretokenCache.middleLimit {
        let hash = unsafe PretokenCache.hash(PieceBatch.middle(text + start, length, masks))
        let set = Int(truncatingIfNeeded: hash) & cache.middleMask
        unsafe keys[piece] = (0, 0)
        unsafe sets[piece] = set
        unsafe sl_prefetch(cache.middle + set)
        unsafe sl_prefetch(cache.middle + set + 1)
      } else {
        unsafe keys[piece] = (0, 1)
      }
      start = end
    }
  }

  /// Writes the ids of prepared pieces.
  @inline(never)
  private func emit(
    _ text: UnsafePointer<UInt8>, _ starts: UnsafePointer<UInt32>, pieces count: Int, _ ids: inout [UInt32]
  ) {
    let (keys, sets) = unsafe (batch.keys, batch.sets)
    let short = unsafe cache.short
    var output = unsafe staging + staged
    for piece in 0..<count {
      let key = unsafe keys[piece]
      if key.1 > 1 {
        let set = unsafe short + sets[piece]
        if unsafe (set[0].key.0 ^ key.0) | (set[0].key.1 ^ key.1) == 0 {
          let value = unsafe set[0].value
          if !value.isSpilled {
            unsafe write(value, &output)
            continue
          }
        } else if unsafe (set[1].key.0 ^ key.0) | (set[1].key.1 ^ key.1) == 0 {
          let value = unsafe set[1].value
          if !value.isSpilled {
            unsafe write(value, &output)
            continue
          }
        }
        unsafe lookShort(text, starts + piece, key, set, &output)
      } else if key.1 == 0 {
        unsafe lookMiddle(text, starts + piece, cache.middle + sets[piece], &output)
      } else {
        unsafe staged = output - staging
        unsafe lookLong(text, starts + piece, &ids)
        reserve((count &- piece) &* (PretokenCache.middleLimit + 1), &ids)
        unsafe output = staging + staged
      }
    }
    staged = unsafe output - staging
  }

  @inline(__always)
  private func write(_ value: PieceValue, _ output: inout UnsafeMutablePointer<UInt32>) {
    let raw = UnsafeMutableRawPointer(output)
    unsafe raw.storeBytes(of: value.first, as: UInt64.self)
    unsafe raw.storeBytes(of: value.second & PieceValue.idMask, toByteOffset: 8, as: UInt64.self)
    unsafe output += value.count
  }

  /// Writes a value of either kind; false if its ids are forgotten.
  @inline(__always)
  private func writeAny(_ value: PieceValue, _ output: inout UnsafeMutablePointer<UInt32>) -> Bool {
    guard value.isSpilled else {
      unsafe write(value, &output)
      return true
    }
    guard cache.keeps(value.first) else { return false }
    let source = unsafe cache.stored(value.first)
    let count = value.spilledCount
    var index = 0
    while index < count {
      unsafe output[index] = source[index]
      index &+= 1
    }
    unsafe output += count
    return true
  }

  @inline(never)
  private func lookShort(
    _ text: UnsafePointer<UInt8>, _ range: UnsafePointer<UInt32>, _ key: (UInt64, UInt64),
    _ set: UnsafeMutablePointer<PretokenCache.ShortEntry>, _ output: inout UnsafeMutablePointer<UInt32>
  ) {
    for way in 0..<4 {
      let entry = unsafe set[way]
      guard (entry.key.0 ^ key.0) | (entry.key.1 ^ key.1) == 0 else { continue }
      guard unsafe writeAny(entry.value, &output) else {
        let count = unsafe merge(text, range, &output)
        unsafe set[way].value = unsafe cache.value(output - count, count)
        return
      }
      if way > 0 {
        unsafe set[way] = set[way &- 1]
        unsafe set[way &- 1] = entry
      }
      return
    }
    let count = unsafe merge(text, range, &output)
    let value = unsafe cache.value(output - count, count)
    let place = unsafe set[0].key.1 == 0 ? 0 : set[1].key.1 == 0 ? 1 : 2
    if place == 2 { unsafe set[3] = set[2] }
    unsafe set[place] = PretokenCache.ShortEntry(key: key, value: value)
  }

  @inline(__always)
  private func lookMiddle(
    _ text: UnsafePointer<UInt8>, _ range: UnsafePointer<UInt32>,
    _ set: UnsafeMutablePointer<PretokenCache.MiddleEntry>, _ output: inout UnsafeMutablePointer<UInt32>
  ) {
    let start = unsafe Int(range[0])
    let key = unsafe PieceBatch.middle(text + start, Int(range[1]) &- start, batch.byteMasks)
    for way in 0..<4 {
      let other = unsafe set[way].key
      let difference =
        (other.0 ^ key.0) | (other.1 ^ key.1) | (other.2 ^ key.2) | (other.3 ^ key.3) | (other.4 ^ key.4)
        | (other.5 ^ key.5)
      guard difference == 0 else { continue }
      let entry = unsafe set[way]
      guard unsafe writeAny(entry.value, &output) else {
        let count = unsafe merge(text, range, &output)
        unsafe set[way].value = unsafe cache.value(output - count, count)
        return
      }
      if way > 0 {
        unsafe set[way] = set[way &- 1]
        unsafe set[way &- 1] = entry
      }
      return
    }
    let count = unsafe merge(text, range, &output)
    let value = unsafe cache.value(output - count, count)
    let place = unsafe set[0].key.5 == 0 ? 0 : set[1].key.5 == 0 ? 1 : 2
    if place == 2 { unsafe set[3] = set[2] }
    unsafe set[place] = PretokenCache.MiddleEntry(key: key, value: value)
  }

  @inline(never)
  private func merge(
    _ text: UnsafePointer<UInt8>, _ range: UnsafePointer<UInt32>,
    _ output: inout UnsafeMutablePointer<UInt32>
  ) -> Int {
    let start = unsafe Int(range[0])
    let count = unsafe pieceEncoder.encode(text + start, Int(range[1]) - start, into: output)
    unsafe output += count
    return count
  }

  @inline(never)
  private func lookLong(_ text: UnsafePointer<UInt8>, _ range: UnsafePointer<UInt32>, _ ids: inout [UInt32]) {
    let start = unsafe Int(range[0])
    let count = unsafe Int(range[1]) - start
    flush(&ids)
    guard count <= PretokenCache.longLimit else {
      return unsafe pieceEncoder.encode(text + start, count, appendingTo: &ids)
    }
    let hash = unsafe Encoder.hash(text + start, count)
    if let known = unsafe cache.long(text + start, count, hash: hash) {
      unsafe ids.append(contentsOf: known)
      return
    }
    let found = unsafe pieceEncoder.encode(text + start, count, into: staging)
    unsafe cache.insertLong(text + start, count, hash: hash, ids: staging, idCount: found)
    staged = found
  }

  private static func hash(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: count)
    var position = 0
    while position < count {
      // The last load overlaps the one before.
      let word = unsafe UnsafeRawPointer(text + min(position, count &- 8)).loadUnaligned(as: UInt64.self)
      let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
      position &+= 8
    }
    return hash
  }
}
