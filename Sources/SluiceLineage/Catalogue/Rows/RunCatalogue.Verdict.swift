public import SluiceCore

extension RunCatalogue {
  /// What a rule or a policy says about the run.
  public struct Verdict: CatalogueRow {
    /// What stands behind a verdict.
    public enum Basis: String, Sendable, CaseIterable {
      /// A machine checked it.
      case machine
      /// A named party declared it.
      case declared
      /// A person signed it.
      case signed
    }

    /// A verdict.
    public enum Outcome: String, Sendable, CaseIterable {
      /// The rule is met.
      case permit
      /// The rule is broken.
      case deny
      /// A fact is missing; counts as a denial.
      case undetermined
      /// A named person set the rule aside, within limits the waiver states.
      case waived
      /// The rule does not speak of this run.
      case notApplicable = "not-applicable"
    }

    /// Position of the gate that asked.
    public var stage: Int
    /// The rule pack or policy.
    public var pack: String
    /// Identifier of the rule in it.
    public var rule: String
    /// Article of law or clause of the agreement.
    public var citation: String
    /// What the rule asks for, in a few words.
    public var title: String
    /// What stands behind the verdict.
    public var basis: Basis
    /// The verdict.
    public var outcome: Outcome
    /// What the rule asks for in full, or why the outcome; never a claim that it is met.
    public var message: String
    /// Who declared or signed.
    public var party: String?
    /// Where the facts stand: paths and pointers, no values of records.
    public var evidence: [String]
    /// Facts that were asked for and not known.
    public var missing: [String]
    /// How the verdict came about.
    public var explanation: JSON

    /// A row; what is left out is unknown or zero.
    public init(
      stage: Int, pack: String, rule: String, citation: String, title: String, basis: Basis, outcome: Outcome,
      message: String, party: String? = nil, evidence: [String] = [], missing: [String] = [],
      explanation: JSON = [:]
    ) {
      self.stage = stage
      self.pack = pack
      self.rule = rule
      self.citation = citation
      self.title = title
      self.basis = basis
      self.outcome = outcome
      self.message = message
      self.party = party
      self.evidence = evidence
      self.missing = missing
      self.explanation = explanation
    }
  }
}

extension RunCatalogue.Verdict {
  /// The table `verdict`.
  public static let table = CatalogueTable(
    "verdict",
    [
      .key("stage", .integer),
      .key("pack", .text),
      .key("rule", .text),
      .column("citation", .text),
      .column("title", .text),
      .column("basis", .text),
      .column("outcome", .text),
      .column("message", .text),
      .optional("party", .text),
      .column("evidence", .json),
      .column("missing", .json),
      .column("explanation", .json),
    ], references: [.stage])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(stage),
      CatalogueValue(pack),
      CatalogueValue(rule),
      CatalogueValue(citation),
      CatalogueValue(title),
      CatalogueValue(basis.rawValue),
      CatalogueValue(outcome.rawValue),
      CatalogueValue(message),
      CatalogueValue(party),
      CatalogueValue(evidence),
      CatalogueValue(missing),
      CatalogueValue(explanation),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      stage: try cells.integer(),
      pack: try cells.text(),
      rule: try cells.text(),
      citation: try cells.text(),
      title: try cells.text(),
      basis: try cells.word(),
      outcome: try cells.word(),
      message: try cells.text(),
      party: try cells.optionalText(),
      evidence: try cells.strings(),
      missing: try cells.strings(),
      explanation: try cells.json())
  }
}
