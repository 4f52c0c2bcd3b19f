// Written by check_digits.py from python-stdnum 2.2: verdicts of the oracle as number and FNV-1a digest.
enum CheckDigitVectors {
  struct Case {
    var name: String
    var body: String
    var end: String
    var bodies: Int
    var candidates: Int
    var valid: Int
    var digest: UInt64
  }

  static let cases: [Case] = [
    Case(
      name: "de.idnr", body: "dddddddddd", end: "c", bodies: 2000, candidates: 20000, valid: 74,
      digest: 0xF232B0E7881C6EF7),
    Case(
      name: "de.idnr", body: "1223456789", end: "c", bodies: 1, candidates: 10, valid: 1,
      digest: 0x69D306CC20F6EDDA),
    Case(
      name: "fr.nir", body: "1YYMMdddddddd", end: "cc", bodies: 200, candidates: 20000, valid: 200,
      digest: 0xC97DEB06B7E25FA7),
    Case(
      name: "fr.nir", body: "2YYMM2Adddddd", end: "cc", bodies: 100, candidates: 10000, valid: 100,
      digest: 0x6F89BCF296715289),
    Case(
      name: "es.dni", body: "dddddddd", end: "C", bodies: 1000, candidates: 26000, valid: 1000,
      digest: 0x6DEAAAB98C1F5EF7),
    Case(
      name: "es.nie", body: "Xddddddd", end: "C", bodies: 500, candidates: 13000, valid: 500,
      digest: 0xED7A71B85901786F),
    Case(
      name: "es.nie", body: "Zddddddd", end: "C", bodies: 500, candidates: 13000, valid: 500,
      digest: 0x5847044C902786AF),
    Case(
      name: "it.cf", body: "aaaaaaYYHDDaddd", end: "C", bodies: 1000, candidates: 26000, valid: 1000,
      digest: 0xE5FAE49FB4324049),
    Case(
      name: "it.cf", body: "RSSMRAYYTDDHdLd", end: "C", bodies: 300, candidates: 7800, valid: 300,
      digest: 0x11E036907D6DF135),
    Case(
      name: "pl.pesel", body: "YYMMDDdddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x0E48425EFF2BC9A3),
    Case(
      name: "pl.nip", body: "ddddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 913,
      digest: 0x579E1F340294448C),
    Case(
      name: "nl.bsn", body: "dddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 895,
      digest: 0x243E9486183C2D86),
    Case(
      name: "be.nn", body: "7dMMDDddd", end: "cc", bodies: 200, candidates: 20000, valid: 200,
      digest: 0xB58ABB1EA4EFA985),
    Case(
      name: "be.nn", body: "1dMMDDddd", end: "cc", bodies: 200, candidates: 20000, valid: 400,
      digest: 0xBCE38B112B86209F),
    Case(
      name: "at.svnr", body: "ddddDDMM", end: "cc", bodies: 200, candidates: 20000, valid: 1641,
      digest: 0xFA86FA3F0DDA1E2C),
    Case(
      name: "pt.nif", body: "dddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 901,
      digest: 0xD9BCF73ED6C2E0A8),
    Case(
      name: "se.pnr", body: "YYMMDDddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0xB27B7711F70C05F9),
    Case(
      name: "fi.hetu", body: "DDMMYYAddd", end: "x", bodies: 300, candidates: 10800, valid: 300,
      digest: 0x8BC58F492B647AE9),
    Case(
      name: "cz.rc", body: "YYMMDDddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x72F18332BBC44633),
    Case(
      name: "sk.rc", body: "YYMMDDddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0xDA19E4595D35E63D),
    Case(
      name: "ro.cnp", body: "1YYMMDD12ddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0xBC98E1E57259C421),
    Case(
      name: "bg.egn", body: "YYMMDDddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x97E93E9BFB8B5A59),
    Case(
      name: "hr.oib", body: "dddddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x31B4E0962EE65167),
    Case(
      name: "ee.ik", body: "3YYMMDDddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x930C8D9591D4730F),
    Case(
      name: "lt.ak", body: "4YYMMDDddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0xF86FCDAD2D63D943),
    Case(
      name: "gr.amka", body: "DDMMYYdddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x5BA547C4E13CB19F),
    Case(
      name: "gr.afm", body: "dddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0xCDBEA06D281BB071),
    Case(
      name: "ie.pps", body: "ddddddd", end: "C", bodies: 1000, candidates: 26000, valid: 1000,
      digest: 0xDC37E253F0669A59),
    Case(
      name: "ie.pps", body: "ddddddd", end: "CC", bodies: 40, candidates: 27040, valid: 240,
      digest: 0x5305E9A528E041AD),
    Case(
      name: "si.emso", body: "DDMM9YY50ddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0xAB2F7A5790536E73),
    Case(
      name: "no.fnr", body: "DDMM0dddd", end: "cc", bodies: 100, candidates: 10000, valid: 87,
      digest: 0xC24BA8D1EEE0F4AE),
    Case(
      name: "no.fnr", body: "DDMM6dddd", end: "cc", bodies: 100, candidates: 10000, valid: 63,
      digest: 0x31D373C2D197EF16),
    Case(
      name: "is.kt", body: "DDMMYYdd", end: "cc", bodies: 100, candidates: 10000, valid: 174,
      digest: 0x1CA0BCBF10766ECB),
    Case(
      name: "ch.ahv", body: "756ddddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x0472FAA253BADAB3),
    Case(
      name: "gb.nhs", body: "ddddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 892,
      digest: 0x6221D453B9986C9D),
    Case(
      name: "lv.pk", body: "DDMMYY1ddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x18E7111BDC8CF283),
    Case(
      name: "lei", body: "5299wwwwwwwwwwwwww", end: "cc", bodies: 100, candidates: 10000, valid: 102,
      digest: 0xBAB622A1675574F1),
    Case(
      name: "eic", body: "11Xwwwwwwwwwwww", end: "x", bodies: 300, candidates: 10800, valid: 291,
      digest: 0x3BE2942AE3C4DCCC),
    Case(
      name: "es.cups", body: "ESdddddddddddddddd", end: "CC", bodies: 20, candidates: 13520, valid: 20,
      digest: 0x22CC45EBE6D24D37),
    Case(
      name: "luhn", body: "ddddddddddddddd", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0x86DEFEC9CDDFAE61),
    Case(
      name: "iban DE", body: "DE%dddddddddddddddddd", end: "cc", bodies: 100, candidates: 10000, valid: 103,
      digest: 0x786091DFDD331CAA),
    Case(
      name: "iban GB", body: "GB%aaaadddddddddddddd", end: "cc", bodies: 100, candidates: 10000, valid: 103,
      digest: 0xE2B903F2830E407A),
    Case(
      name: "iban FR", body: "FR%ddddddddddwwwwwwwwwwwdd", end: "cc", bodies: 60, candidates: 6000, valid: 63,
      digest: 0x2DD597F70F4EC716),
    Case(
      name: "iban ES", body: "ES%dddddddddddddddddddd", end: "cc", bodies: 300, candidates: 30000, valid: 2,
      digest: 0x8EFB09972EC5C9F5),
    Case(
      name: "iban BE", body: "BE%dddddddddddd", end: "cc", bodies: 200, candidates: 20000, valid: 1,
      digest: 0x5B6B3970C53BCA5A),
    Case(
      name: "iban NO", body: "NO%ddddddddddd", end: "cc", bodies: 200, candidates: 20000, valid: 20,
      digest: 0x55534BAB0AA77945),
    Case(
      name: "vat AT", body: "Uddddddd", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0xCDADD9D708D23CC3),
    Case(
      name: "vat BE", body: "0ddddddd", end: "cc", bodies: 100, candidates: 10000, valid: 102,
      digest: 0x6E51DCAAAFC328A9),
    Case(
      name: "vat BG", body: "dddddddd", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0x4A0497D47DF8DBC7),
    Case(
      name: "vat CZ", body: "ddddddd", end: "c", bodies: 500, candidates: 5000, valid: 452,
      digest: 0x997AC2A6C5B3A6BD),
    Case(
      name: "vat DE", body: "dddddddd", end: "c", bodies: 500, candidates: 5000, valid: 458,
      digest: 0x47C403399FC0683D),
    Case(
      name: "vat DK", body: "ddddddd", end: "c", bodies: 500, candidates: 5000, valid: 412,
      digest: 0x1ADE56AD91679A0F),
    Case(
      name: "vat EE", body: "dddddddd", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0xDE5337DF837F7A5B),
    Case(
      name: "vat EL", body: "dddddddd", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0xBAFD2A9BE0D50F91),
    Case(
      name: "vat FI", body: "ddddddd", end: "c", bodies: 500, candidates: 5000, valid: 450,
      digest: 0xEBE6CECF0F3C0C71),
    Case(
      name: "vat FR", body: "%ddddddddd", end: "cc", bodies: 100, candidates: 10000, valid: 11,
      digest: 0x1F8A94F8CDF56DD8),
    Case(
      name: "vat HR", body: "dddddddddd", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0x4DBED798BE14CB91),
    Case(
      name: "vat HU", body: "ddddddd", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0x5930101B9527BA55),
    Case(
      name: "vat IT", body: "ddddddd001", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0x6614409E0A2F8459),
    Case(
      name: "vat LT", body: "ddddddd1", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0xAC8AD253B6CCC9E5),
    Case(
      name: "vat LU", body: "dddddd", end: "cc", bodies: 200, candidates: 20000, valid: 200,
      digest: 0xE4250733403C5CC7),
    Case(
      name: "vat LV", body: "4ddddddddd", end: "c", bodies: 500, candidates: 5000, valid: 452,
      digest: 0x0B49B5D8FDDDF071),
    Case(
      name: "vat MT", body: "dddddd", end: "cc", bodies: 200, candidates: 20000, valid: 482,
      digest: 0xA295419FDDD488A7),
    Case(
      name: "vat PL", body: "ddddddddd", end: "c", bodies: 500, candidates: 5000, valid: 453,
      digest: 0x4C54A57B127631E6),
    Case(
      name: "vat PT", body: "dddddddd", end: "c", bodies: 500, candidates: 5000, valid: 457,
      digest: 0xFEF9B46079F4CC7E),
    Case(
      name: "vat RO", body: "ddddddd", end: "c", bodies: 500, candidates: 5000, valid: 448,
      digest: 0x86C31DFD8334A6BD),
    Case(
      name: "vat SI", body: "ddddddd", end: "c", bodies: 500, candidates: 5000, valid: 398,
      digest: 0x534C71210DF62131),
    Case(
      name: "vat SK", body: "2dddddddd", end: "c", bodies: 500, candidates: 5000, valid: 314,
      digest: 0xF0AFD3C8CE0795FF),
    Case(
      name: "vat CY", body: "1ddddddd", end: "C", bodies: 300, candidates: 7800, valid: 270,
      digest: 0x1A6615A5061AB979),
    Case(
      name: "vat GB", body: "ddddddd", end: "cc", bodies: 200, candidates: 20000, valid: 570,
      digest: 0xCB5A0AB4F1F73181),
    Case(
      name: "at.stnr", body: "12dddddd", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0x1C34CD54CBD2DA11),
    Case(
      name: "at.stnr", body: "dddddddd", end: "c", bodies: 500, candidates: 5000, valid: 207,
      digest: 0x1C43876B73C6F1A8),
    Case(
      name: "be.bis", body: "7d2dDDddd", end: "cc", bodies: 200, candidates: 20000, valid: 200,
      digest: 0xBC7F293188F7ED35),
    Case(
      name: "be.bis", body: "0d4dDDddd", end: "cc", bodies: 200, candidates: 20000, valid: 400,
      digest: 0xE7851AA8B9F94879),
    Case(
      name: "be.eid", body: "dddddddddd", end: "cc", bodies: 100, candidates: 10000, valid: 100,
      digest: 0xE7646B167FE419EF),
    Case(
      name: "bg.lnch", body: "ddddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0xA7EEFFCFD7485705),
    Case(
      name: "dk.cvr", body: "ddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 852,
      digest: 0xA89A764E99F855A1),
    Case(
      name: "fi.ytunnus", body: "ddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 914,
      digest: 0x0321D9B9D772E653),
    Case(
      name: "fr.nif", body: "ddddddddddd", end: "cc", bodies: 200, candidates: 20000, valid: 11,
      digest: 0x534A2FAE374D0F8C),
    Case(
      name: "fr.siren", body: "dddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x4CC949B9333B9165),
    Case(
      name: "fr.siret", body: "ddddddddddddd", end: "c", bodies: 3000, candidates: 30000, valid: 279,
      digest: 0x2A61C9E13E75B142),
    Case(
      name: "fr.siret", body: "356000000dddd", end: "c", bodies: 300, candidates: 3000, valid: 600,
      digest: 0xB57F58C4CBA0C9C5),
    Case(
      name: "hu.adoszam", body: "ddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x3B2BBCB5461F6FE9),
    Case(
      name: "it.piva", body: "ddddddd012", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0x5F01F76FA353B773),
    Case(
      name: "it.piva", body: "dddddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 111,
      digest: 0x1B323A130763642E),
    Case(
      name: "nl.id", body: "aawwwwww", end: "x", bodies: 300, candidates: 10800, valid: 2280,
      digest: 0x3A0F9BCF21BDEE2D),
    Case(
      name: "pl.regon", body: "dddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x5350278B8BEDE76B),
    Case(
      name: "pl.regon", body: "ddddddddddddd", end: "c", bodies: 3000, candidates: 30000, valid: 311,
      digest: 0x76F581FBADADC00A),
    Case(
      name: "pt.cc", body: "dddddddddww", end: "c", bodies: 1000, candidates: 10000, valid: 1000,
      digest: 0x29DF72D9BC59D7D7),
    Case(
      name: "ro.cui", body: "ddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 905,
      digest: 0xE59D2B9924553E4E),
    Case(
      name: "si.davcna", body: "ddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 826,
      digest: 0x94EE4773F02203F5),
    Case(
      name: "es.cif", body: "addddddd", end: "x", bodies: 500, candidates: 18000, valid: 624,
      digest: 0x09BAAE48E765B94D),
    Case(
      name: "es.ccc", body: "dddddddd%dddddddddd", end: "cc", bodies: 200, candidates: 20000, valid: 200,
      digest: 0x287F815FE14FBA07),
    Case(
      name: "se.orgnr", body: "ddddddddd", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0xFFC3446FAA3D339B),
    Case(
      name: "no.orgnr", body: "dddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 899,
      digest: 0xAB0CFD03DBB8B448),
    Case(
      name: "no.konto", body: "1ddddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 920,
      digest: 0xD2CA82BBBA077F6B),
    Case(
      name: "ch.uid", body: "CHEdddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 914,
      digest: 0x8C5C746BB98F1CCD),
    Case(
      name: "gb.utr", body: "ddddddddd", end: "c", bodies: 1000, candidates: 10000, valid: 1008,
      digest: 0x38B47748A0C83A89),
    Case(
      name: "hr.jmbg", body: "DDMM9YY33ddd", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0x3696FBF52EF0C3D7),
    Case(
      name: "isin", body: "DEwwwwwwwww", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0xBD3905947FCF478D),
    Case(
      name: "isin", body: "FRddddddddd", end: "c", bodies: 500, candidates: 5000, valid: 500,
      digest: 0xEEE7BB531277FADF),
    Case(
      name: "creditor", body: "DE%ZZZddddddddddd", end: "cc", bodies: 100, candidates: 10000, valid: 105,
      digest: 0x9F934AC7807313B2),
    Case(
      name: "iccid", body: "89dddddddddddddddd", end: "c", bodies: 300, candidates: 3000, valid: 300,
      digest: 0x25CA0C35A068A4E9),
    Case(
      name: "imei", body: "35dddddddddddd", end: "c", bodies: 300, candidates: 3000, valid: 300,
      digest: 0xE55DE6B8D2014E97),
    Case(
      name: "card", body: "4dddddddddddddd", end: "c", bodies: 300, candidates: 3000, valid: 300,
      digest: 0xB11A68F5DEAABB27),
    Case(
      name: "orcid", body: "00000002ddddddd", end: "x", bodies: 300, candidates: 10800, valid: 300,
      digest: 0xFFE860110E9235AB),
  ]
}
