/// Check rules of national identifiers, each over the compact form of its catalogue entry.
enum NationalChecks {
  // Austria, Sozialversicherungsnummer: serial, check digit, birth date DDMMYY (month 13 and more when days ran out).
  static func atSVNR(_ code: Code) -> Bool {
    let sum = CheckDigits.sum(code, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6])
    return code.digit(0) != 0 && sum % 11 == code.digit(3) && (1...31).contains(code.number(4..<6))
      && (1...15).contains(code.number(6..<8))
  }

  // Belgium, Rijksregisternummer: months from 1 to 12, or 0 where the date of birth is not known.
  static func beNN(_ code: Code) -> Bool { code.number(2..<4) <= 12 && belgianCheck(code) }

  /// 97 minus remainder, with a 2 before the number for births since 2000.
  static func belgianCheck(_ code: Code) -> Bool {
    let body = code.number(0..<9)
    let check = code.number(9..<11)
    guard code.number(4..<6) <= 31, body > 0 else { return false }
    let isYoung = code.number(0..<2) <= 35
    return 97 - body % 97 == check || isYoung && 97 - (2_000_000_000 + body) % 97 == check
  }

  // Switzerland, AHV-Nummer: 756 and the check digit of EAN-13.
  static func chAHV(_ code: Code) -> Bool { code.hasPrefix("756") && ean(code) }

  static func ean(_ code: Code) -> Bool {
    var sum = 0
    for position in 0..<code.count {
      sum += code.digit(position) * ((code.count - 1 - position) % 2 == 0 ? 1 : 3)
    }
    return sum % 10 == 0
  }

  // Germany, Steuer-Identifikationsnummer: MOD 11,10; one digit occurs two or three times in the first ten.
  static func deIdNr(_ code: Code) -> Bool {
    guard code.digit(0) != 0, CheckDigits.mod11And10(code, 0..<11) else { return false }
    var counts = InlineArray<10, Int>(repeating: 0)
    for position in 0..<10 { counts[code.digit(position)] += 1 }
    var repeated = 0
    for digit in 0..<10 where counts[digit] > 1 {
      repeated += 1
      if counts[digit] > 3 { return false }
    }
    return repeated == 1
  }

  // Germany, Krankenversichertennummer: weights 1 and 2 with cross sums over the letter's number and eight digits.
  static func deKVNR(_ code: Code) -> Bool {
    let letter = Int(code[0] - 0x41) + 1
    var sum = crossSum(letter / 10) + crossSum(letter % 10 * 2)
    for position in 1..<9 { sum += crossSum(code.digit(position) * (position % 2 == 1 ? 1 : 2)) }
    return sum % 10 == code.digit(9)
  }

  // Germany, Rentenversicherungsnummer: area, birth date DDMMYY, letter, serial, check digit (VKVV §4).
  static func deRVNR(_ code: Code) -> Bool {
    let letter = Int(code[8] - 0x41) + 1
    let weights: InlineArray<12, Int> = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]
    var sum = 0
    for position in 0..<8 { sum += crossSum(code.digit(position) * weights[position]) }
    sum += crossSum(letter / 10 * weights[8]) + crossSum(letter % 10 * weights[9])
    for position in 9..<11 { sum += crossSum(code.digit(position) * weights[position + 1]) }
    return sum % 10 == code.digit(11) && (1...12).contains(code.number(4..<6)) && code.number(2..<4) <= 81
  }

  // Germany, identity cards and passports: weights 7, 3, 1 (ICAO Doc 9303) over an alphabet without vowels.
  static func deAusweis(_ code: Code) -> Bool {
    for position in 0..<9 where code[position].isUppercase && isVowelLike(code[position]) { return false }
    return icao(code, 0..<9) == code.digit(9) && !code.isDigits
  }

  static func isVowelLike(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A"), UInt8(ascii: "B"), UInt8(ascii: "D"), UInt8(ascii: "E"), UInt8(ascii: "I"),
      UInt8(ascii: "O"), UInt8(ascii: "Q"), UInt8(ascii: "S"), UInt8(ascii: "U"):
      true
    default: false
    }
  }

  /// Check digit of ICAO Doc 9303: weights 7, 3, 1; letters from A = 10; anything else 0.
  static func icao(_ code: Code, _ range: Range<Int>) -> Int {
    let weights: InlineArray<3, Int> = [7, 3, 1]
    var sum = 0
    for (step, position) in range.enumerated() {
      let byte = code[position]
      let value = byte.isDigit ? Int(byte - 0x30) : byte.isUppercase ? Int(byte - 0x41) + 10 : 0
      sum += value * weights[step % 3]
    }
    return sum % 10
  }

  // Spain, DNI: letter by remainder of 23. NIE: the same with X, Y, Z for 0, 1, 2.
  static func esDNI(_ code: Code) -> Bool { spanishLetter(code.number(0..<8) % 23) == code[8] }

  static func esNIE(_ code: Code) -> Bool {
    let first = Int(code[0]) - Int(UInt8(ascii: "X"))
    guard (0...2).contains(first) else { return false }
    return spanishLetter((first * 10_000_000 + code.number(1..<8)) % 23) == code[8]
  }

  static func spanishLetter(_ remainder: Int) -> UInt8 {
    let letters: InlineArray<23, UInt8> = [
      0x54, 0x52, 0x57, 0x41, 0x47, 0x4D, 0x59, 0x46, 0x50, 0x44, 0x58, 0x42, 0x4E, 0x4A, 0x5A, 0x53, 0x51,
      0x56, 0x48, 0x4C, 0x43, 0x4B, 0x45,
    ]
    return letters[remainder]
  }

  // France, NIR: sex, year, month, department (2A and 2B count as 19 and 18), commune, serial, 97 minus remainder.
  static func frNIR(_ code: Code) -> Bool {
    guard (1...8).contains(code.digit(0)) else { return false }
    let month = code.number(3..<5)
    guard (1...12).contains(month) || (20...42).contains(month) || month >= 50 else { return false }
    var body = 0
    for position in 0..<13 {
      let byte = code[position]
      if byte.isDigit {
        body = body * 10 + Int(byte - 0x30)
      } else {
        guard position == 6, code[5] == UInt8(ascii: "2"),
          byte == UInt8(ascii: "A") || byte == UInt8(ascii: "B")
        else { return false }
        body = (body - 2) * 10 + (byte == UInt8(ascii: "A") ? 19 : 18)
      }
    }
    return 97 - body % 97 == code.number(13..<15)
  }

  // United Kingdom, NHS number: weights 10 to 2, modulus 11.
  static func gbNHS(_ code: Code) -> Bool {
    let check = 11 - CheckDigits.sum(code, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
    return (check == 11 ? 0 : check) == code.digit(9)
  }

  // United Kingdom, National Insurance number: no check digit, but many prefixes are never given out.
  static func gbNINO(_ code: Code) -> Bool {
    let refused = [UInt8](("DFIQUV").utf8)
    let first = code[0]
    let second = code[1]
    guard !refused.contains(first), !refused.contains(second), second != UInt8(ascii: "O") else {
      return false
    }
    guard (UInt8(ascii: "A")...UInt8(ascii: "D")).contains(code[8]) else { return false }
    return !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(
      String(decoding: [first, second], as: UTF8.self))
  }

  // Ireland, PPS number: weights 8 to 2, a second letter A, B or H counts nine times, an older W, T or X not.
  static func iePPS(_ code: Code) -> Bool {
    var sum = CheckDigits.sum(code, [8, 7, 6, 5, 4, 3, 2])
    if code.count == 9 {
      guard [UInt8]("ABHWTX".utf8).contains(code[8]) else { return false }
      if [UInt8]("ABH".utf8).contains(code[8]) { sum += Int(code[8] - 0x40) * 9 }
    }
    let remainder = sum % 23
    return code[7] == (remainder == 0 ? UInt8(ascii: "W") : 0x40 + UInt8(remainder))
  }

  // Italy, codice fiscale: odd and even tables, modulus 26; digits may be letters of the omocodia.
  static func itCF(_ code: Code) -> Bool {
    let odd: InlineArray<26, Int> = [
      1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ]
    var sum = 0
    for position in 0..<15 {
      let byte = code[position]
      let value = byte.isDigit ? Int(byte - 0x30) : Int(byte - 0x41)
      sum += position % 2 == 0 ? odd[value] : value
      let wantsDigit = position == 6 || position == 7 || position == 9 || position == 10 || position >= 12
      if wantsDigit, !byte.isDigit, omocodia(byte) == nil { return false }
    }
    guard [UInt8]("ABCDEHLMPRST".utf8).contains(code[8]), code[15] == 0x41 + UInt8(sum % 26) else {
      return false
    }
    func value(_ position: Int) -> Int {
      code[position].isDigit ? code.digit(position) : omocodia(code[position]) ?? 9
    }
    let day = value(9) * 10 + value(10)
    return (1...31).contains(day) || (41...71).contains(day)
  }

  private static func omocodia(_ byte: UInt8) -> Int? { [UInt8]("LMNPQRSTUV".utf8).firstIndex(of: byte) }

  // Luxembourg, matricule: Luhn over twelve digits, Verhoeff over eleven and the last.
  static func luID(_ code: Code) -> Bool {
    guard CheckDigits.isDay(code.number(0..<4), code.number(4..<6), code.number(6..<8)) else { return false }
    guard (1850...2100).contains(code.number(0..<4)), CheckDigits.luhn(code, 0..<12) else { return false }
    return CheckDigits.verhoeff(code, (0..<11).map(code.digit) + [code.digit(12)])
  }

  // Netherlands, burgerservicenummer: eleven test with -1 for the last digit.
  static func nlBSN(_ code: Code) -> Bool {
    code.number(0..<9) > 0 && CheckDigits.sum(code, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0
  }

  // Portugal, NIF: weights 9 to 2, modulus 11.
  static func ptNIF(_ code: Code) -> Bool {
    let check = 11 - CheckDigits.sum(code, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
    return code.digit(0) != 0 && (check >= 10 ? 0 : check) == code.digit(8)
  }

  static func crossSum(_ value: Int) -> Int { value / 10 + value % 10 }
}
