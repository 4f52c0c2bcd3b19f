internal import CSluice
public import SluiceCore

/// Turns text into token ids.
///
/// One for each worker, used again for every frame; it is not for sharing.
///
/// Memory is bounded: caches of fixed size, whose hits are exact, and buffers that depend on the longest piece
/// only. The ids of a document do not depend on what the encoder saw before.
@safe public final class Encoder {
  /// What the encoder encodes with.
  public let tokenizer: Tokenizer
  let specials: SpecialPolicy
  let pieceEncoder: any PieceEncoder
  /// Whether the ids of a piece may depend on what stands before it.
  let hasContext: Bool
  let cache: PretokenCache
  let splitter: PieceSplitter
  /// Variant of the kernels.
  let kernel: Int32
  let prepared: UnsafeMutablePointer<sl_prepared_piece>
  /// Ids not yet handed on.
  let staging: UnsafeMutablePointer<UInt32>
  var staged = 0
  private let normalizer: TextNormalizer?
  /// Text with a space put before it, or spaces for marks.
  private var rewritten: [UInt8] = []

  static var stagingCapacity: Int { 1 << 14 }

  /// An encoder of `tokenizer`.
  ///
  /// - Parameters:
  ///   - tokenizer: What to encode with.
  ///   - specials: What happens to text that spells a control token.
  ///   - memory: Bound on the caches, in bytes.
  ///   - snapshot: What the caches start with, of the same tokenizer.
  /// - Throws: A `badPipeline` error if `specials` names a token that the tokenizer has not.
  public convenience init(
    _ tokenizer: Tokenizer, specials: SpecialTokenMode = .text, memory: Int = 256 << 20,
    snapshot: CacheSnapshot? = nil
  ) throws(SluiceError) {
    let policy = try SpecialPolicy(specials, of: tokenizer)
    self.init(tokenizer, policy, memory: memory, variant: BoundaryScanner.bestVariant)
    try snapshot?.teach(self)
  }

  /// An encoder that uses the given variant of the kernels, or with nil the patterns written out.
  init(_ tokenizer: Tokenizer, _ specials: SpecialPolicy, memory: Int, variant: Int32?) {
    self.tokenizer = tokenizer
    self.specials = specials
    normalizer = tokenizer.normalization.isEmpty ? nil : TextNormalizer(tokenizer.normalization)
    pieceEncoder = tokenizer.makePieceEncoder()
    hasContext = tokenizer.model.hasContext
    cache = PretokenCache(budget: memory)
    splitter = PieceSplitter(tokenizer.pretokenization, variant: variant)
    kernel = variant ?? Int32(SL_KERNEL_BASE)
    unsafe prepared = .allocate(capacity: Encoder.batchCapacity)
    unsafe staging = .allocate(capacity: Encoder.stagingCapacity)
  }

  deinit {
    unsafe prepared.deallocate()
    unsafe staging.deallocate()
  }
}

// MARK: - Documents

extension Encoder {
  /// Encodes the selected rows of `column` and appends one row for each row of it to `tokens`.
  ///
  /// Rows that are not selected, or have no value, get no ids.
  ///
  /// - Parameters:
  ///   - column: The documents; valid UTF-8 row by row.
  ///   - selection: Which rows to encode, nil for all.
  ///   - appended: Id put after each document, such as that of `<|endoftext|>`.
  ///   - tokens: Gets the rows.
  /// - Throws: A `badData` error if the ids of `tokens` would outgrow its 32-bit offsets.
  @discardableResult
  public func encode(
    _ column: TextColumn, selection: Bitmap? = nil, append appended: UInt32? = nil,
    into tokens: inout TokenColumn
  ) throws(SluiceError) -> EncodingReport {
    var report = EncodingReport()
    let before = tokens.ids.count
    tokens.offsets.reserveCapacity(tokens.offsets.count + column.count)
    for row in 0..<column.count {
      let isEncoded = selection?[row] ?? true && column.validity?[row] ?? true
      if isEncoded {
        let range = column.range(row)
        let found = unsafe column.bytes.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress, !range.isEmpty else { return 0 }
          return unsafe document(
            base + range.lowerBound, range.count, readable: buffer.count - range.lowerBound, &tokens.ids)
        }
        report.specials += found
        if found > 0, specials.forbids { report.forbiddenRows.append(row) }
        report.documents += 1
        report.bytes += range.count
        if let appended { stage(appended, &tokens.ids) }
      }
      guard tokens.ids.count + staged <= Int(UInt32.max) else {
        throw SluiceError(.badData, "a column holds at most \(UInt32.max) tokens")
      }
      tokens.offsets.append(UInt32(tokens.ids.count + staged))
    }
    flush(&tokens.ids)
    report.tokens = tokens.ids.count - before
    return report
  }

  /// The ids of one text; for tests and small texts, not for hot paths.
  public func ids(_ text: String) throws(SluiceError) -> [UInt32] {
    var tokens = TokenColumn()
    try encode(TextColumn([text]), into: &tokens)
    return tokens.ids
  }

  /// Encodes one document and returns how often it spells a control token.
  private func document(
    _ text: UnsafePointer<UInt8>, _ count: Int, readable: Int, _ ids: inout [UInt32]
  ) -> Int {
    guard specials.needsSearch || normalizer != nil else {
      unsafe segment(text, count, readable: readable, isFirst: true, &ids)
      return 0
    }
    return unsafe search(
      text, 0..<count, readable: readable, isNormalized: false, isFirst: true, &ids)
  }

  /// Cuts added tokens out of `range` and encodes what is left between them.
  private func search(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, readable: Int, isNormalized: Bool, isFirst: Bool,
    _ ids: inout [UInt32]
  ) -> Int {
    guard specials.needsSearch, tokenizer.scanner.looks(afterNormalization: isNormalized) else {
      return unsafe part(
        text, range, readable: readable, isNormalized: isNormalized, isFirst: isFirst, &ids)
    }
    var found = 0
    var done = range.lowerBound
    var position = range.lowerBound
    while let match = unsafe tokenizer.scanner.next(
      text, from: position, to: range.upperBound, afterNormalization: isNormalized)
    {
      position = match.range.upperBound
      guard unsafe tokenizer.scanner.isAllowed(match, text, in: range) else { continue }
      let token = tokenizer.scanner.tokens[match.token]
      if token.isSpecial { found += 1 }
      guard specials.takes(match.token) else { continue }
      let taken = unsafe tokenizer.scanner.stripped(match, text, from: done, to: range.upperBound)
      found += unsafe part(
        text, done..<taken.lowerBound, readable: readable, isNormalized: isNormalized,
        isFirst: isFirst && done == range.lowerBound, &ids)
      stage(token.id, &ids)
      done = taken.upperBound
      position = max(position, done)
    }
    return unsafe found
      + part(
        text, done..<range.upperBound, readable: readable, isNormalized: isNormalized,
        isFirst: isFirst && done == range.lowerBound, &ids)
  }

  /// Goes on with text in which tokens are no longer looked for before, or after, normalization.
  private func part(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, readable: Int, isNormalized: Bool, isFirst: Bool,
    _ ids: inout [UInt32]
  ) -> Int {
    guard !range.isEmpty else { return 0 }
    let start = unsafe text + range.lowerBound
    let left = readable - range.lowerBound
    guard !isNormalized else {
      unsafe segment(start, range.count, readable: left, isFirst: isFirst, &ids)
      return 0
    }
    guard let normalizer else {
      return unsafe search(
        start, 0..<range.count, readable: left, isNormalized: true, isFirst: isFirst, &ids)
    }
    var found = 0
    unsafe normalizer.withNormalized(start, range.count, readable: left) { text, count, readable in
      found = unsafe search(
        text, 0..<count, readable: readable, isNormalized: true, isFirst: isFirst, &ids)
    }
    return found
  }

  /// Encodes text that holds no added token.
  private func segment(
    _ text: UnsafePointer<UInt8>, _ count: Int, readable: Int, isFirst: Bool, _ ids: inout [UInt32]
  ) {
    guard count > 0 else { return }
    unsafe pieceEncoder.begin(at: staging + staged)
    let rules = tokenizer.pretokenization
    let mark = unsafe rules.marksSpaces ? SpaceMark.find(text, from: 0, count) : nil
    let beginsWithSpace = unsafe text[0] == SpaceMark.space || mark == 0
    let isPrefixed =
      !beginsWithSpace && (rules.prefixSpace == .always || rules.prefixSpace == .first && isFirst)
    guard isPrefixed || mark != nil else { return unsafe pieces(text, count, readable: readable, &ids) }
    var rewritten = self.rewritten
    self.rewritten = []
    rewritten.removeAll(keepingCapacity: true)
    if isPrefixed { rewritten.append(SpaceMark.space) }
    if mark == nil {
      unsafe rewritten.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
    } else {
      unsafe SpaceMark.append(text, count, to: &rewritten)
    }
    unsafe rewritten.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe pieces(base, buffer.count, readable: buffer.count, &ids)
    }
    self.rewritten = rewritten
  }
}

// MARK: - Staging

extension Encoder {
  private func stage(_ id: UInt32, _ ids: inout [UInt32]) {
    reserve(1, &ids)
    unsafe staging[staged] = id
    staged += 1
  }

  /// Makes room for `count` ids in the staging area.
  func reserve(_ count: Int, _ ids: inout [UInt32]) {
    if staged + count > Encoder.stagingCapacity { flush(&ids) }
  }

  func flush(_ ids: inout [UInt32]) {
    unsafe pieceEncoder.sumUp(to: staging + staged)
    unsafe pieceEncoder.restart(at: staging)
    unsafe ids.append(contentsOf: UnsafeBufferPointer(start: staging, count: staged))
    staged = 0
  }
}
