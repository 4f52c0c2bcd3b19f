internal import SluiceCore

/// What text becomes that no token spells.
struct UnknownText: Sendable, Equatable {
  /// Id of the unknown token.
  var id: UInt32?
  /// Ids of the tokens `<0x00>` to `<0xFF>`, empty where text is not spelled by them.
  var byteIDs: [UInt32] = []
  /// Whether neighbouring unknown tokens become one.
  var isFused = false

  /// The string of the token of a byte.
  static func token(ofByte byte: UInt8) -> [UInt8] { Array("<0x\(Hex.string([byte]).uppercased())>".utf8) }

  /// The ids of all byte tokens of `vocabulary`, nil if one is missing, and whether any is there.
  static func byteIDs(_ vocabulary: Vocabulary) -> (ids: [UInt32]?, any: Bool) {
    let ids = (UInt8.min...UInt8.max).map { vocabulary.id(of: token(ofByte: $0)) }
    let found = ids.compactMap(\.self)
    return (found.count == 256 ? found : nil, !found.isEmpty)
  }
}
