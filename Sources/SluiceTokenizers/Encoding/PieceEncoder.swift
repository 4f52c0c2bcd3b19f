/// Makes ids of one piece that is not in the caches; each worker has its own.
protocol PieceEncoder: AnyObject {
  /// Encodes a piece into `output`, which has room for as many ids as bytes, and returns their number.
  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt32>) -> Int

  /// Encodes a piece of any length and appends its ids.
  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, appendingTo ids: inout [UInt32])
}

extension Tokenizer {
  /// A new encoder of pieces by the tokenizer's model.
  func makePieceEncoder() -> any PieceEncoder {
    switch model {
    case .bytePairs(let model): Merger(vocabulary, model)
    }
  }
}
