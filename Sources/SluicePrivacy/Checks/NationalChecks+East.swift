extension NationalChecks {
  // Bulgaria, ЕГН: month + 20 before 1900, + 40 since 2000; weights modulus 11 modulus 10.
  static func bgEGN(_ code: Code) -> Bool {
    var month = code.number(2..<4)
    var year = 1900 + code.number(0..<2)
    if month > 40 {
      (month, year) = (month - 40, year + 100)
    } else if month > 20 {
      (month, year) = (month - 20, year - 100)
    }
    guard CheckDigits.isDay(year, month, code.number(4..<6)) else { return false }
    return CheckDigits.sum(code, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == code.digit(9)
  }

  // Cyprus, tax identification code: a table for every second digit, letter by remainder of 26.
  static func cyTIC(_ code: Code) -> Bool {
    let table: InlineArray<10, Int> = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
    var sum = 0
    for position in 0..<8 { sum += position % 2 == 0 ? table[code.digit(position)] : code.digit(position) }
    return code[8] == 0x41 + UInt8(sum % 26) && code.number(0..<2) != 12
  }

  // Czechia and Slovakia, rodné číslo: women month + 50, + 20 when serials ran out; divisible by 11 since 1954.
  static func birthNumber(_ code: Code) -> Bool {
    let month = code.number(2..<4) % 50 % 20
    let short = code.number(0..<2)
    let year = code.count == 9 ? (short >= 80 ? 1800 : 1900) + short : (short >= 54 ? 1900 : 2000) + short
    guard CheckDigits.isDay(year, month, code.number(4..<6)) else { return false }
    guard code.count == 10 else { return year <= 1953 && code.number(6..<9) != 0 }
    let remainder = code.number(0..<9) % 11
    return remainder % 10 == code.digit(9)
  }

  // Greece, ΑΜΚΑ: birth date DDMMYY and Luhn. ΑΦΜ: powers of two, modulus 11 modulus 10.
  static func grAMKA(_ code: Code) -> Bool {
    CheckDigits.isDay(shortYear: code.number(4..<6), code.number(2..<4), code.number(0..<2))
      && CheckDigits.luhn(code)
  }

  static func grAFM(_ code: Code) -> Bool {
    code.number(0..<8) > 0
      && CheckDigits.sum(code, [256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == code.digit(8)
  }

  // Croatia, OIB: MOD 11,10.
  static func hrOIB(_ code: Code) -> Bool { CheckDigits.mod11And10(code, 0..<11) }

  // Hungary, TAJ szám: weights 3 and 7, modulus 10.
  static func huTAJ(_ code: Code) -> Bool {
    code.number(0..<8) > 0 && CheckDigits.sum(code, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 == code.digit(8)
  }

  // Malta, identity card: serial, two digits of the year, one of eight letters of the registry; no check digit.
  static func mtID(_ code: Code) -> Bool {
    code.number(0..<code.count - 1) > 0 && [UInt8]("MGAPLHBZ".utf8).contains(code[code.count - 1])
  }

  // Poland, PESEL: century in the month, weights 1 3 7 9.
  static func plPESEL(_ code: Code) -> Bool {
    let coded = code.number(2..<4)
    let centuries: InlineArray<5, Int> = [1900, 2000, 2100, 2200, 1800]
    let year = centuries[coded / 20 % 5] + code.number(0..<2)
    guard CheckDigits.isDay(year, coded % 20, code.number(4..<6)) else { return false }
    let sum = CheckDigits.sum(code, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3])
    return (10 - sum % 10) % 10 == code.digit(10)
  }

  // Poland, NIP: weights modulus 11, never 10.
  static func plNIP(_ code: Code) -> Bool {
    code.number(0..<9) > 0 && CheckDigits.sum(code, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == code.digit(9)
  }

  // Romania, CNP: sex and century, birth date, county, weights modulus 11.
  static func roCNP(_ code: Code) -> Bool {
    let county = code.number(7..<9)
    guard code.digit(0) != 0,
      (1...52).contains(county) || county == 70 || (80...83).contains(county) || county == 99
    else { return false }
    let centuries: InlineArray<10, Int> = [0, 1900, 1900, 1800, 1800, 2000, 2000, 1900, 1900, 1900]
    let year = centuries[code.digit(0)] + code.number(1..<3)
    guard CheckDigits.isDay(year, code.number(3..<5), code.number(5..<7)) else { return false }
    let check = CheckDigits.sum(code, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
    return (check == 10 ? 1 : check) == code.digit(12)
  }

  // Slovenia and the other successor states, EMŠO: birth date DDMMYYY, region, serial, modulus 11.
  static func siEMSO(_ code: Code) -> Bool {
    let short = code.number(4..<7)
    let year = short < 800 ? 2000 + short : 1000 + short
    guard CheckDigits.isDay(year, code.number(2..<4), code.number(0..<2)) else { return false }
    let check = (11 - CheckDigits.sum(code, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11
    return check % 10 == code.digit(12)
  }
}
