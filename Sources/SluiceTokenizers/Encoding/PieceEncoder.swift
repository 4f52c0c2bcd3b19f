/// Makes ids of one piece that is not in the caches; each worker has its own.
protocol PieceEncoder: AnyObject {
  /// Encodes a piece into `output`, which has room for one id more than bytes, and returns their number.
  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt32>) -> Int

  /// Encodes a piece of any length and appends its ids.
  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, appendingTo ids: inout [UInt32])

  /// Whether the last piece has the ids just made wherever it stands, and so may be cached.
  var isPortable: Bool { get }

  /// Whether cached ids are right for the next `bytes` bytes.
  func canUseCaches(for bytes: Int) -> Bool

  /// A text starts, whose ids are written from `output` on.
  func begin(at output: UnsafePointer<UInt32>)

  /// Takes note of the ids up to `output`, which are about to move.
  func sumUp(to output: UnsafePointer<UInt32>)

  /// The next ids are written from `output` on.
  func restart(at output: UnsafePointer<UInt32>)
}

/// Most models know no context: a piece has the same ids wherever it stands.
extension PieceEncoder {
  var isPortable: Bool { true }
  func canUseCaches(for bytes: Int) -> Bool { true }
  func begin(at output: UnsafePointer<UInt32>) {}
  func sumUp(to output: UnsafePointer<UInt32>) {}
  func restart(at output: UnsafePointer<UInt32>) {}
}

extension Tokenizer {
  /// A new encoder of pieces by the tokenizer's model.
  func makePieceEncoder() -> any PieceEncoder {
    let encoder: any PieceEncoder =
      switch model {
      case .bytePairs(let model): Merger(vocabulary, model)
      case .characterPairs(let model): CharacterMerger(model)
      case .unigram(let model): UnigramEncoder(model)
      case .wordPiece(let model): WordPieceEncoder(model)
      }
    guard let words = pretokenization.words else { return encoder }
    return WordEncoder(words, encoder)
  }
}
