internal import CSluice

/// Byte pair encoding of one piece that starts from characters.
@safe final class CharacterMerger: PieceEncoder {
  private let model: CharacterPairModel
  private let variant: Int32
  private let table: UnsafeMutablePointer<sl_merge_table>
  private let heap = MergeHeap()
  private var unwritten: [UInt32] = []

  init(_ model: CharacterPairModel, variant: Int32 = BoundaryScanner.bestVariant) {
    self.model = model
    self.variant = variant
    unsafe table = .allocate(capacity: 1)
    unsafe table.initialize(to: model.merges.kernel)
  }

  deinit { unsafe table.deallocate() }

  func encode(
    _ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    if model.prefersWholePieces {
      let id = unsafe model.vocabulary.id(of: text, count: count)
      if id != Vocabulary.none {
        unsafe output[0] = id
        return 1
      }
    }
    let start = unsafe symbols(text, count, into: output)
    let symbols = unsafe merge(output, start.count)
    return start.needsRewriting ? unsafe rewrite(output, symbols) : symbols
  }

  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, appendingTo ids: inout [UInt32]) {
    ids += unsafe [UInt32](unsafeUninitializedCapacity: count) { buffer, found in
      found = unsafe buffer.baseAddress.map { unsafe encode(text, count, into: $0) } ?? 0
    }
  }

  private func merge(_ symbols: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    guard count <= Merger.directLimit else {
      return unsafe heap.merge(model.merges, symbolsOf: symbols, count)
    }
    guard count > 1 else { return count }
    return unsafe sl_merge_lanes(variant, table, nil, count, symbols)
  }
}

// MARK: - Symbols

extension CharacterMerger {
  /// Writes the symbols a piece starts from, and says whether some are no ids.
  private func symbols(
    _ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt32>
  ) -> (count: Int, needsRewriting: Bool) {
    var found = 0
    var position = 0
    var needsRewriting = false
    while position < count {
      if let fixed = model.fixed, let match = unsafe fixed.longestPrefix(text + position, count - position) {
        unsafe output[found] = model.firstFixed + match.value
        found += 1
        position += match.length
        needsRewriting = true
        continue
      }
      let (scalar, length) = unsafe UTF8Decoding.scalar(text + position)
      let symbol = model.characters.symbol(scalar)
      if symbol != Vocabulary.none {
        unsafe output[found] = symbol
        found += 1
        if symbol >= model.characters.firstPartial { needsRewriting = true }
      } else if !model.unknown.byteIDs.isEmpty {
        for index in 0..<length {
          unsafe output[found + index] = model.unknown.byteIDs[Int(text[position + index])]
        }
        found += length
      } else {
        unsafe output[found] = model.unknown.id ?? 0
        found += 1
        needsRewriting = true
      }
      position += length
    }
    return (found, needsRewriting)
  }

  /// Puts ids for symbols that are none, and one unknown token for several; returns the number of ids.
  private func rewrite(_ output: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    unwritten.removeAll(keepingCapacity: true)
    unsafe unwritten.append(contentsOf: UnsafeBufferPointer(start: output, count: count))
    let (firstPartial, firstFixed) = (model.characters.firstPartial, model.firstFixed)
    var found = 0
    var isUnknown = false
    for symbol in unwritten {
      let wasUnknown = isUnknown
      isUnknown = false
      if symbol < firstPartial, symbol != model.unknown.id {
        unsafe output[found] = symbol
        found += 1
      } else if symbol >= firstFixed {
        unsafe output[found] = model.fixedIDs[Int(symbol - firstFixed)]
        found += 1
      } else if symbol >= firstPartial, !model.unknown.byteIDs.isEmpty {
        let scalar = model.characters.partial[Int(symbol - firstPartial)]
        UTF8Decoding.forEachByte(of: scalar) { byte in
          unsafe output[found] = model.unknown.byteIDs[Int(byte)]
          found += 1
        }
      } else {
        isUnknown = true
        if model.unknown.isFused, wasUnknown { continue }
        unsafe output[found] = model.unknown.id ?? 0
        found += 1
      }
    }
    return found
  }
}
