extension RuleBook {
  static let catalogue: [Rule] = digitsOnly + lettered + sectors

  // Digits alone are ambiguous: every strength below 2 asks for a label or the country's language.
  private static let digitsOnly: [Rule] = [
    national(.atSVNR, "dddddddddd", ["4 6", "4 2 2 2"], 0.9, [.de], NationalChecks.atSVNR),
    national(
      .beNN, "ddddddddddd", ["2.2.2-3.2", "6-3-2", "6 3 2", "6 3-2"], 1.7, [.nl, .fr], NationalChecks.beNN),
    national(.bgEGN, "dddddddddd", [], 1.0, [.bg], NationalChecks.bgEGN),
    national(.chAHV, "ddddddddddddd", ["3.4.4.2"], 2.6, [.de, .fr, .it], NationalChecks.chAHV),
    national(.czRC, "dddddddddd", ["6/4"], 1.1, [.cs], NationalChecks.birthNumber),
    national(.czRC, "ddddddddd", ["6/3"], 0.1, [.cs], NationalChecks.birthNumber),
    national(.skRC, "dddddddddd", ["6/4"], 1.05, [.sk], NationalChecks.birthNumber),
    national(.skRC, "ddddddddd", ["6/3"], 0.05, [.sk], NationalChecks.birthNumber),
    national(.deIdNr, "ddddddddddd", ["2 3 3 3"], 0.8, [.de], NationalChecks.deIdNr),
    national(.dkCPR, "dddddddddd", ["6-4"], 0.3, [.da], NationalChecks.dkCPR),
    national(.eeIK, "ddddddddddd", [], 1.65, [.et], NationalChecks.baltic),
    national(.ltAK, "ddddddddddd", [], 1.6, [.lt], NationalChecks.baltic),
    national(
      .frNIR, "ddddddwdddddddd", ["1 2 2 2 3 3 2", "13 2", "1 2 2 2 3 3-2"], 2.4, [.fr], NationalChecks.frNIR),
    national(.gbNHS, "dddddddddd", ["3 3 4", "3-3-4"], 0.4, [.en], NationalChecks.gbNHS),
    national(.grAMKA, "ddddddddddd", ["6 5"], 1.3, [.el], NationalChecks.grAMKA),
    national(.grAFM, "ddddddddd", [], 0.45, [.el], NationalChecks.grAFM),
    national(.hrOIB, "ddddddddddd", [], 0.5, [.hr], NationalChecks.hrOIB),
    national(.huTAJ, "ddddddddd", ["3 3 3", "3-3-3"], 0.3, [.hu], NationalChecks.huTAJ),
    national(.isKT, "dddddddddd", ["6-4"], 1.5, [.is], NationalChecks.isKT),
    national(.luID, "ddddddddddddd", ["4 2 2 3 2", "4 4 5"], 1.9, [.fr, .de], NationalChecks.luID),
    national(.lvPK, "ddddddddddd", ["6-5"], 1.2, [.lv], NationalChecks.lvPK),
    national(.nlBSN, "ddddddddd", ["4.2.3", "3 3 3"], 0.5, [.nl], NationalChecks.nlBSN),
    national(.noFNR, "ddddddddddd", ["6 5"], 1.8, [.no], NationalChecks.noFNR),
    national(.plPESEL, "ddddddddddd", [], 1.4, [.pl], NationalChecks.plPESEL),
    national(.plNIP, "dddddddddd", ["3-3-2-2", "3-2-2-3", "3 3 2 2"], 0.7, [.pl], NationalChecks.plNIP),
    national(.ptNIF, "ddddddddd", ["3 3 3"], 0.4, [.pt], NationalChecks.ptNIF),
    national(.roCNP, "ddddddddddddd", [], 1.9, [.ro], NationalChecks.roCNP),
    national(.sePNR, "dddddddddd", ["6-4", "6+4"], 0.95, [.sv], NationalChecks.sePNR),
    national(.sePNR, "dddddddddddd", ["8-4", "8 4"], 1.5, [.sv], NationalChecks.sePNR),
    national(.siEMSO, "ddddddddddddd", [], 1.8, [.sl, .hr], NationalChecks.siEMSO),
  ]

  private static let lettered: [Rule] = [
    national(.cyTIC, "dddddddda", [], 1.2, [.el], NationalChecks.cyTIC),
    national(.deKVNR, "addddddddd", ["1 9"], 2.4, [.de], NationalChecks.deKVNR),
    national(.deRVNR, "ddddddddaddd", ["2 6 1 3", "2 6 1 2 1", "8 1 3"], 4.5, [.de], NationalChecks.deRVNR),
    national(.deAusweis, "wwwwwwwwwd", ["9 1"], 1.3, [.de], NationalChecks.deAusweis),
    national(.esDNI, "dddddddda", ["8-1", "2.3.3-1", "8 1", "2.3.3 1"], 2.6, [.es], NationalChecks.esDNI),
    national(.esNIE, "addddddda", ["1-7-1", "1 7 1", "8-1"], 3.2, [.es], NationalChecks.esNIE),
    national(.fiHETU, "dddddddddw", ["6-4", "6+4"], 2.2, [.fi, .sv], NationalChecks.fiHETU),
    national(.fiHETU, "ddddddadddw", [], 4, [.fi, .sv], NationalChecks.fiHETU),
    national(.gbNINO, "aadddddda", ["2 2 2 2 1", "8 1", "2 6 1"], 2.6, [.en], NationalChecks.gbNINO),
    national(.iePPS, "ddddddda", [], 2.2, [.en, .ga], NationalChecks.iePPS),
    national(.iePPS, "dddddddaa", [], 2.4, [.en, .ga], NationalChecks.iePPS),
    national(.itCF, "aaaaaawwawwawwwa", ["3 3 5 5", "6 5 5"], 5.5, [.it], NationalChecks.itCF),
    national(
      .mtID, "dddddda", [], -1, [.mt, .en], { Pattern.endsInMalteseLetter($0) && NationalChecks.mtID($0) }),
    national(
      .mtID, "ddddddda", [], -1, [.mt, .en], { Pattern.endsInMalteseLetter($0) && NationalChecks.mtID($0) }),
  ]

  private static let sectors: [Rule] = [
    sector(.card, "dddddddddddddddd", ["4 4 4 4", "4-4-4-4"], 2.7, SectorChecks.card),
    sector(.card, "ddddddddddddddd", ["4 6 5", "4-6-5"], 1.6, SectorChecks.card),
    sector(.card, "dddddddddddddd", ["4 6 4"], 0.6, SectorChecks.card),
    sector(.card, "ddddddddddddd", [], -0.5, SectorChecks.card),
    sector(.card, "ddddddddddddddddddd", ["4 4 4 4 3"], 1, SectorChecks.card),
    sector(.imei, "ddddddddddddddd", ["2 6 6 1", "2-6-6-1", "8 6 1"], 1.5, SectorChecks.imei),
    sector(.lei, "wwwwwwwwwwwwwwwwwwdd", [], 3.6, SectorChecks.lei),
    sector(.vin, "wwwwwwwwwwwwwwwww", [], 3.2, SectorChecks.vin),
    sector(.eic, "ddawwwwwwwwwwwww", [], 3, SectorChecks.eic),
    sector(.meteringPoint, "ESddddddddddddddddaa", [], 5, SectorChecks.esCUPS),
    sector(.meteringPoint, "ESddddddddddddddddaadw", [], 5, SectorChecks.esCUPS),
    sector(.meteringPoint, "ddddddddddddd", ["2 4 4 3", "2 10 1"], 0.35, SectorChecks.gbMPAN),
    sector(.meteringPoint, "dddddddddddddddddd", [], 1.8, SectorChecks.ean18),
    sector(.meteringPoint, "ddddddddddd", [], -0.6, SectorChecks.deMaLo),
    sector(.meteringPoint, "ATddddddddddddddddddddddddddddddd", ["2 6 5 20"], 5, { _ in true }),
    sector(.meteringPoint, "DEddddddddddddddddddddddddddddddd", [], 5, { _ in true }),
    sector(.meteringPoint, "ITdddEdddddddd", [], 4, { _ in true }),
    sector(.meteringPoint, "dddddddddddddd", [], -1.5, { _ in true }),
    sector(.healthCard, "80dddddddddddddddddd", [], 2.4, SectorChecks.healthCard),
  ]

  private static func national(
    _ type: IdentifierType, _ pattern: StaticString, _ groups: [String], _ strength: Float,
    _ languages: [Language],
    _ check: @escaping @Sendable (Code) -> Bool
  ) -> Rule {
    Rule(
      type: type, pattern: pattern, groups: groups, strength: strength, languages: LanguageSet(languages),
      check: check)
  }

  private static func sector(
    _ type: IdentifierType, _ pattern: StaticString, _ groups: [String], _ strength: Float,
    _ check: @escaping @Sendable (Code) -> Bool
  ) -> Rule {
    Rule(type: type, pattern: pattern, groups: groups, strength: strength, check: check)
  }
}

extension Pattern {
  /// Registries of Malta and Gozo end their numbers in one of eight letters.
  static func endsInMalteseLetter(_ code: Code) -> Bool {
    [UInt8]("MGAPLHBZ".utf8).contains(code[code.count - 1])
  }
}
