import Foundation
import SluicePrivacy
import SluiceTestSupport
import Testing

@Suite("European identifiers in sentences")
struct EuropeanIdentifierTests {
  /// What the data set's types are called here; a group has the same number in several countries.
  private static func accepted(_ type: String) -> Set<String> {
    if type.hasPrefix("IBAN") { return ["iban"] }
    if type.hasPrefix("PHONE") { return ["phone"] }
    let names: [String: Set<String>] = [
      "DE_IDNR": ["de.idnr"], "DE_VAT": ["vat"], "FR_NIR": ["fr.nir"], "IT_CF": ["it.cf"],
      "ES_DNI": ["es.dni"],
      "ES_NIE": ["es.nie"], "ES_CUPS": ["es.cups"], "PT_NIF": ["pt.nif"], "NL_BSN": ["nl.bsn"],
      "BE_NN": ["be.nn"], "PL_PESEL": ["pl.pesel"], "PL_NIP": ["pl.nip"], "SE_PNR": ["se.pnr"],
      "FI_HETU": ["fi.hetu"], "DK_CPR": ["dk.cpr"], "EE_IK": ["ee.ik", "lt.ak"], "LT_AK": ["lt.ak", "ee.ik"],
      "LV_PK": ["lv.pk"], "CZ_RC": ["cz.rc", "sk.rc"], "SK_RC": ["sk.rc", "cz.rc"], "RO_CNP": ["ro.cnp"],
      "BG_EGN": ["bg.egn"], "HR_OIB": ["hr.oib"], "SI_EMSO": ["si.emso"], "HU_TAJ": ["hu.taj"],
      "GR_AMKA": ["gr.amka"], "GR_AFM": ["gr.afm"], "IE_PPS": ["ie.pps"], "AT_VNR": ["at.svnr"],
      "LU_TVA": ["vat"], "MT_VAT": ["vat"], "CY_VAT": ["vat", "cy.tic"], "CH_AHV": ["ch.ahv"],
      "GB_NHS": ["gb.nhs"], "NO_FNR": ["no.fnr"], "IS_KT": ["is.kt"], "EU_EIC": ["eic"], "LEI": ["lei"],
      "CARD": ["card"], "IMEI": ["imei"], "DE_AUSWEIS": ["de.ausweis", "travel-document"],
      "DE_KVNR": ["de.kvnr"],
      "DE_RVNR": ["de.rvnr"], "MRZ_TD3": ["mrz"], "VIN": ["vin"], "GB_MPAN": ["gb.mpan"],
      "EHIC": ["ehic"], "IPV4": ["ipv4"], "IPV6": ["ipv6"], "MAC": ["mac"], "EMAIL": ["email"],
      "GPS": ["coordinates"],
    ]
    return names[type] ?? []
  }

  private struct Score {
    var right = 0
    var total = 0
  }

  private struct Result {
    var labelled: [String: Score] = [:]
    var bare: [String: Score] = [:]
    var negatives = 0
    /// Items with a wrong check digit that were found as the type they pretend to be.
    var flagged = 0

    static func macro(_ scores: [String: Score]) -> Double {
      scores.values.reduce(0) { $0 + Double($1.right) / Double($1.total) } / Double(scores.count)
    }
  }

  private static func measure(_ items: [[String: Any]], _ set: DetectorSet) throws -> Result {
    var result = Result()
    for item in items {
      let text = try #require(item["text"] as? String)
      let type = try #require(item["type"] as? String)
      let offsets = Detection.byteOffsets(text)
      let range = offsets[try #require(item["start"] as? Int)]..<offsets[try #require(item["end"] as? Int)]
      let found = Detection.findings(text, set).filter { accepted(type).contains($0.type.name) }
      if item["positive"] as? Bool == false {
        result.negatives += 1
        if found.contains(where: { $0.range.overlaps(range) }) { result.flagged += 1 }
        continue
      }
      let group = type.hasPrefix("IBAN") ? "IBAN" : type.hasPrefix("PHONE") ? "PHONE" : type
      let right = found.contains { $0.range == range } ? 1 : 0
      let path: WritableKeyPath<Result, [String: Score]> =
        item["context"] as? String == "none" ? \.bare : \.labelled
      result[keyPath: path][group, default: Score()].right += right
      result[keyPath: path][group, default: Score()].total += 1
    }
    return result
  }

  @Test("right type with a label, right type without one when strict, few wrong check digits accepted")
  func scores() throws {
    guard let url = SharedData.path("data/euid/euid.jsonl", for: "scores on European identifiers") else {
      return
    }
    let items = try Detection.lines(url)
    #expect(items.count == 7285)
    let balanced = try Self.measure(items, Detection.balanced)
    let strict = try Self.measure(items, Detection.strict)
    #expect(Result.macro(balanced.labelled) >= 0.99)
    #expect(Result.macro(strict.labelled) >= 0.99)
    #expect(Result.macro(strict.bare) >= 0.93)
    #expect(Result.macro(balanced.bare) >= 0.6, "digits alone ask for a label unless strict")
    #expect(balanced.negatives == 1366)
    #expect(balanced.flagged * 100 <= balanced.negatives * 2)
    #expect(strict.flagged * 100 <= strict.negatives * 2)
  }
}
