/// Numbers of tax offices, health registers and registers of firms.
extension NationalChecks {
  // Austria, Abgabenkonto: two digits of the tax office, every second digit doubled with cross sum, modulus 10.
  static func atTIN(_ code: Code) -> Bool {
    var sum = 0
    for position in 0..<8 {
      sum += position % 2 == 1 ? crossSum(code.digit(position) * 2) : code.digit(position)
    }
    return (10 - sum % 10) % 10 == code.digit(8) && austrianOffices.contains(code.number(0..<2))
  }

  private static let austrianOffices: Set<Int> = [
    3, 4, 6, 7, 8, 9, 10, 12, 15, 16, 18, 22, 23, 29, 33, 38, 41, 46, 51, 52, 53, 54, 57, 59, 61, 65, 67, 68,
    69,
    71, 72, 81, 82, 83, 84, 90, 91, 93, 97, 98,
  ]

  // Belgium, BIS number: the check of the national number; month + 20 where the sex is unknown, + 40 where known.
  static func beBIS(_ code: Code) -> Bool {
    let month = code.number(2..<4)
    return ((20...32).contains(month) || (40...52).contains(month)) && belgianCheck(code)
  }

  // Bulgaria, ЛНЧ: weights from 21 to 1, modulus 10.
  static func bgLNCh(_ code: Code) -> Bool {
    CheckDigits.sum(code, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 == code.digit(9)
  }

  // Czechia, account: prefix and number each weighted 6 3 7 9 10 5 8 4 2 1 from the right, modulus 11.
  static func czAccount(_ code: Code) -> Bool {
    let end = code.count - 4
    let start = max(0, end - 10)
    func isRight(_ range: Range<Int>) -> Bool {
      let weights: InlineArray<10, Int> = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]
      var sum = 0
      for (step, position) in range.reversed().enumerated() { sum += code.digit(position) * weights[step] }
      return sum % 11 == 0
    }
    return isRight(start..<end) && isRight(0..<start) && code.number(start..<end) > 0
  }

  // Germany, Steuernummer: no office has the number 000, and no district or serial is 0 throughout.
  static func deSTNR(_ code: Code) -> Bool {
    if code.count == 13, code.digit(4) != 0 { return false }
    return code.number(code.count - 5..<code.count) > 0
  }

  // Germany, LANR: weights 4 and 9 over six digits, modulus 10; two digits of the specialty.
  static func deLANR(_ code: Code) -> Bool {
    let sum = CheckDigits.sum(code, [4, 9, 4, 9, 4, 9])
    return (10 - sum % 10) % 10 == code.digit(6)
  }

  // Denmark, CVR: weights 2 7 6 5 4 3 2 1, modulus 11.
  static func dkCVR(_ code: Code) -> Bool {
    code.digit(0) != 0 && CheckDigits.sum(code, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
  }

  // Finland, Y-tunnus: weights 7 9 10 5 8 4 2, modulus 11.
  static func fiYTunnus(_ code: Code) -> Bool { CheckDigits.sum(code, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 == 0 }

  // France, numéro fiscal: ten digits modulus 511.
  static func frNIF(_ code: Code) -> Bool {
    code.digit(0) <= 3 && code.number(0..<10) % 511 == code.number(10..<13)
  }

  // France, SIRET: Luhn over the SIREN and over all digits; branches of La Poste keep a sum divisible by 5.
  static func frSIRET(_ code: Code) -> Bool {
    guard CheckDigits.luhn(code, 0..<9) else { return false }
    guard code.hasPrefix("356000000"), code.number(9..<14) != 48 else { return CheckDigits.luhn(code) }
    return (0..<14).reduce(0) { $0 + code.digit($1) } % 5 == 0
  }

  // United Kingdom, CHI number: date of birth DDMMYY, and the check of the NHS number.
  static func gbCHI(_ code: Code) -> Bool {
    CheckDigits.isDay(shortYear: code.number(4..<6), code.number(2..<4), code.number(0..<2)) && gbNHS(code)
  }

  // United Kingdom, UTR: the check digit comes first.
  static func gbUTR(_ code: Code) -> Bool {
    let checks: InlineArray<11, Int> = [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    return checks[CheckDigits.sum(code, from: 1, [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11] == code.digit(0)
  }

  // Croatia, JMBG: the scheme of the EMŠO in the regions 30 to 39.
  static func hrJMBG(_ code: Code) -> Bool { (30...39).contains(code.number(7..<9)) && siEMSO(code) }

  // Hungary, adóazonosító jel: 8 and days since 1867, weights 1 to 9, modulus 11.
  static func huTaxID(_ code: Code) -> Bool {
    code.digit(0) == 8 && CheckDigits.sum(code, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 == code.digit(9)
  }

  // Hungary, személyi azonosító: sex and century, date of birth, serial; weights rise for births until 1996, then fall.
  static func huPersonalID(_ code: Code) -> Bool {
    let sex = code.digit(0)
    guard (1...8).contains(sex) else { return false }
    let isYoung = sex == 3 || sex == 4
    let year = (isYoung ? 2000 : sex <= 2 ? 1900 : 1800) + code.number(1..<3)
    guard CheckDigits.isDay(year, code.number(3..<5), code.number(5..<7)) else { return false }
    let rising = CheckDigits.sum(code, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) % 11
    let falling = CheckDigits.sum(code, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11
    return (year >= 1997 ? falling : rising) == code.digit(10)
  }

  // Hungary, adószám: weights 9 7 3 1, modulus 10; then a kind from 1 to 5 and a county.
  static func huVAT(_ code: Code) -> Bool {
    guard CheckDigits.sum(code, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 == 0 else { return false }
    return code.count == 8
      || (1...5).contains(code.digit(8)) && (2...51).contains(code.number(9..<11)) && code.number(0..<8) > 0
  }

  // Italy, partita IVA: serial, province of the office, Luhn.
  static func itPIVA(_ code: Code) -> Bool {
    let province = code.number(7..<10)
    return code.number(0..<7) > 0
      && ((1...100).contains(province) || [120, 121, 888, 999].contains(province))
      && CheckDigits.luhn(code)
  }

  // Norway, organisasjonsnummer and kontonummer: modulus 11.
  static func noOrg(_ code: Code) -> Bool { CheckDigits.sum(code, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0 }

  static func noAccount(_ code: Code) -> Bool {
    CheckDigits.sum(code, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0 && code.number(0..<4) > 0
  }

  // Poland, REGON: weights modulus 11; the long form holds the short one.
  static func plREGON(_ code: Code) -> Bool {
    let isShortRight = CheckDigits.sum(code, [8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10 == code.digit(8)
    guard code.count == 14 else { return isShortRight }
    return isShortRight
      && CheckDigits.sum(code, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11 % 10 == code.digit(13)
  }

  // Portugal, NISS: weights are the primes from 29 down, 9 minus the last digit of the sum.
  static func ptNISS(_ code: Code) -> Bool {
    (1...2).contains(code.digit(0))
      && 9 - CheckDigits.sum(code, [29, 23, 19, 17, 13, 11, 7, 5, 3, 2]) % 10 == code.digit(10)
  }

  // Romania, CUI: weights 7 5 3 2 1 7 5 3 2 aligned right, times ten, modulus 11.
  static func roCUI(_ code: Code) -> Bool {
    guard code.isDigits, (2...10).contains(code.count), code.digit(0) != 0 else { return false }
    let weights: InlineArray<9, Int> = [7, 5, 3, 2, 1, 7, 5, 3, 2]
    let body = code.count - 1
    let sum = (0..<body).reduce(0) { $0 + code.digit($1) * weights[9 - body + $1] }
    return sum * 10 % 11 % 10 == code.digit(body)
  }

  // Slovenia, davčna številka: weights 8 to 2, modulus 11.
  static func siTax(_ code: Code) -> Bool {
    let check = 11 - CheckDigits.sum(code, [8, 7, 6, 5, 4, 3, 2]) % 11
    return code.digit(0) != 0 && check != 11 && check % 10 == code.digit(7)
  }

  // Spain, CCC: one check digit for bank and branch, one for the account, powers of two modulus 11.
  static func esCCC(_ code: Code) -> Bool {
    func digit(_ sum: Int) -> Int { sum % 11 < 2 ? sum % 11 : 11 - sum % 11 }
    return code.number(0..<4) > 0
      && digit(CheckDigits.sum(code, [4, 8, 5, 10, 9, 7, 3, 6])) == code.digit(8)
      && digit(CheckDigits.sum(code, from: 10, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6])) == code.digit(9)
  }

  // Spain, Seguridad Social: province and serial modulus 97; serials below ten million lose their zero.
  static func esNUSS(_ code: Code) -> Bool {
    let province = code.number(0..<2)
    let serial = code.number(2..<10)
    guard (1...53).contains(province) || province == 66, serial > 0 else { return false }
    let body = serial < 10_000_000 ? serial + province * 10_000_000 : province * 100_000_000 + serial
    return body % 97 == code.number(10..<12)
  }

  // Switzerland, UID: weights 5 4 3 2 7 6 5 4, modulus 11; a remainder of 1 is not given out.
  static func chUID(_ code: Code) -> Bool {
    (11 - CheckDigits.sum(code, from: 3, [5, 4, 3, 2, 7, 6, 5, 4]) % 11) % 11 == code.digit(11)
  }
}
