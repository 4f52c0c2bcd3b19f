internal import SluiceCore

/// The parts of a sentencepiece model file (`ModelProto`) that decide which ids a text gets.
///
/// Parts that only say how a model was trained are passed over; the others are understood or refused.
struct SentencePieceModel {
  /// One piece; its place in the file is its id.
  struct Piece {
    var text: ArraySlice<UInt8> = []
    var score: Float = 0
    var kind = Kind.normal
  }

  enum Kind: UInt64 {
    case normal = 1, unknown, control, userDefined, unused, byte
  }

  enum Algorithm: UInt64 {
    case unigram = 1, bytePairs, word, character
  }

  var pieces: [Piece] = []
  var algorithm = Algorithm.unigram
  var fallsBackToBytes = false
  var putsSpaceBehind = false
  var unknownSurface: [UInt8] = Array(" \u{2047} ".utf8)
  var rules = SentencePieceRules()

  init(_ bytes: [UInt8]) throws(SluiceError) {
    var reader = ProtobufReader(bytes[...])
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let piece)): try addPiece(piece)
      case (2, .bytes(let trainer)): try readTrainer(trainer)
      case (3, .bytes(let normalizer)): try readNormalizer(normalizer)
      case (4, .bytes): break
      case (5, .bytes(let denormalizer)):
        guard try !hasCharsMap(denormalizer) else { throw unsupported("denormalizer_spec") }
      case (200..., _): break
      default: throw unsupported("field \(field.number) of the model")
      }
    }
    rules.addsSuffix = putsSpaceBehind
    guard !pieces.isEmpty else { throw SluiceError(.badPipeline, "the model has no pieces") }
  }

  private mutating func addPiece(_ bytes: ArraySlice<UInt8>) throws(SluiceError) {
    guard pieces.count < Vocabulary.limit else { throw unsupported("more than \(Vocabulary.limit) pieces") }
    var piece = Piece()
    var reader = ProtobufReader(bytes)
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let text)): piece.text = text
      case (2, .fixed32(let bits)): piece.score = Float(bitPattern: bits)
      case (3, .varint(let number)):
        guard let kind = Kind(rawValue: number) else {
          throw unsupported("pieces[\(pieces.count)].type \(number)")
        }
        piece.kind = kind
      case (200..., _): break
      default: throw unsupported("field \(field.number) of pieces[\(pieces.count)]")
      }
    }
    guard !piece.text.isEmpty, String(validating: piece.text, as: UTF8.self) != nil, piece.score.isFinite
    else {
      throw SluiceError(.badPipeline, "pieces[\(pieces.count)] has no text, no UTF-8 or no score")
    }
    guard piece.kind != .unused else { throw unsupported("pieces[\(pieces.count)].type UNUSED") }
    pieces.append(piece)
  }

  private mutating func readTrainer(_ bytes: ArraySlice<UInt8>) throws(SluiceError) {
    var reader = ProtobufReader(bytes)
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (3, .varint(let number)):
        guard let algorithm = Algorithm(rawValue: number) else {
          throw unsupported("trainer_spec.model_type \(number)")
        }
        self.algorithm = algorithm
      case (24, .varint(let flag)): putsSpaceBehind = flag != 0
      case (35, .varint(let flag)): fallsBackToBytes = flag != 0
      case (44, .bytes(let surface)): unknownSurface = Array(surface)
      default: break
      }
    }
  }

  private mutating func readNormalizer(_ bytes: ArraySlice<UInt8>) throws(SluiceError) {
    var reader = ProtobufReader(bytes)
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes), (6, .bytes), (200..., _): break
      case (2, .bytes(let map)): if !map.isEmpty { rules.map = try CharsMap(Array(map)) }
      case (3, .varint(let flag)): rules.addsPrefix = flag != 0
      case (4, .varint(let flag)): rules.collapsesSpaces = flag != 0
      case (5, .varint(let flag)): rules.marksSpaces = flag != 0
      default: throw unsupported("field \(field.number) of normalizer_spec")
      }
    }
  }

  private func hasCharsMap(_ bytes: ArraySlice<UInt8>) throws(SluiceError) -> Bool {
    var reader = ProtobufReader(bytes)
    while let field = try reader.next() {
      if field.number == 2, case .bytes(let map) = field.value, !map.isEmpty { return true }
    }
    return false
  }

  func unsupported(_ what: String) -> SluiceError {
    SluiceError(.badPipeline, "'\(what)' is not supported")
  }
}
