/// How sentencepiece makes text of ids.
struct SentencePieceDecoding: Sendable, Equatable {
  /// Ids that stand for no text.
  var controls: Set<UInt32> = []
  var unknownID: UInt32 = 0
  /// What an unknown token is written as.
  var unknownSurface: [UInt8] = []
  var bytesOfIDs: [UInt32: UInt8] = [:]
  /// Whether a space at the start goes.
  var dropsFirstSpace = true
  /// Whether all spaces at the start go, token by token.
  var dropsAllSpaces = true

  /// The text of `ids`, whose tokens `token` gives with spaces for marks.
  func text(of ids: [UInt32], token: (UInt32) -> [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var run: [UInt8] = []
    var isAtStart = true
    var sawSpace = false
    for id in ids {
      if let byte = bytesOfIDs[id] {
        run.append(byte)
        continue
      }
      SentencePieceDecoding.append(run, to: &text)
      run = []
      if sawSpace || !text.isEmpty { isAtStart = false }
      sawSpace = false
      if controls.contains(id) { continue }
      if id == unknownID {
        text += unknownSurface
        continue
      }
      var piece = token(id)[...]
      if isAtStart, dropsFirstSpace, piece.first == SpaceMark.space {
        piece = piece.dropFirst()
        sawSpace = !dropsAllSpaces
      }
      text += piece
    }
    SentencePieceDecoding.append(run, to: &text)
    return text
  }

  /// Appends bytes, with U+FFFD for each that is no part of UTF-8.
  private static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
    var rest = bytes[...]
    while let lead = rest.first {
      let part = rest.prefix(UTF8Decoding.length(lead))
      if String(validating: part, as: UTF8.self) != nil {
        text += part
        rest = rest.dropFirst(part.count)
      } else {
        text += DecodingStep.replacement
        rest = rest.dropFirst()
      }
    }
  }
}
