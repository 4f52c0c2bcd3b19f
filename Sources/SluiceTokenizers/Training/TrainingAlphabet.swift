/// The tokens that a vocabulary has before any merge, and how text is written in them.
struct TrainingAlphabet {
  /// How each token is spelled in a vocabulary: bytes of byte-level tokens, UTF-8 of others.
  private(set) var tokens: [[UInt8]] = []
  /// Id of the first of `tokens`.
  let firstID: UInt32
  /// Ids of the 256 bytes, where text is written in bytes.
  private var idOfByte: [UInt32]?
  /// Ids of characters, where text is written in characters.
  private var idOfScalar: [UInt32: UInt32] = [:]

  /// What stands for a space in the vocabulary of SentencePiece.
  private static let space: UInt32 = 0x2581

  /// The 256 bytes, in the order in which a `tokenizer.json` sorts the characters that stand for them.
  init(bytesFrom firstID: UInt32) {
    self.firstID = firstID
    let order = (0..<256).sorted { ByteLevelAlphabet.scalars[$0] < ByteLevelAlphabet.scalars[$1] }
    var ids = [UInt32](repeating: 0, count: 256)
    for (position, byte) in order.enumerated() { ids[byte] = firstID + UInt32(position) }
    idOfByte = ids
    tokens = order.map { [UInt8($0)] }
  }

  /// The tokens `<0x00>` to `<0xFF>`, and the characters of `counts` by code point.
  ///
  /// - Parameters:
  ///   - counts: Where the characters come from.
  ///   - coverage: Which share of all characters the alphabet covers; the rarest are left to bytes.
  ///   - firstID: Id of the first token.
  init(charactersOf counts: PieceCounts, coverage: Double, from firstID: UInt32) {
    self.firstID = firstID
    tokens = (0..<256).map {
      Array("<0x\($0 < 16 ? "0" : "")\(String($0, radix: 16, uppercase: true))>".utf8)
    }
    var frequencies: [UInt32: UInt64] = [:]
    unsafe counts.forEach { text, count, tally in
      unsafe TrainingAlphabet.forEachScalar(text, count) { scalar in
        frequencies[scalar, default: 0] &+= tally.occurrences
      }
    }
    let total = frequencies.values.reduce(0.0) { $0 + Double($1) }
    var covered = 0.0
    var kept: [UInt32] = []
    let byFrequency = frequencies.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (scalar, frequency) in byFrequency where coverage >= 1 || covered < coverage * total {
      covered += Double(frequency)
      kept.append(scalar)
    }
    for scalar in kept.sorted() {
      idOfScalar[scalar] = firstID + UInt32(tokens.count)
      tokens.append(Unicode.Scalar(scalar).map { Array(String($0).utf8) } ?? [])
    }
  }

  /// Calls `body` with the token of each byte or character, nil for a character that has none.
  @inline(__always)
  func forEachToken(of text: UnsafePointer<UInt8>, _ count: Int, _ body: (UInt32?) -> Void) {
    if let idOfByte {
      for index in 0..<count { unsafe body(idOfByte[Int(text[index])]) }
    } else {
      unsafe TrainingAlphabet.forEachScalar(text, count) { body(idOfScalar[$0]) }
    }
  }

  private static func forEachScalar(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ body: (UInt32) -> Void
  ) {
    var position = 0
    while position < count {
      let (scalar, length) = unsafe UTF8Decoding.scalar(text + position)
      body(scalar == 0x20 ? space : scalar)
      position += length
    }
  }
}
