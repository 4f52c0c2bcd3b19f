/// Check rules of payment, device, vehicle, energy and travel identifiers.
enum SectorChecks {
  // ISO/IEC 7812 issuers in use: Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay, Maestro.
  static func card(_ code: Code) -> Bool {
    guard hasIssuer(code), !isConstant(code) else { return false }
    return CheckDigits.luhn(code)
  }

  private static func hasIssuer(_ code: Code) -> Bool {
    let two = code.number(0..<2)
    let four = code.number(0..<4)
    return switch code.count {
    case 16:
      two / 10 == 4 || (51...55).contains(two) || (2221...2720).contains(four) || two == 35 || four == 6011
        || two == 65 || (644...649).contains(four / 10) || two == 62 || two == 67 || two == 50
    case 15: two == 34 || two == 37
    case 14: two == 36 || two == 38 || two == 39 || (300...305).contains(four / 10)
    case 13: two / 10 == 4
    case 18, 19: two / 10 == 4 || two == 62 || two == 67 || two == 50
    default: false
    }
  }

  private static func isConstant(_ code: Code) -> Bool {
    (1..<code.count).allSatisfy { code[$0] == code[0] }
  }

  // 3GPP TS 23.003: type allocation code of a known reporting body, Luhn.
  static func imei(_ code: Code) -> Bool {
    [1, 35, 86, 99, 45, 44, 49, 52, 53, 54, 98].contains(code.number(0..<2)) && CheckDigits.luhn(code)
  }

  // ISO 17442: MOD 97-10 over all 20 characters.
  static func lei(_ code: Code) -> Bool { CheckDigits.mod97(code, from: 0) && code.digitCount < 20 }

  // ENTSO-E energy identification code: 15 characters and a check character of modulus 37.
  static func eic(_ code: Code) -> Bool {
    func value(_ byte: UInt8) -> Int { byte.isDigit ? Int(byte - 0x30) : Int(byte - 0x41) + 10 }
    var sum = 0
    for position in 0..<15 { sum += (16 - position) * value(code[position]) }
    let check = 36 - (sum + 36) % 37
    return [UInt8]("ATVWXYZ".utf8).contains(code[2]) && check < 36 && check == value(code[15])
  }

  // ISO 3779: no I, O, Q; a manufacturer that sells in Europe.
  static func vin(_ code: Code) -> Bool {
    for position in 0..<17 where [UInt8]("IOQ".utf8).contains(code[position]) { return false }
    guard code.digitCount >= 3, code.digitCount < 17 else { return false }
    return VehicleManufacturers.known(code[0], code[1], code[2])
  }

  // United Kingdom, MPAN core: primes from 3 without 11, modulus 11 modulus 10.
  static func gbMPAN(_ code: Code) -> Bool {
    CheckDigits.sum(code, [3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43]) % 11 % 10 == code.digit(12)
  }

  // Spain, CUPS: remainder of 529 as two letters.
  static func esCUPS(_ code: Code) -> Bool {
    let remainder = code.number(2..<18) % 529
    return NationalChecks.spanishLetter(remainder / 23) == code[18]
      && NationalChecks.spanishLetter(remainder % 23) == code[19]
  }

  // GS1 GSRN-18 of Belgium (54), Denmark (57), Norway (70), Sweden (73) and the Netherlands (87).
  static func ean18(_ code: Code) -> Bool {
    [54, 57, 70, 73, 87].contains(code.number(0..<2)) && NationalChecks.ean(code)
  }

  // ITU-T E.212: a country code of a mobile network that is given out in Europe, or anywhere after a label.
  static func imsi(_ code: Code) -> Bool {
    let region = code.digit(0)
    return (2...7).contains(region) && code.number(0..<3) % 100 > 1 || code.hasPrefix("901")
  }

  // ISO 6166: country, nine characters, Luhn over letters as two digits.
  static func isin(_ code: Code) -> Bool {
    guard isCountry(code[0], code[1]) else { return false }
    var sum = 0
    var doubles = true
    for position in (0..<11).reversed() {
      let value = NationalChecks.value(code[position])
      for digit in value > 9 ? [value % 10, value / 10] : [value] {
        sum += doubles ? NationalChecks.crossSum(digit * 2) : digit
        doubles.toggle()
      }
    }
    return (10 - sum % 10) % 10 == code.digit(11)
  }

  /// Two letters of a country with securities: those of the bank registry, and the codes of substitute agencies.
  private static func isCountry(_ first: UInt8, _ second: UInt8) -> Bool {
    AccountChecks.isBankCountry(first, second)
      || [
        "XS", "XA", "XB", "XC", "XD", "EU", "GG", "JE", "IM", "BM", "KY", "PA", "BR", "TW", "TH", "MY", "ID",
      ].contains(
        String(decoding: [first, second], as: UTF8.self))
  }

  // EPC AT-02: MOD 97-10 over everything but the three characters of the business code.
  static func creditor(_ code: Code) -> Bool {
    var short = Code()
    for position in 0..<code.count where !(4..<7).contains(position) { short.append(code[position]) }
    return AccountChecks.length(code[0], code[1]) > 0 && CheckDigits.mod97(short, from: 4)
  }

  // ISO 7064 MOD 11-2 in the blocks that ORCID gives out.
  static func orcid(_ code: Code) -> Bool {
    guard code.hasPrefix("0000") || code.hasPrefix("0009") else { return false }
    var total = 0
    for position in 0..<15 { total = (total + code.digit(position)) * 2 % 11 }
    let check = (12 - total) % 11
    return check == 10 ? code[15] == UInt8(ascii: "X") : code[15].isDigit && code.digit(15) == check
  }

  // Germany, Marktlokation: odd digits once, even digits twice, modulus 10.
  static func deMaLo(_ code: Code) -> Bool {
    var sum = 0
    for position in 0..<10 { sum += code.digit(position) * (position % 2 == 0 ? 1 : 2) }
    return code.digit(0) != 0 && (10 - sum % 10) % 10 == code.digit(10)
  }

  // Decision S1 of the EU on health cards: 80, country by ISO 3166-1, institution, serial.
  static func healthCard(_ code: Code) -> Bool {
    [
      40, 56, 100, 191, 196, 203, 208, 233, 246, 250, 276, 300, 348, 352, 372, 380, 428, 438, 440, 442, 470,
      528, 578, 616, 620, 642, 703, 705, 724, 752, 756, 826,
    ].contains(code.number(2..<5))
  }
}

/// World manufacturer identifiers (ISO 3780) of makers whose vehicles are registered in Europe.
enum VehicleManufacturers {
  private static let codes: Set<String> = Set(
    """
    WVW WV1 WV2 WVG WAU WA1 WUA WDB WDC WDD WDF W1K W1N W1V WME WBA WBS WBY WBX WMW WP0 WP1 W0L W0V WF0 WMA WJM
    WEB WKK TRU TMB TMA TSM VF1 VF2 VF3 VF6 VF7 VF8 VF9 VR1 VR3 VR7 VNK VNV VSS VSK VS6 VSA VV9 VWV UU1 UU6 ZFA
    ZFF ZAR ZAM ZLA ZCF ZHW ZD4 ZDM ZAP ZCG SAL SAJ SAR SCC SCB SCA SCF SFD SDB SHH SHS SJN SB1 SMT YV1 YV2 YV4
    YS2 YS3 YK1 XL9 XLR XLE XMC XTA X7L LRW L6T LSJ LVS NMT NM0 NLH NLA NLE NMB JTD JTE JTH JTJ JTM JTN JMB JMZ
    JN1 JHM JSA JF1 JF2 JS1 JYA KNA KNE KNM KNB KMH KMF KPT KL1 1FA 1FT 1G1 1HG 1C4 1J4 1N4 2HG 3VW 3FA 4US 4JG
    5YJ 5UX 5NP 7SA
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  static func known(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    codes.contains(String(decoding: [first, second, third], as: UTF8.self))
  }
}
