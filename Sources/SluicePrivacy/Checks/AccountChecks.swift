/// Form and check digits of international bank account numbers (ISO 13616) and bank codes (ISO 9362).
enum AccountChecks {
  /// Length of an IBAN of the country whose letters are given, 0 if the country has none.
  static func length(_ first: UInt8, _ second: UInt8) -> Int {
    guard first.isUppercase, second.isUppercase else { return 0 }
    return Int(lengths[Int(first - 0x41) * 26 + Int(second - 0x41)])
  }

  static func iban(_ code: Code) -> Bool {
    guard CheckDigits.mod97(code, from: 4) else { return false }
    guard code.slice(4..<code.count).isDigits else { return true }
    if code.hasPrefix("BE") { return belgian(code) }
    if code.hasPrefix("ES") { return spanish(code) }
    if code.hasPrefix("NO") { return norwegian(code) }
    return true
  }

  // Belgium: the last two digits are the remainder of 97, or 97 itself.
  private static func belgian(_ code: Code) -> Bool {
    let remainder = code.number(4..<14) % 97
    return (remainder == 0 ? 97 : remainder) == code.number(14..<16)
  }

  // Spain: one check digit for bank and branch, one for the account, modulus 11.
  private static func spanish(_ code: Code) -> Bool {
    func digit(_ sum: Int) -> Int {
      let check = 11 - sum % 11
      return check == 11 ? 0 : check == 10 ? 1 : check
    }
    return digit(CheckDigits.sum(code, from: 4, [4, 8, 5, 10, 9, 7, 3, 6])) == code.digit(12)
      && digit(CheckDigits.sum(code, from: 14, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6])) == code.digit(13)
  }

  // Norway: modulus 11 over the eleven digits of the account.
  private static func norwegian(_ code: Code) -> Bool {
    CheckDigits.sum(code, from: 4, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
  }

  /// Whether the country has banks with a BIC: any country of the IBAN registry or a large partner.
  static func isBankCountry(_ first: UInt8, _ second: UInt8) -> Bool {
    guard first.isUppercase, second.isUppercase else { return false }
    if length(first, second) > 0 { return true }
    return ["US", "CA", "AU", "NZ", "JP", "CN", "HK", "SG", "IN", "ZA", "KR", "MX"].contains(
      String(decoding: [first, second], as: UTF8.self))
  }

  private static let lengths: [UInt8] = {
    let registry = """
      AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24
      FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32
      LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24
      SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
      """
    var table = [UInt8](repeating: 0, count: 26 * 26)
    for entry in registry.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let letters = Array(entry.utf8)
      table[Int(letters[0] - 0x41) * 26 + Int(letters[1] - 0x41)] = UInt8(entry.dropFirst(2)) ?? 0
    }
    return table
  }()
}
