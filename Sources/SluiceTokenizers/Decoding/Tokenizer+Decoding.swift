public import SluiceCore

extension Tokenizer {
  /// The bytes that `ids` stand for; those of a byte-level vocabulary may begin or end inside a character.
  ///
  /// Equals what the reference implementation decodes, control tokens included.
  ///
  /// - Throws: A `badData` error if an id stands for no token.
  public func bytes(of ids: some Sequence<UInt32>) throws(SluiceError) -> [UInt8] {
    switch decoding {
    case .bytes:
      var bytes: [UInt8] = []
      for id in ids { bytes.append(contentsOf: try token(id)) }
      return bytes
    case .steps(let steps):
      var strings: [[UInt8]] = []
      for id in ids { strings.append(try string(id)) }
      return Array(steps.reduce(strings) { $1.apply(to: $0) }.joined())
    case .sentencePiece(let decoding):
      let ids = Array(ids)
      for id in ids { _ = try token(id) }
      return decoding.text(of: ids) { (try? token($0)) ?? [] }
    }
  }

  /// Whether `ids` stand for exactly `text`: the check that nothing was lost.
  public func decodes(_ ids: ArraySlice<UInt32>, to text: ArraySlice<UInt8>) -> Bool {
    guard decoding == .bytes else { return (try? bytes(of: ids)).map { $0[...] == text } ?? false }
    var position = text.startIndex
    for id in ids {
      guard let token = try? token(id), text[position...].starts(with: token) else { return false }
      position += token.count
    }
    return position == text.endIndex
  }

  /// The bytes of one token.
  private func token(_ id: UInt32) throws(SluiceError) -> [UInt8] {
    if let bytes = listed(id) { return bytes }
    guard let added = addedTokens.first(where: { $0.id == id }) else { throw unknown(id) }
    return Array(added.content.utf8)
  }

  /// The string of one token as the reference implementation writes it.
  private func string(_ id: UInt32) throws(SluiceError) -> [UInt8] {
    if let content = scanner.content(of: id) {
      return normalization.marksSpaces ? marked(content) : content
    }
    let bytes = try token(id)
    return vocabulary.marksSpaces ? marked(bytes) : bytes
  }

  private func marked(_ bytes: [UInt8]) -> [UInt8] {
    StringReplacement(pattern: [SpaceMark.space], content: SpaceMark.bytes).applied(to: bytes)
  }

  /// The bytes of a token of the vocabulary.
  private func listed(_ id: UInt32) -> [UInt8]? {
    guard Int(id) < vocabulary.count else { return nil }
    let range = vocabulary.range(Int(id))
    return range.isEmpty ? nil : range.map { vocabulary.bytes[$0] }
  }

  private func unknown(_ id: UInt32) -> SluiceError { SluiceError(.badData, "no token has the id \(id)") }
}
