import Foundation
import SluiceCore
import SluiceTestSupport

@testable import SluiceTokenizers

/// The small vocabulary, the texts, and what Hugging Face tokenizers makes of them.
///
/// Written by `Tests/tokenizers/vectors.py`.
enum TestVectors {
  static let vocabulary = bytes("vocabulary.json")
  static let texts: [String] = strings(document["texts"])
  static let families: [String] = (document["families"]?.object?.keys ?? []).filter { $0 != "nfc" }

  private static let document: JSON = {
    guard let json = try? JSON.parse(bytes("texts.json")) else {
      preconditionFailure("texts.json is damaged")
    }
    return json
  }()

  private static func bytes(_ name: String) -> [UInt8] {
    let url = SharedData.checkout.appending(path: "Tests/tokenizers/vectors/\(name)")
    guard let data = try? Data(contentsOf: url) else { preconditionFailure("\(name) is missing") }
    return [UInt8](data)
  }

  private static func strings(_ json: JSON?) -> [String] { json?.array?.compactMap(\.string) ?? [] }

  /// The vocabulary as a tokenizer of the family.
  static func json(_ family: String) throws -> JSON {
    var root = try JSON.parse(vocabulary)
    for name in ["pre_tokenizer", "normalizer"] { root[name] = document["families"]?[family]?[name] }
    var model = root["model"]
    model?["ignore_merges"] = document["families"]?[family]?["ignore_merges"]
    root["model"] = model
    return root
  }

  static func tokenizer(_ family: String) throws -> Tokenizer {
    try Tokenizer.load(Array(json(family).compact.utf8), file: "tokenizer.json")
  }

  static func fingerprints(_ family: String) -> [UInt32] {
    document["families"]?[family]?["fingerprints"]?.array?.compactMap(\.integer).map(UInt32.init) ?? []
  }

  /// 32-bit FNV-1a of the ids.
  static func fingerprint(_ ids: some Sequence<UInt32>) -> UInt32 {
    var value: UInt32 = 0x811C_9DC5
    for id in ids {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        value = (value ^ (id >> shift & 255)) &* 0x0100_0193
      }
    }
    return value
  }
}

extension Encoder {
  /// An encoder by the given kernel, or nil for the patterns written out.
  static func of(_ tokenizer: Tokenizer, variant: Int32?, memory: Int = 1 << 20) throws -> Encoder {
    Encoder(tokenizer, try SpecialPolicy(.text, of: tokenizer), memory: memory, variant: variant)
  }

  /// The ids of each text, encoded as one column.
  func rows(_ texts: [String]) throws -> [[UInt32]] {
    var tokens = TokenColumn()
    try encode(TextColumn(texts), into: &tokens)
    return (0..<tokens.count).map { Array(tokens.ids[tokens.range($0)]) }
  }
}

/// A small generator with a fixed sequence for each seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
