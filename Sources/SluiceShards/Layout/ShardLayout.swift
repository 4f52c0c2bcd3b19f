public import SluiceCore

/// What a shard holds, and how it lies in a block before compression.
///
/// Text and records are sequences of bytes: to everything but the reader of documents they are tokens below 256.
public enum ShardLayout: String, Sendable, CaseIterable {
  /// Little-endian 16-bit ids: for vocabularies of up to 65,536.
  case u16
  /// The low 16 bits of all ids, then a plane of their third bytes: for up to 16,777,216.
  case u16plane
  /// UTF-8 of one text field, document after document.
  case text
  /// Records with all their columns, each a JSON object on a line of its own.
  case columns

  /// The layout for token ids below `vocabulary`.
  ///
  /// - Throws: A `badPipeline` error for a vocabulary that no layout holds.
  public init(vocabulary: Int) throws(SluiceError) {
    switch vocabulary {
    case 1...(1 << 16): self = .u16
    case ...(1 << 24) where vocabulary > 0: self = .u16plane
    default:
      throw SluiceError(
        .badPipeline, "shards hold token ids below 16777216; the vocabulary has \(vocabulary)")
    }
  }

  /// Bytes of one token.
  public var bytesPerToken: Int {
    switch self {
    case .u16: 2
    case .u16plane: 3
    case .text, .columns: 1
    }
  }

  /// Whether the tokens are bytes rather than ids of a tokenizer.
  public var isBytes: Bool { bytesPerToken == 1 }

  /// The number of this layout in digests.
  var code: UInt8 {
    switch self {
    case .u16: 0
    case .u16plane: 1
    case .text: 2
    case .columns: 3
    }
  }

  /// What the encryption of a shard with this layout is bound to.
  var role: ShardRole {
    switch self {
    case .u16, .u16plane: .tokens
    case .text: .text
    case .columns: .columns
    }
  }

  /// Writes `tokens` to `output`, which has exactly the room; returns the highest id.
  func encode(_ tokens: UnsafeBufferPointer<UInt32>, into output: UnsafeMutableRawBufferPointer) -> UInt32 {
    precondition(output.count == tokens.count * bytesPerToken)
    guard let target = output.baseAddress, let source = tokens.baseAddress else { return 0 }
    let count = tokens.count
    if isBytes { return unsafe encodeBytes(tokens, into: target) }
    var highest: UInt32 = 0
    let low = unsafe target.bindMemory(to: UInt16.self, capacity: count)
    for position in 0..<count {
      let token = unsafe source[position]
      highest = max(highest, token)
      unsafe low[position] = UInt16(truncatingIfNeeded: token).littleEndian
    }
    guard self == .u16plane else { return highest }
    let plane = unsafe (target + 2 * count).bindMemory(to: UInt8.self, capacity: count)
    for position in 0..<count { unsafe plane[position] = UInt8(truncatingIfNeeded: source[position] >> 16) }
    return highest
  }

  /// Reads as many tokens as `output` has room for from exactly their bytes.
  func decode(_ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableBufferPointer<UInt32>) {
    precondition(bytes.count == output.count * bytesPerToken)
    guard let source = bytes.baseAddress, let target = output.baseAddress else { return }
    let count = output.count
    if isBytes {
      for position in 0..<count { unsafe target[position] = UInt32(bytes[position]) }
      return
    }
    let low = unsafe source.bindMemory(to: UInt16.self, capacity: count)
    for position in 0..<count { unsafe target[position] = UInt32(UInt16(littleEndian: low[position])) }
    guard self == .u16plane else { return }
    let plane = unsafe (source + 2 * count).bindMemory(to: UInt8.self, capacity: count)
    for position in 0..<count { unsafe target[position] |= UInt32(plane[position]) << 16 }
  }

  private func encodeBytes(
    _ tokens: UnsafeBufferPointer<UInt32>, into output: UnsafeMutableRawPointer
  ) -> UInt32 {
    let bytes = unsafe output.bindMemory(to: UInt8.self, capacity: tokens.count)
    var union: UInt32 = 0
    for position in 0..<tokens.count {
      let token = unsafe tokens[position]
      union |= token
      unsafe bytes[position] = UInt8(truncatingIfNeeded: token)
    }
    return union
  }
}
