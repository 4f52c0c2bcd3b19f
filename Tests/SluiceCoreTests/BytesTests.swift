import Foundation
import SluiceCore
import SluiceTestSupport
import Testing

@Suite("Bytes as text") struct BytesTests {
  private func random(_ random: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: 0..<70, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  @Test("hexadecimal reads back what it wrote, in either case")
  func hexadecimal() {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<300 {
      let bytes = random(&generator)
      let text = Hex.string(bytes)
      #expect(text == bytes.map { String(format: "%02x", $0) }.joined())
      #expect(Hex.bytes(text) == bytes)
      #expect(Hex.bytes(text.uppercased()) == bytes)
    }
    for text in ["0", "0g", "g0", " 00", "0x00", "00\u{FF10}\u{FF10}"] { #expect(Hex.bytes(text) == nil) }
    for byte in UInt8.min...UInt8.max {
      let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      #expect(Hex.digit(byte).map { Int($0) } == digit)
    }
  }

  @Test("Base64 agrees with Foundation and reads back what it wrote")
  func base64() {
    var generator = SeededGenerator(seed: 32)
    for _ in 0..<300 {
      let bytes = random(&generator)
      let classic = Base64.string(bytes)
      #expect(classic == Data(bytes).base64EncodedString())
      #expect(Base64.bytes(classic) == bytes)
      let url = Base64.urlString(bytes)
      #expect(
        url == classic.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: ""))
      #expect(Base64.urlBytes(url) == bytes)
    }
  }

  @Test(
    "Base64 is strict",
    arguments: ["A", "AA", "AAA", "AA=", "A===", "====", "AB==", "AAB=", "AA==AA==", "A A=", "AA-_", "AA\n="])
  func strictBase64(text: String) { #expect(Base64.bytes(text) == nil) }

  @Test("URL-safe Base64 is strict", arguments: ["A", "AAAAA", "AA==", "AB", "AAB", "AA+/", "A A", "Ä"])
  func strictURLBase64(text: String) { #expect(Base64.urlBytes(text) == nil) }

  static let sizes: [(String, Int?)] = [
    ("0", 0), ("4096", 4096), ("512B", 512), ("1kB", 1000), ("1KiB", 1024), ("64MiB", 64 << 20),
    ("1.5 GB", 1_500_000_000), ("2gib", 2 << 30), ("1TiB", 1 << 40), ("0.5KiB", 512), ("", nil), ("-1", nil),
    ("1 PB", nil), ("MiB", nil), ("1..5MB", nil), ("1e3", nil), ("64M", nil), ("9999999999TiB", nil),
    ("٣MB", nil), ("nan", nil), ("inf", nil),
  ]

  @Test("reads sizes as people write them", arguments: sizes)
  func readsSizes(text: String, bytes: Int?) { #expect(ByteSize(text)?.bytes == bytes) }

  @Test("writes sizes with three digits")
  func writesSizes() {
    let texts = [0, 1023, 1024, 1536, 10_240, 104_857, 4 << 20, 999 << 30, 1 << 50, .max].map {
      ByteSize(bytes: $0).description
    }
    #expect(
      texts == [
        "0 B", "1023 B", "1.00 KiB", "1.50 KiB", "10.0 KiB", "102 KiB", "4.00 MiB", "999 GiB", "1.00 PiB",
        "8192 PiB",
      ])
  }

  static let decimals: [(Double, Int, String)] = [
    (0, 0, "0"), (0, 2, "0.00"), (1.005, 1, "1.0"), (2.5, 0, "3"), (-0.004, 2, "0.00"), (-1.25, 1, "-1.3"),
    (0.95, 1, "1.0"), (999.999, 2, "1000.00"), (1e300, 2, "1e+300"), (0.007, 3, "0.007"),
  ]

  @Test("rounds to a number of digits", arguments: decimals)
  func rounds(value: Double, digits: Int, text: String) { #expect(Decimal.fixed(value, digits) == text) }

  @Test("groups digits by thin spaces")
  func groups() {
    #expect(Decimal.grouped(0) == "0")
    #expect(Decimal.grouped(999) == "999")
    #expect(Decimal.grouped(-1000) == "-1\u{202F}000")
    #expect(Decimal.grouped(1_234_567) == "1\u{202F}234\u{202F}567")
    #expect(Decimal.grouped(.min).filter { $0 != "\u{202F}" } == String(Int.min))
  }
}
