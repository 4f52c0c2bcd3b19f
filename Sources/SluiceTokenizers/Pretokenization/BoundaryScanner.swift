internal import CSluice

/// Finds where pieces start, 64 bytes at a time: class masks by a vector kernel, boundaries by bit algebra.
///
/// Every byte of a character carries the character's class, so that neighbouring bits are neighbouring
/// characters. Each family's algebra is an extension.
@safe struct BoundaryScanner {
  /// Blocks a call of the kernel fills.
  static var chunk: Int { 64 }

  /// The best kernel that this processor runs.
  static let bestVariant = sl_kernel_best()

  let rules: BoundaryRules
  private let variant: Int32
  private let masks: UnsafeMutablePointer<sl_class_masks>
  private let words: UnsafeMutablePointer<UInt64>
  private let edge: UnsafeMutablePointer<UInt8>
  private var carry = sl_class_carry()

  private(set) var text: UnsafePointer<UInt8>
  /// Length of the text.
  private(set) var count = 0
  /// How far memory may be read, at least `count`.
  private var readable = 0
  /// Where the next chunk starts.
  private(set) var position = 0
  var state = BoundaryState()
  /// The last start handed out.
  private var lastStart = 0

  /// Most starts of one call.
  static var startLimit: Int { chunk * 64 + 64 }

  init(rules: BoundaryRules, variant: Int32) {
    self.rules = rules
    self.variant = variant
    unsafe masks = .allocate(capacity: BoundaryScanner.chunk + 1)
    unsafe words = .allocate(capacity: BoundaryScanner.chunk)
    unsafe edge = .allocate(capacity: 192)
    unsafe edge.initialize(repeating: 0, count: 192)
    unsafe text = UnsafePointer(edge)
  }

  func deallocate() {
    unsafe masks.deallocate()
    unsafe words.deallocate()
    unsafe edge.deallocate()
  }

  /// Starts on another text; what precedes it is not seen.
  mutating func start(_ text: UnsafePointer<UInt8>, count: Int, readable: Int) {
    unsafe self.text = unsafe text
    self.count = count
    self.readable = readable
    lastStart = 0
    begin(at: 0)
  }

  var isAtEnd: Bool { position >= count }

  /// Writes the starts of pieces of the next 4 KiB and returns their number.
  ///
  /// Room for `startLimit` is needed.
  mutating func next(into starts: UnsafeMutablePointer<UInt32>) -> Int {
    let blocks = min(BoundaryScanner.chunk, (count - position + 63) / 64)
    fill(position + 64, into: 1, blocks: blocks)
    if rules.family == .casedWords, unsafe isUncased(masks, blocks) {
      return unsafe writtenOut(until: position + blocks * 64, into: starts)
    }
    switch rules.family {
    case .spacedRuns: unsafe spacedRuns(masks, blocks, words)
    case .words: unsafe self.words(masks, blocks, words)
    case .casedWords: unsafe casedWords(masks, blocks, words)
    }
    let beyond = position + blocks * 64 - count
    if beyond > 0 { unsafe words[blocks - 1] &= UInt64.max >> UInt64(beyond) }
    let found = unsafe sl_bit_positions(
      variant, words, blocks, UInt32(truncatingIfNeeded: position), starts)
    if found > 0 { lastStart = unsafe Int(starts[found - 1]) }
    unsafe masks[0] = masks[blocks]
    position += blocks * 64
    return found
  }

  /// Cuts by the pattern written out from the last start on, and begins anew with the piece at `limit`.
  ///
  /// Patterns do not look back: any start of a piece can be taken for the start of a text.
  private mutating func writtenOut(until limit: Int, into starts: UnsafeMutablePointer<UInt32>) -> Int {
    let matcher = unsafe ReferenceMatcher(text: text, end: count)
    var found = 0
    var start = lastStart
    if position == 0 {
      unsafe starts[0] = 0
      found = 1
    }
    while let end = matcher.match(rules.pattern, at: start), end < min(limit, count) {
      start = end
      unsafe starts[found] = UInt32(truncatingIfNeeded: start)
      found += 1
    }
    lastStart = start
    position = min(limit, count)
    if position < count, let end = matcher.match(rules.pattern, at: start) { begin(at: end) }
    return found
  }

  /// Goes on at `position`, where a piece starts.
  private mutating func begin(at position: Int) {
    self.position = position
    carry = sl_class_carry()
    state = BoundaryState()
    if position < count { fill(position, into: 0, blocks: 1) }
  }

  /// Fills masks from `start` on; bytes past the end count as white space of the kind that the pattern's tail
  /// asks for.
  private mutating func fill(_ start: Int, into slot: Int, blocks: Int) {
    let inside = max(0, min(blocks, (readable - 4 - start) / 64))
    unsafe withUnsafePointer(to: rules.tables.kernel) { tables in
      if inside > 0 {
        unsafe sl_class_masks_fill(variant, tables, text + start, inside, &carry, masks + slot)
      }
      for block in inside..<blocks {
        let from = start + block * 64
        let left = max(0, min(68, count - from))
        if left > 0 { unsafe edge.update(from: text + from, count: left) }
        unsafe (edge + left).update(repeating: 0, count: 128 - left)
        unsafe sl_class_masks_fill(variant, tables, edge, 1, &carry, masks + slot + block)
      }
    }
    let first = max(0, (count - start) / 64)
    guard first < blocks else { return }
    for block in first..<blocks { pad(slot + block, inside: max(0, count - start - block * 64)) }
  }

  private func pad(_ slot: Int, inside: Int) {
    let valid: UInt64 = inside >= 64 ? .max : (1 << UInt64(inside)) - 1
    unsafe masks[slot].letter &= valid
    unsafe masks[slot].number &= valid
    unsafe masks[slot].space &= valid
    unsafe masks[slot].blank &= valid
    unsafe masks[slot].newline &= valid
    unsafe masks[slot].other &= valid
    unsafe masks[slot].continuation &= valid
    unsafe masks[slot].apostrophe &= valid
    unsafe masks[slot].upper &= valid
    unsafe masks[slot].lower &= valid
    unsafe masks[slot].slash &= valid
    if rules.endsAsNewline {
      unsafe masks[slot].newline |= ~valid
    } else {
      unsafe masks[slot].blank |= ~valid
    }
  }
}

/// What a scanner must know of a pattern.
struct BoundaryRules: Sendable {
  enum Family: Sendable { case spacedRuns, words, casedWords }

  let family: Family
  /// The last of the patterns, which the family belongs to.
  let pattern: SplitPattern
  /// Most digits of a group; 0 for a run with one leading space, as in GPT-2.
  let digits: Int
  /// Whether English contractions stay with their word, in the GPT-4o family.
  let joinsContractions: Bool
  /// Whether the text ends as if line breaks followed, so that white space at the end stays one piece.
  let endsAsNewline: Bool
  let tables: ClassTables

  /// The rules of `pretokenization`, nil where no kernel knows its patterns.
  init?(_ pretokenization: Pretokenization) {
    guard let pattern = pretokenization.steps.last else { return nil }
    let before = pretokenization.steps.dropLast()
    switch pattern {
    case .spacedRuns where before.isEmpty || before == [.numbers(atMost: 1)]:
      self.init(.spacedRuns, pattern, digits: before.count)
    case .spacedRuns where before == [.digits(individual: true)]:
      self.init(.spacedRuns, pattern, digits: 1, numbers: .later)
    case .words(let variant) where before.isEmpty:
      self.init(
        .words, pattern, digits: variant.digits, endsAsNewline: variant.wholeTail,
        marksAreLetters: variant.marks)
    case .casedWords(let variant) where before.isEmpty:
      self.init(
        .casedWords, pattern, digits: variant.digits, joinsContractions: variant.contractions)
    default: return nil
    }
  }

  private init(
    _ family: Family, _ pattern: SplitPattern, digits: Int, joinsContractions: Bool = false,
    endsAsNewline: Bool = false, marksAreLetters: Bool = false, numbers: ClassTables.Numbers = .regular
  ) {
    self.family = family
    self.pattern = pattern
    self.digits = digits
    self.joinsContractions = joinsContractions
    self.endsAsNewline = endsAsNewline
    tables = ClassTables(
      marksAreLetters: marksAreLetters, numbers: numbers, isCased: family == .casedWords)
  }
}

/// What the algebra carries from one block to the next: classes of the last byte, as bit 0.
struct BoundaryState {
  var letter: UInt64 = 0
  var number: UInt64 = 0
  var space: UInt64 = 0
  var blank: UInt64 = 0
  var newline: UInt64 = 0
  var other: UInt64 = 0
  /// White space that no run of others has taken.
  var free: UInt64 = 0
  /// A line break taken by a run of others.
  var taken: UInt64 = 0
  /// The first character of a run of others that stands at a piece's start.
  var head: UInt64 = 0
  /// Starts in the next block, known from this one.
  var pending: UInt64 = 0
  /// Letters of the next block that start no piece: those of a contraction.
  var joined: UInt64 = 0
  /// Digits of the open group.
  var digits = 0
  /// A letter in lower case.
  var lower: UInt64 = 0
  /// Bytes of the next block that a contraction joins to its word.
  var pendingJoined: UInt64 = 0
  /// Where the last contraction that joined a word ended.
  var contractionEnd = -1
}
