/// Numbers of identity cards, passports and licences.
extension NationalChecks {
  // Belgium, identity card: ten digits modulus 97, 97 for a remainder of 0.
  static func beEID(_ code: Code) -> Bool {
    let body = code.number(0..<10)
    let remainder = body % 97
    return code.number(0..<12) > 0 && (remainder == 0 ? 97 : remainder) == code.number(10..<12)
  }

  // Germany, documents of nine characters: a letter of the alphabet without vowels first, digits among them.
  static func deDocument(_ code: Code) -> Bool {
    guard code.digitCount >= 2, code[0].isUppercase else { return false }
    for position in 0..<9 where code[position].isUppercase && isVowelLike(code[position]) { return false }
    return true
  }

  // United Kingdom, driving licence: five characters of the surname, decade, month (+ 50 for women), day, year,
  // two initials, then a character and two letters.
  static func gbDriver(_ code: Code) -> Bool {
    var hasEnded = false
    for position in 0..<5 {
      guard code[position].isUppercase || code[position] == UInt8(ascii: "9") else { return false }
      if hasEnded, code[position].isUppercase { return false }
      if code[position].isDigit { hasEnded = true }
    }
    let month = code.number(6..<8) % 50
    return code[0].isUppercase && code.number(6..<8) <= 62 && (1...12).contains(month)
      && (1...31).contains(code.number(8..<10))
  }

  // United Kingdom, postcode: letters that areas and units use; `code` ends with digit and two letters.
  static func gbPostcode(_ code: Code) -> Bool {
    let area = code[1].isDigit ? [code[0]] : [code[0], code[1]]
    guard postcodeAreas.contains(String(decoding: area, as: UTF8.self)) else { return false }
    for position in code.count - 2..<code.count
    where [UInt8]("CIKMOV".utf8).contains(code[position]) { return false }
    return true
  }

  private static let postcodeAreas: Set<String> = Set(
    """
    AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX
    FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG
    NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS
    TW UB W WA WC WD WF WN WR WS WV YO ZE
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  // Ireland, Eircode: routing key of a letter and two digits (or D6W), four characters of a reduced alphabet.
  static func ieEircode(_ code: Code) -> Bool {
    guard [UInt8]("ACDEFHKNPRTVWXY".utf8).contains(code[0]) else { return false }
    for position in 3..<7
    where code[position].isUppercase && ![UInt8]("ACDEFHKNPRTVWXY".utf8).contains(code[position]) {
      return false
    }
    return code[3].isUppercase || code[4].isUppercase || code[5].isUppercase || code[6].isUppercase
  }

  // Netherlands, identity card and passport: no letter O, which is too like a zero.
  static func nlID(_ code: Code) -> Bool {
    for position in 0..<9 where code[position] == UInt8(ascii: "O") { return false }
    return true
  }

  // Poland, identity card: weights 7 3 1 with the check digit after the letters. Passport: 7 3 9 1 7 3 1 7 3.
  static func plIDCard(_ code: Code) -> Bool { letterSum(code, [7, 3, 1, 9, 7, 3, 1, 7, 3]) % 10 == 0 }

  static func plPassport(_ code: Code) -> Bool { letterSum(code, [7, 3, 9, 1, 7, 3, 1, 7, 3]) % 10 == 0 }

  private static func letterSum(_ code: Code, _ weights: InlineArray<9, Int>) -> Int {
    var sum = 0
    for position in weights.indices { sum += value(code[position]) * weights[position] }
    return sum
  }

  /// A digit's value, or 10 for A to 35 for Z.
  @inline(__always)
  static func value(_ byte: UInt8) -> Int { byte.isDigit ? Int(byte - 0x30) : Int(byte - 0x41) + 10 }

  // Portugal, cartão de cidadão: Luhn over letters as numbers from 10.
  static func ptCC(_ code: Code) -> Bool {
    var sum = 0
    for position in 0..<code.count - 1 {
      let doubles = (code.count - 2 - position) % 2 == 0
      let number = value(code[position]) * (doubles ? 2 : 1)
      sum += doubles && number > 9 ? number - 9 : number
    }
    return (100 - sum % 10) % 10 == code.digit(code.count - 1)
  }
}
