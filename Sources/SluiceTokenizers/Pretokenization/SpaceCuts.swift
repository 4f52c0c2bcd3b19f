/// Where text is cut before spaces.
struct SpaceCuts: Sendable, Equatable {
  /// Whether a cut is before each space, or only before the first of several.
  var isBeforeEach = false
  /// Bytes after which is no cut.
  var joins = ByteSet()

  /// Cuts that no token reaches across, so that each piece can be encoded for itself.
  ///
  /// - Parameter tokens: The tokens that text can become, with spaces for marks.
  init(noneInside tokens: some Sequence<[UInt8]>) {
    for token in tokens {
      for (before, byte) in zip(token, token.dropFirst()) where byte == SpaceMark.space {
        if before != SpaceMark.space { joins.insert(before) }
      }
    }
  }

  /// Cuts before each space.
  static let beforeEach: SpaceCuts = {
    var cuts = SpaceCuts(noneInside: [])
    cuts.isBeforeEach = true
    return cuts
  }()

  /// No cuts at all.
  static let none: SpaceCuts = {
    var cuts = SpaceCuts(noneInside: [])
    for byte in UInt8.min...UInt8.max { cuts.joins.insert(byte) }
    return cuts
  }()

  /// End of the piece that starts at `position`.
  @inline(__always)
  func end(_ text: UnsafePointer<UInt8>, from position: Int, to end: Int) -> Int {
    var next = position &+ 1
    while next < end {
      if unsafe text[next] == SpaceMark.space {
        if isBeforeEach { return next }
        let before = unsafe text[next &- 1]
        if before != SpaceMark.space, !joins.contains(before) { return next }
      }
      next &+= 1
    }
    return end
  }
}

/// A set of byte values.
struct ByteSet: Sendable, Equatable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let word =
      byte < 128 ? (byte < 64 ? words.0 : words.1) : (byte < 192 ? words.2 : words.3)
    return word &>> UInt64(byte & 63) & 1 != 0
  }

  mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  static func == (left: ByteSet, right: ByteSet) -> Bool { left.words == right.words }
}
