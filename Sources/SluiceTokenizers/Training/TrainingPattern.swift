internal import SluiceCore

/// A pattern that new tokenizers can be trained with.
public enum TrainingPattern: String, Sendable, CaseIterable {
  /// GPT-2: words with one leading space, numbers of any length.
  case gpt2
  /// Llama 3 and GPT-4: words with one leading character, numbers in groups of three.
  case llama3
  /// Qwen 2: as Llama 3, every digit for itself.
  case qwen2
  /// GPT-4o: as Llama 3, words ending where capitals begin.
  case gpt4o
  /// SentencePiece: tokens of characters instead of bytes, `▁` for a space, bytes for rare characters.
  ///
  /// Texts are cut as in Qwen 3.5, and before every space, for training only: what is encoded is cut before spaces,
  /// and no merge reaches over the other cuts.
  case sentencepiece

  /// Whether tokens are made of bytes; otherwise of characters.
  var isByteLevel: Bool { self != .sentencepiece }

  /// Control tokens of such a tokenizer unless told otherwise.
  public var usualSpecials: [String] { isByteLevel ? ["<|endoftext|>"] : ["<unk>", "<s>", "</s>"] }

  /// How text is cut for counting.
  var split: SplitPattern {
    switch self {
    case .gpt2: .spacedRuns
    case .llama3: .words(SplitPattern.Words())
    case .qwen2: .words(SplitPattern.Words(digits: 1))
    case .gpt4o: .casedWords(SplitPattern.CasedWords())
    case .sentencepiece: .words(SplitPattern.Words(digits: 1, marks: true))
    }
  }

  /// The `pre_tokenizer` of a `tokenizer.json` with this pattern.
  var preTokenizer: JSON {
    if !isByteLevel {
      return ["type": "Metaspace", "replacement": "▁", "prepend_scheme": "never", "split": true]
    }
    let byteLevel: JSON = [
      "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": JSON(self == .gpt2),
    ]
    let pattern = split
    guard self != .gpt2, let regex = SplitPattern.known.first(where: { $0.pattern == pattern })?.regex else {
      return byteLevel
    }
    let split: JSON = [
      "type": "Split", "pattern": ["Regex": JSON(regex)], "behavior": "Isolated", "invert": false,
    ]
    return ["type": "Sequence", "pretokenizers": [split, byteLevel]]
  }

  /// The `decoder` of such a tokenizer.
  var decoder: JSON {
    if isByteLevel {
      return ["type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true]
    }
    let space: JSON = ["type": "Replace", "pattern": ["String": "▁"], "content": " "]
    return ["type": "Sequence", "decoders": [space, ["type": "ByteFallback"], ["type": "Fuse"]]]
  }
}
