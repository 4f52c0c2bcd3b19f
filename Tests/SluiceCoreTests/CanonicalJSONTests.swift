import SluiceCore
import SluiceTestSupport
import Testing

@Suite("Canonical JSON (RFC 8785)") struct CanonicalJSONTests {
  /// The table of appendix B: bits of a double, and its text.
  static let numbers: [(UInt64, String)] = [
    (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
    (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
    (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
    (0xC340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
    (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
    (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"), (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
    (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
    (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
    (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
    (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
    (0x41B3_DE43_5555_5557, "333333333.33333343"), (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
    (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
  ]

  @Test("writes the numbers of appendix B", arguments: numbers)
  func writesNumbers(bits: UInt64, text: String) {
    #expect(JSON(Double(bitPattern: bits)).compact == text)
    #expect(JSON(Double(bitPattern: bits)).canonical == Array(text.utf8))
  }

  @Test("writes neither infinity nor NaN")
  func writesNoInfinity() {
    for value in [Double.infinity, -.infinity, .nan] { #expect(JSON(value).compact == "null") }
  }

  @Test("writes numbers that read back as the same bits")
  func numbersRoundTrip() throws {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<5000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite, value != 0 else { continue }
      #expect(try JSON.parse(JSON(value).compact).number == value)
    }
  }

  @Test("writes whole numbers beyond 2^53 as the nearest double")
  func writesLargeIntegers() {
    #expect(JSON(9_007_199_254_740_993).canonical == Array("9007199254740992".utf8))
    #expect(JSON(9_007_199_254_740_993).compact == "9007199254740993")
    #expect(JSON(Int.max).canonical == Array("9223372036854776000".utf8))
    #expect(JSON(Int.min).canonical == Array("-9223372036854776000".utf8))
  }

  @Test("sorts keys by UTF-16 code units (section 3.2.3)")
  func sortsKeys() throws {
    let json: JSON = [
      "\u{20AC}": "Euro Sign", "\r": "Carriage Return", "\u{FB33}": "Hebrew Letter Dalet With Dagesh",
      "1": "One", "\u{1F600}": "Emoji: Grinning Face", "\u{80}": "Control",
      "\u{F6}": "Latin Small Letter O With Diaeresis",
    ]
    let values = try JSON.parse(json.canonical).object?.members.compactMap(\.value.string)
    #expect(
      values == [
        "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
        "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
      ])
  }

  @Test("writes the example of section 3.2.2")
  func writesExample() throws {
    let text = """
      {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
       "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}
      """
    #expect(
      String(decoding: try JSON.parse(text).canonical, as: UTF8.self)
        == #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
        + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#)
  }

  @Test("changes one member and leaves the others in their order")
  func changesMembers() {
    var json: JSON = ["b": 1, "a": 2, "c": 3]
    json["a"] = 5
    json["d"] = 6
    json["b"] = nil
    #expect(json.compact == #"{"a":5,"c":3,"d":6}"#)
    json["b"] = 7
    #expect(json.compact == #"{"a":5,"c":3,"d":6,"b":7}"#)
    #expect(json["c"] == 3 && json["x"] == nil)
  }
}
