public import SluiceCore

extension Tokenizer {
  /// The bytes that `ids` stand for; they may begin or end inside a character.
  ///
  /// - Throws: A `badData` error if an id stands for no token.
  public func bytes(of ids: some Sequence<UInt32>) throws(SluiceError) -> [UInt8] {
    var bytes: [UInt8] = []
    for id in ids { bytes.append(contentsOf: try token(id)) }
    return bytes
  }

  /// Whether `ids` stand for exactly `text`: the check that nothing was lost.
  public func decodes(_ ids: ArraySlice<UInt32>, to text: ArraySlice<UInt8>) -> Bool {
    var position = text.startIndex
    for id in ids {
      guard let token = try? token(id), text[position...].starts(with: token) else { return false }
      position += token.count
    }
    return position == text.endIndex
  }

  /// The bytes of one token.
  private func token(_ id: UInt32) throws(SluiceError) -> [UInt8] {
    if Int(id) < vocabulary.count {
      let range = vocabulary.range(Int(id))
      if !range.isEmpty { return range.map { vocabulary.bytes[$0] } }
    }
    guard let added = addedTokens.first(where: { $0.id == id }) else { throw unknown(id) }
    return Array(added.content.utf8)
  }

  private func unknown(_ id: UInt32) -> SluiceError { SluiceError(.badData, "no token has the id \(id)") }
}
