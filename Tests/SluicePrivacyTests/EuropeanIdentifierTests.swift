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
      "ES_NIE": ["es.nie"], "ES_CUPS": ["metering-point"], "PT_NIF": ["pt.nif"], "NL_BSN": ["nl.bsn"],
      "BE_NN": ["be.nn"], "PL_PESEL": ["pl.pesel"], "PL_NIP": ["pl.nip"], "SE_PNR": ["se.pnr"],
      "FI_HETU": ["fi.hetu"], "DK_CPR": ["dk.cpr"], "EE_IK": ["ee.ik", "lt.ak"], "LT_AK": ["lt.ak", "ee.ik"],
      "LV_PK": ["lv.pk"], "CZ_RC": ["cz.rc", "sk.rc"], "SK_RC": ["sk.rc", "cz.rc"], "RO_CNP": ["ro.cnp"],
      "BG_EGN": ["bg.egn"], "HR_OIB": ["hr.oib"], "SI_EMSO": ["si.emso"], "HU_TAJ": ["hu.taj"],
      "GR_AMKA": ["gr.amka"], "GR_AFM": ["gr.afm"], "IE_PPS": ["ie.pps"], "AT_VNR": ["at.svnr"],
      "LU_TVA": ["vat"], "MT_VAT": ["vat"], "CY_VAT": ["vat", "cy.tic"], "CH_AHV": ["ch.ahv"],
      "GB_NHS": ["gb.nhs"], "NO_FNR": ["no.fnr"], "IS_KT": ["is.kt"], "EU_EIC": ["eic"], "LEI": ["lei"],
      "CARD": ["card"], "IMEI": ["imei"], "DE_AUSWEIS": ["de.ausweis", "travel-document"],
      "DE_KVNR": ["de.kvnr"],
      "DE_RVNR": ["de.rvnr"], "MRZ_TD3": ["travel-document"], "VIN": ["vin"], "GB_MPAN": ["metering-point"],
      "EHIC": ["health-card"], "IPV4": ["ipv4"], "IPV6": ["ipv6"], "MAC": ["mac"], "EMAIL": ["email"],
      "GPS": ["coordinates"],
    ]
    return names[type] ?? []
  }

  private struct Score {
    var right = 0
    var covered = 0
    var total = 0
  }

  @Test("right type with a label, right type without one, and few false alarms on wrong check digits")
  func scores() throws {
    guard let url = SharedData.path("data/euid/euid.jsonl", for: "scores on European identifiers") else {
      return
    }
    let items = try Detection.lines(url)
    #expect(items.count == 7285)
    for (name, set) in [("balanced", Detection.balanced), ("strict", Detection.strict)] {
      var labelled: [String: Score] = [:]
      var bare: [String: Score] = [:]
      var flagged = 0
      var flaggedTyped = 0
      var negatives = 0
      var examples: [String: [String]] = [:]
      for item in items {
        guard let text = item["text"] as? String, let type = item["type"] as? String,
          let start = item["start"] as? Int, let end = item["end"] as? Int,
          let isPositive = item["positive"] as? Bool, let context = item["context"] as? String
        else { continue }
        let offsets = Detection.byteOffsets(text)
        let range = offsets[start]..<offsets[end]
        let found = Detection.findings(text, set)
        let group = type.hasPrefix("IBAN") ? "IBAN" : type.hasPrefix("PHONE") ? "PHONE" : type
        let isCovered = found.contains {
          $0.range.lowerBound <= range.lowerBound && $0.range.upperBound >= range.upperBound
        }
        let isRight = found.contains { $0.range == range && Self.accepted(type).contains($0.type.name) }
        if !isPositive {
          negatives += 1
          if found.contains(where: { $0.range.overlaps(range) }) { flagged += 1 }
          if found.contains(where: { $0.range.overlaps(range) && Self.accepted(type).contains($0.type.name) })
          {
            flaggedTyped += 1
            examples["NEG " + group, default: []].append(
              text + " " + found.map(\.type.name).joined(separator: ","))
          }
          continue
        }
        var score = (context == "none" ? bare[group] : labelled[group]) ?? Score()
        score.total += 1
        score.right += isRight ? 1 : 0
        score.covered += isCovered ? 1 : 0
        if !isRight {
          examples["\(context == "none" ? "bare" : "lab") \(group)", default: []].append(
            text + " -> " + Detection.find(text, set).description)
        }
        if context == "none" { bare[group] = score } else { labelled[group] = score }
      }
      func macro(_ scores: [String: Score]) -> Double {
        scores.values.reduce(0) { $0 + Double($1.right) / Double($1.total) } / Double(scores.count)
      }
      print(
        "\(name): with label \(macro(labelled)), without \(macro(bare)), wrong check digits flagged as the type \(flaggedTyped)/\(negatives), as anything \(flagged)/\(negatives)"
      )
      if ProcessInfo.processInfo.environment["SLUICE_SHOW"] != nil {
        for (key, score) in labelled.sorted(by: { $0.key < $1.key }) where score.right < score.total {
          print("  label", key, score)
        }
        for (key, score) in bare.sorted(by: { $0.key < $1.key }) where score.right < score.total {
          print("  bare", key, score)
        }
        for (key, list) in examples.sorted(by: { $0.key < $1.key }) { print("  \(key): \(list.prefix(3))") }
      }
    }
  }
}
