internal import SluiceCore

/// What a trainer has made: tokens in order of id, control tokens first, and merges in order.
public struct TrainedVocabulary: Sendable {
  let pattern: TrainingPattern
  let specials: [String]
  /// Bytes of byte-level tokens, UTF-8 of others.
  let tokens: [[UInt8]]
  let merges: [TokenPair]

  /// Number of ids.
  public var count: Int { specials.count + tokens.count }

  /// The tokenizer as a `tokenizer.json`, which Hugging Face tokenizers reads too.
  public var json: [UInt8] {
    let added = specials.enumerated().map { id, content -> JSON in
      [
        "id": JSON(id), "content": JSON(content), "single_word": false, "lstrip": false, "rstrip": false,
        "normalized": false, "special": true,
      ]
    }
    let names = tokens.map(name)
    let vocabulary = (specials + names).enumerated().map { JSONObject.Member($1, JSON($0)) }
    let rules = merges.map { pair -> JSON in
      [JSON(names[Int(pair.left) - specials.count]), JSON(names[Int(pair.right) - specials.count])]
    }
    let unknown: JSON = specials.contains("<unk>") && !pattern.isByteLevel ? "<unk>" : nil
    let model: JSON = [
      "type": "BPE", "dropout": nil, "unk_token": unknown, "continuing_subword_prefix": nil,
      "end_of_word_suffix": nil, "fuse_unk": JSON(!pattern.isByteLevel),
      "byte_fallback": JSON(!pattern.isByteLevel), "ignore_merges": false,
      "vocab": JSON(JSONObject(vocabulary)), "merges": JSON(rules),
    ]
    let document: JSON = [
      "version": "1.0", "truncation": nil, "padding": nil, "added_tokens": JSON(added), "normalizer": nil,
      "pre_tokenizer": pattern.preTokenizer, "post_processor": nil, "decoder": pattern.decoder,
      "model": model,
    ]
    return Array(document.pretty.utf8)
  }

  private func name(_ token: [UInt8]) -> String {
    guard pattern.isByteLevel else { return String(decoding: token, as: UTF8.self) }
    var name = String.UnicodeScalarView()
    name.append(contentsOf: token.compactMap { Unicode.Scalar(ByteLevelAlphabet.scalars[Int($0)]) })
    return String(name)
  }
}
