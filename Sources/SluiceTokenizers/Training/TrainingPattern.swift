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

  var split: SplitPattern {
    switch self {
    case .gpt2: .spacedRuns
    case .llama3: .words(SplitPattern.Words())
    case .qwen2: .words(SplitPattern.Words(digits: 1))
    case .gpt4o: .casedWords(SplitPattern.CasedWords())
    }
  }

  /// The `pre_tokenizer` of a `tokenizer.json` with this pattern.
  var json: JSON {
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
}
