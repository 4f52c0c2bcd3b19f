internal import SluiceCore

/// Makes a tokenizer of a sentencepiece model.
struct SentencePieceTokenizer {
  private let model: SentencePieceModel
  private var list = TokenList()
  /// Bytes of the pieces that text can become, with spaces for marks.
  private var texts: [[UInt8]?]
  private let unknownID: UInt32
  private var unknown: UnknownText

  init(_ model: SentencePieceModel) throws(SluiceError) {
    self.model = model
    let spelling: TokenSpelling = model.rules.marksSpaces ? .spaceMarks : .plain
    list.marksSpaces = model.rules.marksSpaces
    texts = []
    var unknowns: [Int] = []
    var byteIDs = [UInt32?](repeating: nil, count: 256)
    for (id, piece) in model.pieces.enumerated() {
      let start = list.bytes.count
      let isSpelled = spelling.append(piece.text, to: &list.bytes)
      let isText = isSpelled && (piece.kind == .normal || piece.kind == .userDefined)
      list.entries.append(TokenList.Entry(range: start..<list.bytes.count, id: id, isText: isText))
      texts.append(isText ? Array(list.bytes[start...]) : nil)
      if piece.kind == .unknown { unknowns.append(id) }
      if piece.kind == .byte {
        guard
          let byte = (UInt8.min...UInt8.max).first(where: { UnknownText.token(ofByte: $0)[...] == piece.text }
          )
        else { throw SluiceError(.badPipeline, "pieces[\(id)] is no byte piece such as <0x0A>") }
        byteIDs[Int(byte)] = UInt32(id)
      }
    }
    guard unknowns.count == 1 else {
      throw SluiceError(.badPipeline, "the model has \(unknowns.count) unknown pieces, not one")
    }
    unknownID = UInt32(unknowns[0])
    unknown = UnknownText(id: unknownID, isFused: true)
    if model.fallsBackToBytes {
      unknown.byteIDs = byteIDs.compactMap(\.self)
      guard unknown.byteIDs.count == 256 else {
        throw SluiceError(.badPipeline, "'byte_fallback' is set, but the model has no pieces for all bytes")
      }
    }
  }

  func tokenizer() throws(SluiceError) -> Tokenizer {
    let vocabulary = try Vocabulary(list)
    var rules = model.rules
    rules.kept = try keptStrings()
    let tokenModel: TokenModel
    switch model.algorithm {
    case .unigram: tokenModel = .unigram(try unigram())
    case .bytePairs: tokenModel = .characterPairs(try characterPairs(vocabulary))
    case .word, .character: throw model.unsupported("trainer_spec.model_type")
    }
    var decoding = SentencePieceDecoding(
      unknownID: unknownID, unknownSurface: model.unknownSurface,
      dropsFirstSpace: rules.addsPrefix || rules.collapsesSpaces, dropsAllSpaces: rules.collapsesSpaces)
    var controls: [AddedToken] = []
    for (id, piece) in model.pieces.enumerated() where piece.kind == .control || piece.kind == .unknown {
      if piece.kind == .control { decoding.controls.insert(UInt32(id)) }
      let content = String(decoding: piece.text, as: UTF8.self)
      controls.append(AddedToken(id: UInt32(id), content: content, isSpecial: true))
    }
    for (byte, id) in unknown.byteIDs.enumerated() { decoding.bytesOfIDs[id] = UInt8(byte) }
    // Where the space goes behind, or unknown spaces join, pieces are not cut.
    let isSpaceKnown = vocabulary.id(of: [SpaceMark.space]) != nil || !unknown.byteIDs.isEmpty
    let cuts = isSpaceKnown ? SpaceCuts(noneInside: texts.compactMap(\.self)) : .none
    return Tokenizer(
      vocabulary: vocabulary, normalization: Normalization(steps: [.sentencePiece(rules)]),
      pretokenization: Pretokenization(steps: [.spacedWords(cuts)]), model: tokenModel,
      decoding: .sentencePiece(decoding), addedTokens: controls)
  }

  /// The user-defined pieces as the text spells them.
  private func keptStrings() throws(SluiceError) -> ByteTrie? {
    var builder = ByteTrieBuilder()
    for (id, piece) in model.pieces.enumerated() where piece.kind == .userDefined {
      guard builder.insert(piece.text, UInt32(id)) else { throw twice(id) }
    }
    return builder.values.count > 1 ? ByteTrie(builder) : nil
  }

  private func twice(_ id: Int) -> SluiceError {
    SluiceError(.badPipeline, "pieces[\(id)] stands twice in the model, or the model is too large")
  }
}

// MARK: - Unigram

extension SentencePieceTokenizer {
  private func unigram() throws(SluiceError) -> UnigramModel {
    var builder = ByteTrieBuilder()
    var scores: [Double] = []
    var least = Float.greatestFiniteMagnitude
    // The reference starts from the least positive number, which scores below zero never exceed.
    var most = Float.leastNormalMagnitude
    for piece in model.pieces where piece.kind == .normal {
      least = min(least, piece.score)
      most = max(most, piece.score)
    }
    for (id, piece) in model.pieces.enumerated() {
      scores.append(
        piece.kind == .userDefined
          ? Double(Float(piece.text.count) * most) - 0.1 : Double(piece.score))
      if let text = texts[id], !builder.insert(text, UInt32(id)) { throw twice(id) }
    }
    return UnigramModel(
      trie: ByteTrie(builder), scores: scores, unknown: unknown, unknownBytes: [], leastScore: Double(least),
      arithmetic: .single, sumsWholeText: true)
  }
}

// MARK: - Byte pair encoding

extension SentencePieceTokenizer {
  /// Neighbours merge whose text together is a piece, that of the highest score first.
  private func characterPairs(_ vocabulary: Vocabulary) throws(SluiceError) -> CharacterPairModel {
    var tokens: [UInt32: UInt32] = [:]
    var parts: Set<UInt32> = []
    var fixed = ByteTrieBuilder()
    var fixedIDs: [UInt32] = []
    for (id, text) in texts.enumerated() {
      guard let text else { continue }
      if model.pieces[id].kind == .userDefined {
        guard fixed.insert(text, UInt32(fixedIDs.count)) else { throw twice(id) }
        fixedIDs.append(UInt32(id))
        continue
      }
      let scalars = String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value)
      if scalars.count == 1 { tokens[scalars[0]] = UInt32(id) } else { parts.formUnion(scalars) }
    }
    let characters = CharacterSymbols(tokens: tokens, parts: parts, count: vocabulary.count)
    return CharacterPairModel(
      vocabulary: vocabulary, rules: try rules(vocabulary, characters), characters: characters,
      unknown: unknown, fixed: fixedIDs.isEmpty ? nil : ByteTrie(fixed), fixedIDs: fixedIDs)
  }

  private func rules(
    _ vocabulary: Vocabulary, _ characters: CharacterSymbols
  ) throws(SluiceError) -> [MergeTable.Rule] {
    let merged = texts.indices.filter { id in
      guard let text = texts[id], model.pieces[id].kind == .normal else { return false }
      return text.count > UTF8Decoding.length(text[0])
    }
    let order = merged.sorted { left, right in
      let (first, second) = (model.pieces[left].score, model.pieces[right].score)
      return first > second || first == second && left < right
    }
    for (left, right) in zip(order, order.dropFirst())
    where model.pieces[left].score == model.pieces[right].score {
      throw SluiceError(
        .badPipeline, "pieces[\(left)] and pieces[\(right)] have the same score, which is not supported")
    }
    var rules: [MergeTable.Rule] = []
    for (priority, id) in order.enumerated() {
      guard let text = texts[id] else { continue }
      for cut in text.indices.dropFirst() where text[cut] & 0xC0 != 0x80 {
        guard let left = symbol(of: text[..<cut], vocabulary, characters),
          let right = symbol(of: text[cut...], vocabulary, characters)
        else { continue }
        rules.append(
          MergeTable.Rule(left: left, right: right, priority: UInt32(priority), result: UInt32(id)))
      }
    }
    return rules
  }

  /// The symbol that is exactly `text`, nil where there is none.
  private func symbol(
    of text: ArraySlice<UInt8>, _ vocabulary: Vocabulary, _ characters: CharacterSymbols
  ) -> UInt32? {
    if let first = text.first, text.count == UTF8Decoding.length(first) {
      let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
      guard let scalar = scalars.first else { return nil }
      let symbol = characters.symbol(scalar.value)
      return symbol == Vocabulary.none ? nil : symbol
    }
    return vocabulary.id(of: Array(text))
  }
}
