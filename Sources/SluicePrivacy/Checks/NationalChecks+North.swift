extension NationalChecks {
  // Denmark, CPR: birth date and a seventh digit that fixes the century; modulus 11 is no longer kept since 2007.
  static func dkCPR(_ code: Code) -> Bool {
    var year = code.number(4..<6)
    let seventh = code.digit(6)
    switch seventh {
    case 0...3: year += 1900
    case 4, 9: year += year <= 36 ? 2000 : 1900
    default: year += year <= 57 ? 2000 : 1800
    }
    return year <= 2035 && CheckDigits.isDay(year, code.number(2..<4), code.number(0..<2))
  }

  // Estonia and Lithuania: sex and century, birth date, serial, two passes of modulus 11.
  static func baltic(_ code: Code) -> Bool {
    let century = 1800 + (code.digit(0) - 1) / 2 * 100
    guard (1...8).contains(code.digit(0)),
      CheckDigits.isDay(century + code.number(1..<3), code.number(3..<5), code.number(5..<7))
    else { return false }
    var check = CheckDigits.sum(code, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
    if check == 10 { check = CheckDigits.sum(code, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 }
    return check % 10 == code.digit(10)
  }

  // Finland, henkilötunnus without its century sign: remainder of 31 picks a letter.
  static func fiHETU(_ code: Code) -> Bool {
    let hasSign = code.count == 11
    let serial = hasSign ? 7 : 6
    guard CheckDigits.isDay(shortYear: code.number(4..<6), code.number(2..<4), code.number(0..<2)) else {
      return false
    }
    if hasSign, ![UInt8]("ABCDEFYXWVU".utf8).contains(code[6]) { return false }
    let individual = code.number(serial..<serial + 3)
    guard individual >= 2 else { return false }
    let remainder = (code.number(0..<6) * 1000 + individual) % 31
    return [UInt8]("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)[remainder] == code[serial + 3]
  }

  // Iceland, kennitala: weights 3 2 7 6 5 4 3 2, modulus 11; the last digit is the century.
  static func isKT(_ code: Code) -> Bool {
    let day = code.number(0..<2) > 40 ? code.number(0..<2) - 40 : code.number(0..<2)
    let centuries = [9: 1900, 0: 2000]
    guard let century = centuries[code.digit(9)],
      CheckDigits.isDay(century + code.number(4..<6), code.number(2..<4), day)
    else { return false }
    return (11 - CheckDigits.sum(code, [3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11 == code.digit(8)
  }

  // Latvia, personas kods: old form with birth date, new form from 32; both keep the check digit.
  static func lvPK(_ code: Code) -> Bool {
    let check = 1 + CheckDigits.sum(code, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])
    guard check % 11 % 10 == code.digit(10) else { return false }
    if code.number(0..<2) == 32 { return true }
    let century = 1800 + code.digit(6) * 100
    return CheckDigits.isDay(century + code.number(4..<6), code.number(2..<4), code.number(0..<2))
  }

  // Norway, fødselsnummer and D-nummer (day + 40): two check digits of modulus 11.
  static func noFNR(_ code: Code) -> Bool {
    let day = code.number(0..<2) > 40 ? code.number(0..<2) - 40 : code.number(0..<2)
    let month = code.number(2..<4) > 40 ? code.number(2..<4) - 40 : code.number(2..<4)
    guard let century = norwegianCentury(code.number(4..<6), individual: code.number(6..<9)),
      CheckDigits.isDay(century + code.number(4..<6), month, day)
    else { return false }
    let first = (11 - CheckDigits.sum(code, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11) % 11
    let second = (11 - CheckDigits.sum(code, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11
    return first == code.digit(9) && second == code.digit(10)
  }

  private static func norwegianCentury(_ year: Int, individual: Int) -> Int? {
    if individual < 500 { return 1900 }
    if individual < 750, year >= 54 { return 1800 }
    if year < 40 { return 2000 }
    return individual >= 900 ? 1900 : nil
  }

  // Sweden, personnummer and samordningsnummer (day + 60): Luhn over the last ten digits.
  static func sePNR(_ code: Code) -> Bool {
    let start = code.count - 10
    let day = code.number(start + 4..<start + 6)
    guard
      CheckDigits.isDay(
        shortYear: code.number(start..<start + 2), code.number(start + 2..<start + 4),
        day > 60 ? day - 60 : day)
    else { return false }
    if start == 2, !(18...21).contains(code.number(0..<2)) { return false }
    return CheckDigits.luhn(code, start..<code.count)
  }
}
