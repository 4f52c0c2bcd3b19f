import SluiceCore
import SluiceLineage

extension SampleRun {
  var inputs: ReportInputs {
    ReportInputs(
      purpose: "https://w3id.org/dpv#ScientificResearch",
      purposeText: "Training of a language model that helps to write discharge letters",
      controller: ReportInputs.Party(
        "University Clinic Nordstadt", contact: "Hafenstraße 1, 20457 Hamburg", country: "DE"),
      representative: nil,
      officer: ReportInputs.Party(
        "Data protection office", contact: "datenschutz@clinic.example", country: "DE"),
      subjects: ["patients", "physicians"], recipients: ["training cluster of the research network"],
      transfers: [
        ReportInputs.Transfer(
          country: "CH", recipient: "Institute for Medical Informatics", tool: "adequacy decision 2000/518/EC"
        )
      ],
      retention: [
        ReportInputs.Retention("sealed shards", until: "2028-06-30", basis: "end of the permit"),
        ReportInputs.Retention("record lineage", until: "2031-12-31", basis: "accountability, Article 5(2)"),
      ],
      measures: [
        "Shards are encrypted for named keys (AES-256-GCM, ECDH-ES+A256KW)",
        "Spills and quarantine are sealed with a key of the run",
        "Pseudonyms are keyed; the key stays with the controller",
      ],
      detectors: [
        ReportInputs.DetectorQuality(
          type: "PERSON", corpus: "labelled letters, German", examples: 2_114, precision: 0.961, recall: 0.934
        ),
        ReportInputs.DetectorQuality(
          type: "ADDRESS", corpus: "labelled letters, German", examples: 640, precision: 0.912,
          recall: 0.887),
        ReportInputs.DetectorQuality(
          type: "EMAIL_ADDRESS", corpus: "labelled letters, German", examples: 188, precision: 1,
          recall: 0.995),
      ],
      notCovered: ["Handwritten notes scanned into the letters are not read."])
  }

  var rules: [any CatalogueRow] {
    func rule(
      _ rule: String, _ citation: String, _ title: String, _ basis: RunCatalogue.Verdict.Basis,
      _ outcome: RunCatalogue.Verdict.Outcome, _ message: String, party: String? = nil,
      evidence: [String] = [],
      missing: [String] = [], pack: String = "eu-gdpr"
    ) -> RunCatalogue.Verdict {
      RunCatalogue.Verdict(
        stage: 2, pack: pack, rule: rule, citation: citation, title: title, basis: basis, outcome: outcome,
        message: message, party: party, evidence: evidence, missing: missing)
    }
    return [
      rule(
        "purpose", "GDPR Art. 5(1)(b)", "Data are used for the purpose they were collected for.", .machine,
        .permit, "The agreement's purpose includes the run's.", evidence: ["permit.odrl.json#/permission/0"]),
      rule(
        "minimisation", "GDPR Art. 5(1)(c)", "Only fields that the purpose needs reach a sink.", .machine,
        .permit,
        "Every field at a sink is named in neededFields.",
        evidence: ["pipeline.json#/governance/neededFields"]),
      rule(
        "legal-basis", "GDPR Art. 6(1)", "Every source names a legal basis.", .declared, .permit,
        "Both sources name point (e).", party: "University Clinic Nordstadt",
        evidence: ["pipeline.json#/stages/letters/dataset/legalBasis"]),
      rule(
        "special", "GDPR Art. 9(2)(j)", "Health data are processed under an exception.", .declared, .permit,
        "Research under § 27 BDSG is declared.", party: "University Clinic Nordstadt"),
      rule(
        "no-raw-identifier", "GDPR Art. 32(1)(a)", "No raw identifier reaches a sink.", .machine, .permit,
        "All direct identifiers are pseudonymized or removed before every sink.",
        evidence: ["lineage.sqlite#edge"]),
      rule(
        "dpia", "GDPR Art. 35(1)", "Large-scale health data need an impact assessment.", .signed, .permit,
        "Assessment DSFA-2026-17 is signed for this pipeline.", party: "Data protection officer",
        evidence: ["signoffs/dpia.jws"]),
      rule(
        "third-country", "GDPR Art. 44", "Keys are not held in third countries without safeguards.", .machine,
        .waived, "One holder's location is declared, not proven.", party: "Data protection officer"),
      rule(
        "children", "GDPR Art. 8(1)", "Consent of children needs a parent's.", .machine, .notApplicable,
        "No source relies on consent."),
      rule(
        "permission-0", "Agreement 2026-041, clause 3", "Anonymize before training.", .machine, .permit,
        "The stage 'clean' dominates every sink.", pack: "permit.odrl.json"),
    ]
  }
}
