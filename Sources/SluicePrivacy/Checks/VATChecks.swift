/// Check rules of the VAT numbers of the member states, over the characters after the country prefix.
///
/// Sources: the algorithms the European Commission gives for VIES; forms of Council Directive 2006/112/EC, article 215.
enum VATChecks {
  /// Whether `code` is a VAT number of the country whose two letters are `country`.
  static func isValid(_ country: UInt16, _ code: Code) -> Bool {
    guard let form = forms[country], form(code) else { return false }
    return true
  }

  /// Two capitals as one number.
  static func key(_ first: UInt8, _ second: UInt8) -> UInt16 { UInt16(first) << 8 | UInt16(second) }

  /// Whether some member state has this prefix.
  static func isPrefix(_ country: UInt16) -> Bool { forms[country] != nil }

  /// Whether the code is a VAT number of any member state, its prefix left out.
  static func isValidSomewhere(_ code: Code) -> Bool {
    forms.contains { $0.key != romanian && $0.value(code) }
  }

  private static let romanian = key(UInt8(ascii: "R"), UInt8(ascii: "O"))

  private static let forms: [UInt16: @Sendable (Code) -> Bool] = {
    let rules: [(String, @Sendable (Code) -> Bool)] = [
      ("AT", austria), ("BE", belgium), ("BG", bulgaria),
      ("CY", { fits($0, "dddddddda") && NationalChecks.cyTIC($0) }),
      ("CZ", czechia),
      ("DE", { fits($0, "ddddddddd") && CheckDigits.mod11And10($0, 0..<9) && $0.digit(0) != 0 }),
      (
        "DK",
        {
          fits($0, "dddddddd") && $0.digit(0) != 0 && CheckDigits.sum($0, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
        }
      ),
      ("EE", { fits($0, "ddddddddd") && CheckDigits.sum($0, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0 }),
      ("EL", { fits($0, "ddddddddd") && NationalChecks.grAFM($0) }), ("ES", spain),
      ("FI", { fits($0, "dddddddd") && CheckDigits.sum($0, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 == 0 }),
      ("FR", france), ("HR", { fits($0, "ddddddddddd") && NationalChecks.hrOIB($0) }),
      ("HU", { fits($0, "dddddddd") && CheckDigits.sum($0, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 == 0 }),
      ("IE", ireland),
      ("IT", { fits($0, "ddddddddddd") && CheckDigits.luhn($0) && $0.number(0..<7) > 0 }), ("LT", lithuania),
      ("LU", { fits($0, "dddddddd") && $0.number(0..<6) % 89 == $0.number(6..<8) }), ("LV", latvia),
      (
        "MT",
        {
          fits($0, "dddddddd") && $0.digit(0) != 0
            && CheckDigits.sum($0, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 == 0
        }
      ),
      ("NL", netherlands), ("PL", { fits($0, "dddddddddd") && NationalChecks.plNIP($0) }),
      ("PT", { fits($0, "ddddddddd") && NationalChecks.ptNIF($0) }), ("RO", romania),
      ("SE", { fits($0, "dddddddddddd") && $0.number(10..<12) == 1 && CheckDigits.luhn($0, 0..<10) }),
      ("SI", slovenia), ("SK", slovakia), ("GB", unitedKingdom), ("XI", unitedKingdom),
    ]
    return Dictionary(
      uniqueKeysWithValues: rules.map { (key(Array($0.0.utf8)[0], Array($0.0.utf8)[1]), $0.1) })
  }()

  private static func fits(_ code: Code, _ pattern: StaticString) -> Bool { code.fits(pattern) }

  private static func austria(_ code: Code) -> Bool {
    guard fits(code, "Udddddddd") else { return false }
    var sum = 4
    for position in 1..<8 {
      sum += NationalChecks.crossSum(code.digit(position) * (position % 2 == 1 ? 1 : 2))
    }
    return (10 - sum % 10) % 10 == code.digit(8)
  }

  private static func belgium(_ code: Code) -> Bool {
    fits(code, "dddddddddd") && code.digit(0) <= 1 && (code.number(0..<8) + code.number(8..<10)) % 97 == 0
  }

  private static func bulgaria(_ code: Code) -> Bool {
    if fits(code, "dddddddddd") { return NationalChecks.bgEGN(code) }
    guard fits(code, "ddddddddd") else { return false }
    var check = CheckDigits.sum(code, [1, 2, 3, 4, 5, 6, 7, 8]) % 11
    if check == 10 { check = CheckDigits.sum(code, [3, 4, 5, 6, 7, 8, 9, 10]) % 11 }
    return check % 10 == code.digit(8)
  }

  private static func czechia(_ code: Code) -> Bool {
    if fits(code, "dddddddddd") || fits(code, "ddddddddd") { return NationalChecks.birthNumber(code) }
    guard fits(code, "dddddddd"), code.digit(0) != 9 else { return false }
    let check = (11 - CheckDigits.sum(code, [8, 7, 6, 5, 4, 3, 2]) % 11) % 11
    return (check == 0 ? 1 : check) % 10 == code.digit(7)
  }

  private static func spain(_ code: Code) -> Bool {
    if fits(code, "dddddddda") { return NationalChecks.esDNI(code) }
    guard code.count == 9, !NationalChecks.isForeigner(code) || NationalChecks.esNIE(code) else {
      return false
    }
    if [UInt8]("KLM".utf8).contains(code[0]) {
      return fits(code, "addddddda") && NationalChecks.spanishLetter(code.number(1..<8) % 23) == code[8]
    }
    return NationalChecks.isForeigner(code) || NationalChecks.esCIF(code)
  }

  private static func france(_ code: Code) -> Bool {
    guard fits(code, "ddddddddddd"), CheckDigits.luhn(code, 2..<11) else { return false }
    return (code.number(2..<11) * 100 + 12) % 97 == code.number(0..<2)
  }

  private static func ireland(_ code: Code) -> Bool {
    (fits(code, "ddddddda") || fits(code, "dddddddaa")) && NationalChecks.iePPS(code)
  }

  private static func lithuania(_ code: Code) -> Bool {
    guard code.isDigits, code.count == 9 || code.count == 12, code.digit(code.count - 2) == 1 else {
      return false
    }
    func check(startingAt first: Int) -> Int {
      (0..<code.count - 1).reduce(0) { $0 + code.digit($1) * (($1 + first) % 9 + 1) } % 11
    }
    var digit = check(startingAt: 0)
    if digit == 10 { digit = check(startingAt: 2) }
    return digit % 10 == code.digit(code.count - 1)
  }

  private static func latvia(_ code: Code) -> Bool {
    guard fits(code, "ddddddddddd") else { return false }
    guard code.digit(0) > 3 else { return NationalChecks.lvPK(code) }
    return CheckDigits.sum(code, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3
  }

  private static func netherlands(_ code: Code) -> Bool {
    guard fits(code, "dddddddddBdd"), code.number(10..<12) > 0 else { return false }
    if NationalChecks.nlBSN(code) { return true }
    var number = Code("NL")
    for position in 0..<code.count { number.append(code[position]) }
    return CheckDigits.mod97(number, from: 0)
  }

  private static func romania(_ code: Code) -> Bool { NationalChecks.roCUI(code) }

  private static func unitedKingdom(_ code: Code) -> Bool {
    guard fits(code, "ddddddddd") || fits(code, "dddddddddddd"), code.number(0..<9) > 0 else { return false }
    let remainder = CheckDigits.sum(code, [8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97
    return remainder == 0 || code.digit(0) > 0 && (remainder == 42 || remainder == 55)
  }

  private static func slovakia(_ code: Code) -> Bool {
    guard fits(code, "dddddddddd") else { return false }
    if NationalChecks.birthNumber(code) { return true }
    return code.digit(0) != 0 && [2, 3, 4, 7, 8, 9].contains(code.digit(2)) && code.number(0..<10) % 11 == 0
  }

  private static func slovenia(_ code: Code) -> Bool {
    guard fits(code, "dddddddd"), code.digit(0) != 0 else { return false }
    let check = 11 - CheckDigits.sum(code, [8, 7, 6, 5, 4, 3, 2]) % 11
    return check != 11 && check % 10 == code.digit(7)
  }
}

extension NationalChecks {
  static func isForeigner(_ code: Code) -> Bool { (UInt8(ascii: "X")...UInt8(ascii: "Z")).contains(code[0]) }

  // Spain, CIF of an organisation: letter, seven digits, check digit or letter; K, L and M are people.
  static func esCIF(_ code: Code) -> Bool {
    guard code[0].isUppercase, (1..<8).allSatisfy({ code[$0].isDigit }) else { return false }
    guard [UInt8]("ABCDEFGHJNPQRSUVW".utf8).contains(code[0]) else { return false }
    var sum = 0
    for position in 1..<8 {
      sum += position % 2 == 1 ? crossSum(code.digit(position) * 2) : code.digit(position)
    }
    let check = (10 - sum % 10) % 10
    return code[8].isDigit ? code.digit(8) == check : code[8] == [UInt8]("JABCDEFGHI".utf8)[check]
  }
}
