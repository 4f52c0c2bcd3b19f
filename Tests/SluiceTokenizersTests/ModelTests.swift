import Foundation
import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceTokenizers

/// Small tokenizers of every shape, and what Hugging Face tokenizers and sentencepiece make of some texts.
///
/// Written by `Tests/tokenizers/model_vectors.py`.
enum ModelVectors {
  static let folder = SharedData.checkout.appending(path: "Tests/tokenizers/vectors/models")
  static let texts: [String] = document["texts"]?.array?.compactMap(\.string) ?? []
  static let names: [String] = document["models"]?.object?.keys ?? []

  private static let document: JSON = {
    guard let json = try? JSON.parse(bytes("expected.json")) else {
      preconditionFailure("expected.json is damaged")
    }
    return json
  }()

  static func bytes(_ name: String) -> [UInt8] {
    guard let data = try? Data(contentsOf: folder.appending(path: name)) else {
      preconditionFailure("\(name) is missing")
    }
    return [UInt8](data)
  }

  static func tokenizer(_ name: String) throws -> Tokenizer { try Tokenizer.load(bytes(name), file: name) }

  static func expected(_ name: String, _ kind: String) -> [UInt32] {
    document["models"]?[name]?[kind]?.array?.compactMap(\.integer).map(UInt32.init) ?? []
  }

  /// 32-bit FNV-1a.
  static func fingerprint(_ bytes: [UInt8]) -> UInt32 {
    bytes.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}

@Suite("Models") struct ModelTests {
  @Test("there are vectors for every kind of model")
  func counts() {
    #expect(ModelVectors.names.count == 22)
    #expect(ModelVectors.texts.count > 500)
  }

  @Test("gives the ids of the reference", arguments: ModelVectors.names)
  func ids(name: String) throws {
    let encoder = try Encoder(ModelVectors.tokenizer(name), memory: 1 << 20)
    let expected = ModelVectors.expected(name, "ids")
    #expect(expected.count == ModelVectors.texts.count)
    for (row, text) in zip(try encoder.rows(ModelVectors.texts), zip(ModelVectors.texts, expected)) {
      #expect(TestVectors.fingerprint(row) == text.1, "\(text.0.debugDescription)")
    }
  }

  @Test("decodes to the text of the reference", arguments: ModelVectors.names)
  func decoding(name: String) throws {
    let tokenizer = try ModelVectors.tokenizer(name)
    let rows = try Encoder(tokenizer, memory: 1 << 20).rows(ModelVectors.texts)
    for (row, text) in zip(rows, zip(ModelVectors.texts, ModelVectors.expected(name, "texts"))) {
      #expect(
        ModelVectors.fingerprint(try tokenizer.bytes(of: row)) == text.1, "\(text.0.debugDescription)")
    }
  }

  @Test(
    "gives the same ids cold, warm, and with caches too small for anything", arguments: ModelVectors.names)
  func caches(name: String) throws {
    let tokenizer = try ModelVectors.tokenizer(name)
    let (roomy, narrow) = try (Encoder(tokenizer, memory: 8 << 20), Encoder(tokenizer, memory: 0))
    let first = try roomy.rows(ModelVectors.texts)
    #expect(try roomy.rows(ModelVectors.texts) == first)
    #expect(try narrow.rows(ModelVectors.texts) == first)
    #expect(try narrow.rows(ModelVectors.texts.reversed()).reversed() == first)
  }

  @Test("encodes a long text as the reference would, whatever was cached before")
  func longText() throws {
    // The sum of scores outgrows what caches may be used for.
    let tokenizer = try ModelVectors.tokenizer("sp-unigram-plain.model")
    let text = (0..<6).map { _ in ModelVectors.texts.joined(separator: " ") }.joined()
    let first = try Encoder(tokenizer).rows([text])
    let encoder = try Encoder(tokenizer)
    _ = try encoder.rows(ModelVectors.texts)
    #expect(try encoder.rows([text]) == first)
  }

  @Test(
    "loads damaged models without trapping, or refuses them",
    arguments: ["sp-unigram.model", "sp-pairs-user.model", "xlmr.json", "uncased.json"])
  func damagedFiles(name: String) throws {
    let bytes = ModelVectors.bytes(name)
    var generator = SeededGenerator(seed: 4)
    var refused = 0
    for _ in 0..<25 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<damaged.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: damaged[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: damaged.removeSubrange(place..<min(damaged.count, place + 20))
        default: damaged.removeLast((damaged.count - place) / 8)
        }
      }
      do {
        _ = try Encoder(Tokenizer.load(damaged), memory: 0).ids("Zwölf Boxkämpfer ﬁ ①")
      } catch { refused += 1 }
    }
    #expect(refused > 0)
  }
}

@Suite("Refusing parts of models") struct ModelRefusalTests {
  private func refusal(_ name: String, _ change: (inout JSON) -> Void) throws -> SluiceError? {
    var json = try JSON.parse(ModelVectors.bytes(name))
    change(&json)
    let bytes = Array(json.pretty.utf8)
    return #expect(throws: SluiceError.self) { try Tokenizer.load(bytes, file: "t.json") }
  }

  static let parts: [(String, String, JSON, String)] = [
    (
      "xlmr.json", "normalizer", ["type": "Replace", "pattern": ["Regex": "a+"], "content": "b"],
      "normalizer.pattern.Regex"
    ),
    ("xlmr.json", "pre_tokenizer", ["type": "Metaspace", "replacement": "_"], "pre_tokenizer.replacement"),
    ("xlmr.json", "pre_tokenizer", ["type": "UnicodeScripts"], "pre_tokenizer.type"),
    ("llama2.json", "decoder", ["type": "Strip", "content": " ", "start": -1, "stop": 0], "decoder.start"),
    ("uncased.json", "normalizer", ["type": "BertNormalizer", "lowercase": "yes"], "normalizer.lowercase"),
  ]

  @Test("names the part and its place", arguments: parts)
  func unknownParts(name: String, part: String, value: JSON, named: String) throws {
    let error = try refusal(name) { $0[part] = value }
    #expect(error?.message.contains("'\(named)'") == true, "\(String(describing: error))")
    #expect(error?.place.line != nil)
  }

  @Test("refuses a model that would lose text no token spells")
  func losses() throws {
    let error = try refusal("wordpairs.json") {
      var model = $0["model"]
      model?["unk_token"] = nil
      $0["model"] = model
    }
    #expect(error?.message.contains("would be lost") == true)
  }

  @Test("refuses a charsmap that leads in circles or beyond its end")
  func charsMaps() {
    // One unit that is its own child over and over, and replacements that do not exist.
    let unit: [UInt8] = [0x61, 0x01, 0x00, 0x00]
    let trie = Array(repeatElement(unit, count: 256).joined())
    let map: [UInt8] = [0x00, 0x04, 0x00, 0x00] + trie + [0]
    #expect(throws: SluiceError.self) { try CharsMap(map) }
    #expect(throws: SluiceError.self) { try CharsMap([4, 0, 0, 0, 0, 0, 0, 0]) }
  }
}

@Suite("Unicode normalization") struct NormalizationTests {
  private func normalized(_ text: String, _ form: UnicodeForm) -> String {
    let normalizer = TextNormalizer(Normalization(steps: [.form(form)]))
    return String(decoding: normalizer.normalized(Array(text.utf8)), as: UTF8.self)
  }

  /// Examples of Unicode Standard Annex #15: source, NFC, NFD, NFKC, NFKD.
  static let examples: [[String]] = [
    ["\u{212B}", "\u{C5}", "A\u{30A}", "\u{C5}", "A\u{30A}"],
    ["\u{1E9B}\u{323}", "\u{1E9B}\u{323}", "\u{17F}\u{323}\u{307}", "\u{1E69}", "s\u{323}\u{307}"],
    ["\u{FB01}", "\u{FB01}", "\u{FB01}", "fi", "fi"],
    ["d\u{307}\u{323}", "\u{1E0D}\u{307}", "d\u{323}\u{307}", "\u{1E0D}\u{307}", "d\u{323}\u{307}"],
    [
      "\u{1100}\u{1161}\u{11A8}", "\u{AC01}", "\u{1100}\u{1161}\u{11A8}", "\u{AC01}",
      "\u{1100}\u{1161}\u{11A8}",
    ],
    ["\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}"],
  ]

  @Test("gives the four forms of the annex's examples", arguments: examples)
  func forms(example: [String]) {
    let forms: [UnicodeForm] = [.nfc, .nfd, .nfkc, .nfkd]
    for (form, expected) in zip(forms, example.dropFirst()) {
      #expect(
        Array(normalized("x " + example[0] + "y", form).unicodeScalars)
          == Array(("x " + expected + "y").unicodeScalars), "\(form)")
    }
  }

  @Test("leaves normalized text alone, and normalizes once only")
  func idempotence() {
    var generator = SeededGenerator(seed: 6)
    let pool = Array("aäAé ﬁ①Åx\u{301}\u{323}\u{30A}가\u{1161}\u{11A8}ক\u{9BE}\u{9C7}".unicodeScalars)
    for form in UnicodeForm.allCases {
      for _ in 0..<400 {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
          if let scalar = pool.randomElement(using: &generator) { text.append(scalar) }
        }
        let once = normalized(String(text), form)
        #expect(Array(normalized(once, form).unicodeScalars) == Array(once.unicodeScalars))
      }
    }
  }

  @Test("sorts a hundred thousand marks in linear time")
  func manyMarks() {
    let text = "a" + String(repeating: "\u{301}\u{323}", count: 50_000)
    let sorted =
      "\u{1EA1}" + String(repeating: "\u{323}", count: 49_999) + String(repeating: "\u{301}", count: 50_000)
    #expect(normalized(text, .nfc).unicodeScalars.elementsEqual(sorted.unicodeScalars))
  }
}
