import SluiceCore
import Testing

@testable import SluicePrivacy

@Suite("Recognizers of a pipeline")
struct CustomRecognizerTests {
  private static func plan(_ recognizers: String, _ more: String = "") throws -> TextAnonymization {
    try TextAnonymization.parse(JSON.parse("{\"recognizers\": \(recognizers)\(more)}"))
  }

  private static func find(_ recognizers: String, in text: String) throws -> [Found] {
    let plan = try plan(recognizers)
    return Detection.find(
      text, DetectorSet(types: plan.types, profile: plan.profile, custom: plan.recognizers))
  }

  @Test("a pattern finds whole words, the longest match first")
  func patterns() throws {
    let found = try Self.find(
      #"{"badge-no": {"pattern": "[A-Z]{2}-\\d{4,6}"}}"#,
      in: "von AB-1234 bis CD-123456, nicht XAB-1234 und AB-1234567")
    #expect(found == [Found(type: "badge-no", text: "AB-1234"), Found(type: "badge-no", text: "CD-123456")])
  }

  @Test("words are found whatever their case and accents, phrases across blanks")
  func words() throws {
    let found = try Self.find(
      #"{"project": {"words": ["Nachtigall", "Falke Süd"]}}"#,
      in: "NACHTIGALL und falke  sud, nicht Falke Nord")
    #expect(found.map(\.text) == ["NACHTIGALL", "falke  sud"])
  }

  @Test("a check and a label that is needed keep others out")
  func checks() throws {
    let recognizers =
      #"{"locker": {"pattern": "\\d{8}", "check": "luhn", "labels": ["Spind"], "needsLabel": true}}"#
    #expect(try Self.find(recognizers, in: "Spind 12345674").map(\.text) == ["12345674"])
    #expect(try Self.find(recognizers, in: "Spind 12345675") == [])
    #expect(try Self.find(recognizers, in: "Menge 12345674") == [])
  }

  @Test("its type has an operator and a tag of its own")
  func operators() throws {
    let plan = try Self.plan(#"{"room": {"pattern": "R\\d{3}"}}"#, #", "operators": {"room": "redact"}"#)
    let type = try #require(plan.recognizers.first?.type)
    #expect(plan[type].name == "redact")
    #expect(plan.types.contains(type))
    #expect(type.tag == "ROOM" && type.family == .custom)
  }

  @Test(
    "what is not understood is an error with its place",
    arguments: [
      (#"{"x": {"pattern": "(ab"}}"#, "')' is missing, at character 4 of the pattern"),
      (#"{"x": {"pattern": "a**"}}"#, "two repetitions in a row, at character 3 of the pattern"),
      (#"{"x": {"pattern": "a*"}}"#, "the pattern matches the empty text, at character 3 of the pattern"),
      (#"{"x": {"pattern": "\\q"}}"#, "'\\q' is not known, at character 2 of the pattern"),
      (#"{"x": {"pattern": "[b-a]"}}"#, "the range is out of order, at character 3 of the pattern"),
      (
        #"{"x": {"pattern": "(a{99}){9}"}}"#,
        "the pattern has more than 128 positions, at character 3 of the pattern"
      ),
      (#"{"x": {"pattern": "a", "check": "lun"}}"#, "there is no check called 'lun'"),
      (#"{"x": {"pattern": "a", "lables": ["b"]}}"#, "unknown key 'lables'"),
      (#"{"x": {}}"#, "a recognizer has either 'pattern' or 'words'"),
      (#"{"x": {"pattern": "a", "needsLabel": true}}"#, "'needsLabel' asks for 'labels'"),
      (#"{"iban": {"pattern": "a"}}"#, "'iban' is a type or a family already"),
      (#"{"X Y": {"pattern": "a"}}"#, "'X Y' is no name for a type"),
    ])
  func errors(recognizers: String, message: String) {
    let error = #expect(throws: SluiceError.self) { try Self.plan(recognizers) }
    #expect(error?.message == message)
    #expect(error?.code == .badPipeline)
    #expect(error?.place.line != nil)
  }

  @Test("a type that this field does not define is not known, though another field defines it")
  func scopes() throws {
    _ = try Self.plan(#"{"elsewhere": {"pattern": "a"}}"#)
    #expect(throws: SluiceError.self) {
      try TextAnonymization.parse(JSON.parse(#"{"detect": ["elsewhere"]}"#))
    }
  }

  @Test(
    "matches what a general regular expression matches",
    arguments: [
      "a", "ab", "a?b", "a+", "a*b", "(ab)+", "(a|b)c", "a(b|c)*d", "[ab]{2,3}", "(ab?){2}c", "a{2,}b?", ".b",
      "[^a]b", "(a|ab)(c|bcd)?", "((a)|(b))+c?", "a{0,2}b",
    ])
  func agrees(pattern: String) throws {
    let ours = try LinearPattern(pattern)
    let theirs = try Regex(pattern)
    var random = Random(seed: 7)
    for _ in 0..<400 {
      let text = String((0..<1 + random.below(8)).map { _ in Array("abcd")[random.below(4)] })
      let longest = (1...text.count).last { text.prefix($0).wholeMatch(of: theirs) != nil }
      var steps = 0
      let bytes = Array(text.utf8)
      let end = unsafe bytes.withUnsafeBufferPointer { buffer in
        ours.match(at: 0, in: unsafe ByteText(buffer), steps: &steps)
      }
      #expect(end == longest, "\(pattern) on \(text)")
    }
  }

  @Test("twice the text makes at most about twice the work, whatever the pattern")
  func linear() throws {
    let plan = try Self.plan(#"{"slow": {"pattern": "(a|a)*(a|a)*b"}}"#)
    let set = DetectorSet(types: plan.types, custom: plan.recognizers)
    func work(_ count: Int) -> Int {
      let detector = Detector(set)
      let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: count)
      detector.find(in: bytes.span)
      return detector.work
    }
    #expect(work(20_000) <= work(10_000) * 2 + 1000)
    let words = Array(String(repeating: "a ", count: 10_000).utf8)
    let detector = Detector(set)
    detector.find(in: words.span)
    #expect(detector.work < 10_000 * 300)
  }
}
