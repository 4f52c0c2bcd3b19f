/// How ids become text again.
enum TokenDecoding: Sendable, Equatable {
  /// The bytes of the tokens, one after the other.
  case bytes
  /// The strings of the tokens, changed step by step as the decoders of Hugging Face tokenizers do.
  case steps([DecodingStep])
  case sentencePiece(SentencePieceDecoding)
}

/// One decoder of Hugging Face tokenizers: it gets the strings of all tokens and gives as many, or fewer.
enum DecodingStep: Sendable, Equatable {
  /// Marks become spaces; those of the first token go where `dropsFirst`.
  case metaspace(dropsFirst: Bool)
  case replace([UInt8], [UInt8])
  /// Tokens `<0x00>` to `<0xFF>` become bytes: each run of them a string, or as many U+FFFD.
  case byteFallback
  case fuse
  /// Up to `start` and `stop` times `content` go at the ends of each string.
  case strip(content: [UInt8], start: Int, stop: Int)
  /// Strings get a space before them, or lose the prefix; `cleansUp` drops spaces of English text.
  case wordPiece(prefix: [UInt8], cleansUp: Bool)
  /// A space between strings: what happens where no decoder is given.
  case join

  func apply(to strings: [[UInt8]]) -> [[UInt8]] {
    switch self {
    case .metaspace(let dropsFirst):
      return strings.enumerated().map { index, string in
        let mark = StringReplacement(
          pattern: SpaceMark.bytes, content: index == 0 && dropsFirst ? [] : [SpaceMark.space])
        return mark.applied(to: string)
      }
    case .replace(let pattern, let content):
      return strings.map { StringReplacement(pattern: pattern, content: content).applied(to: $0) }
    case .byteFallback: return DecodingStep.joiningBytes(strings)
    case .fuse: return [Array(strings.joined())]
    case .strip(let content, let start, let stop):
      return strings.map { DecodingStep.stripped($0, content, start, stop) }
    case .wordPiece(let prefix, let cleansUp):
      return strings.enumerated().map { index, string in
        var string = string
        if index > 0 {
          string =
            string.starts(with: prefix) ? Array(string.dropFirst(prefix.count)) : [SpaceMark.space] + string
        }
        return cleansUp ? DecodingStep.cleaned(string) : string
      }
    case .join: return [Array(strings.joined(separator: [SpaceMark.space]))]
    }
  }

  private static func joiningBytes(_ strings: [[UInt8]]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var run: [UInt8] = []
    func endRun() {
      guard !run.isEmpty else { return }
      if String(validating: run, as: UTF8.self) != nil {
        result.append(run)
      } else {
        result += run.map { _ in replacement }
      }
      run = []
    }
    for string in strings {
      if let byte = byte(of: string) {
        run.append(byte)
      } else {
        endRun()
        result.append(string)
      }
    }
    endRun()
    return result
  }

  static var replacement: [UInt8] { [0xEF, 0xBF, 0xBD] }

  /// The byte that a token such as `<0x0A>` stands for.
  private static func byte(of string: [UInt8]) -> UInt8? {
    guard string.count == 6, string.starts(with: "<0x".utf8), string[5] == UInt8(ascii: ">") else {
      return nil
    }
    return UInt8(String(decoding: string[3..<5], as: UTF8.self), radix: 16)
  }

  private static func stripped(_ string: [UInt8], _ content: [UInt8], _ start: Int, _ stop: Int) -> [UInt8] {
    var rest = string[...]
    for _ in 0..<start where rest.starts(with: content) { rest = rest.dropFirst(content.count) }
    for _ in 0..<stop where rest.suffix(content.count).elementsEqual(content) {
      rest = rest.dropLast(content.count)
    }
    return Array(rest)
  }

  /// What the decoder of WordPiece calls cleaning up.
  private static func cleaned(_ string: [UInt8]) -> [UInt8] {
    let pairs = [
      (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
      (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ]
    return pairs.reduce(string) { string, pair in
      StringReplacement(pattern: Array(pair.0.utf8), content: Array(pair.1.utf8)).applied(to: string)
    }
  }
}

extension StringReplacement {
  /// The changed string.
  func applied(to string: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    let changed = unsafe string.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      return unsafe append(base, buffer.count, to: &result)
    }
    return changed ? result : string
  }
}
