/// What a report says about a run that no machine can know: who, why, for how long, under which safeguards.
///
/// The engine takes it from the pipeline's `controller`, `purpose` and `governance` and from the sources'
/// declarations, and keeps it in the catalogue, so that a report can be made again from the run's folder
/// alone. The order follows GDPR Article 30(1).
public struct ReportInputs: Sendable, Equatable {
  /// The purpose as an IRI of the Data Privacy Vocabulary, or as the pipeline writes it.
  public var purpose: String
  /// The purpose in a sentence (point b).
  public var purposeText: String?
  /// Who decides why and how the data are processed (point a).
  public var controller: Party?
  /// Those who decide with the controller.
  public var jointControllers: [Party]
  /// The controller's representative in the Union.
  public var representative: Party?
  /// The controller's data protection officer.
  public var officer: Party?
  /// Whom the data are about (point c).
  public var subjects: [String]
  /// Categories of recipients (point d).
  public var recipients: [String]
  /// Transfers to third countries and the safeguards behind them (point e).
  public var transfers: [Transfer]
  /// How long data are kept (point f).
  public var retention: [Retention]
  /// Technical and organisational measures (point g).
  public var measures: [String]
  /// How well the detectors did on labelled text, as measured and not as promised.
  public var detectors: [DetectorQuality]
  /// What the run's checks do not reach; printed beside the verdict.
  public var notCovered: [String]

  /// Inputs; what is left out is printed as not declared.
  public init(
    purpose: String, purposeText: String? = nil, controller: Party? = nil, jointControllers: [Party] = [],
    representative: Party? = nil, officer: Party? = nil, subjects: [String] = [], recipients: [String] = [],
    transfers: [Transfer] = [], retention: [Retention] = [], measures: [String] = [],
    detectors: [DetectorQuality] = [], notCovered: [String] = []
  ) {
    self.purpose = purpose
    self.purposeText = purposeText
    self.controller = controller
    self.jointControllers = jointControllers
    self.representative = representative
    self.officer = officer
    self.subjects = subjects
    self.recipients = recipients
    self.transfers = transfers
    self.retention = retention
    self.measures = measures
    self.detectors = detectors
    self.notCovered = notCovered
  }
}
