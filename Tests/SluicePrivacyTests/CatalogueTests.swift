import Testing

@testable import SluicePrivacy

@Suite("Catalogue of identifiers")
struct CatalogueTests {
  @Test("has 110 types at least, each with a name of its own, a rule in words and a source")
  func entries() {
    let names = Catalogue.entries.map(\.name)
    #expect(names.count >= 110)
    #expect(names.count < 200, "types that pipelines define need numbers too")
    #expect(Set(names).count == names.count)
    for entry in Catalogue.entries {
      #expect(!entry.summary.isEmpty && !entry.rule.isEmpty && !entry.source.isEmpty, "\(entry.name)")
      #expect(
        entry.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "." || $0 == "-") })
    }
  }

  @Test("constants of the code stand for the entries of their names")
  func constants() {
    let pairs: [(IdentifierType, String)] = [
      (.person, "person"), (.patient, "patient"), (.clinician, "clinician"), (.relative, "relative"),
      (.address, "address"), (.place, "place"), (.country, "country"), (.coordinates, "coordinates"),
      (.postcode, "postcode"), (.trajectory, "trajectory"), (.organization, "organization"),
      (.hospital, "hospital"), (.clinic, "clinic"), (.age, "age"), (.sex, "sex"),
      (.profession, "profession"), (.demographic, "demographic"), (.quantity, "quantity"),
      (.miscellany, "miscellany"), (.email, "email"), (.url, "url"), (.phone, "phone"),
      (.birthDate, "birth-date"), (.date, "date"), (.ipv4, "ipv4"), (.ipv6, "ipv6"), (.mac, "mac"),
      (.imei, "imei"), (.imsi, "imsi"), (.iccid, "iccid"), (.uuid, "uuid"), (.iban, "iban"),
      (.card, "card"), (.bic, "bic"), (.lei, "lei"), (.isin, "isin"), (.creditor, "creditor"),
      (.wallet, "wallet"), (.vat, "vat"), (.vin, "vin"), (.plate, "plate"),
      (.drivingLicence, "driving-licence"), (.ticket, "ticket"), (.eic, "eic"),
      (.meteringPoint, "metering-point"), (.ean18, "ean18"), (.loadCurve, "load-curve"),
      (.machineReadableZone, "mrz"), (.travelDocument, "travel-document"), (.ehic, "ehic"),
      (.diagnosis, "icd"), (.record, "record"), (.staffNumber, "staff-number"), (.orcid, "orcid"),
      (.insuranceID, "insurance-id"), (.episode, "episode"), (.license, "license"),
      (.knownValue, "known-value"),
    ]
    #expect(pairs.count == Catalogue.general.count)
    for (type, name) in pairs { #expect(type.name == name) }
  }

  @Test("every country of the union and its neighbours has a national identifier")
  func countries() {
    #expect(Catalogue.countries.count == 32)
    for country in Catalogue.countries {
      #expect(
        country.entries.contains { $0.family == .national || $0.family == .health }, "\(country.name)")
      #expect(country.entries.allSatisfy { !$0.labels.isEmpty && !$0.forms.isEmpty }, "\(country.name)")
    }
  }

  @Test("every form is one that the rule book can hold")
  func forms() {
    for entry in Catalogue.entries {
      for form in entry.forms {
        #expect(form.pattern.utf8.count <= Code.capacity, "\(entry.name)")
        for group in form.groups {
          let lengths = group.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
          #expect(lengths.count >= 2 && lengths.count <= Chain.maximum, "\(entry.name) \(group)")
        }
      }
    }
  }

  @Test("a set holds what was put in and nothing else", arguments: [0, 1, 63, 64, 127, 128, 191, 192, 255])
  func sets(raw: Int) {
    let type = IdentifierType(rawValue: UInt8(raw))
    var set = IdentifierSet()
    #expect(set.isEmpty)
    set.insert(type)
    #expect(set.members.map(\.rawValue) == [type.rawValue])
    #expect(!set.isEmpty)
  }
}
