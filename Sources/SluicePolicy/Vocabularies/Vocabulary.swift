/// A closed list of words with what each means.
public enum Vocabulary: String, Sendable, CaseIterable {
  /// Lawful bases of GDPR Article 6(1), named as the Data Privacy Vocabulary names them.
  case legalBasis = "legal-basis"
  /// Exceptions of GDPR Article 9(2).
  case specialException = "special-category-exception"
  /// Tools for transfers out of the EEA, GDPR Chapter V.
  case transferTool = "transfer-tool"
  /// Special categories of data, GDPR Articles 9(1) and 10.
  case dataCategory = "data-category"
  /// Kinds of data subjects.
  case subjects
  /// Where data came from.
  case source
  /// What a recipient is to the controller.
  case recipientRole = "recipient-role"
  /// What a processor is to the controller.
  case processorRole = "processor-role"
  /// How far decisions about persons are automated.
  case automation
  /// Rights a data subject may exercise.
  case right
  /// How a transparency duty is met or why it falls away.
  case noticeExemption = "notice-exemption"
  /// Technical and organisational measures of GDPR Article 32(1).
  case measure
  /// Kinds of stages.
  case stageKind = "stage-kind"
  /// How coarse what leaves the run is.
  case granularity
  /// Offices that sign off rules.
  case role

  /// The words in order.
  public var words: [Word] {
    switch self {
    case .legalBasis: Self.legalBases
    case .specialException: Self.specialExceptions
    case .transferTool: Self.transferTools
    case .dataCategory: Self.dataCategories
    case .subjects: Self.subjectKinds
    case .source: Self.sources
    case .recipientRole: Self.recipientRoles
    case .processorRole: Self.processorRoles
    case .automation: Self.automations
    case .right: Self.rights
    case .noticeExemption: Self.noticeExemptions
    case .measure: Self.measures
    case .stageKind: Self.stageKinds
    case .granularity: Self.granularities
    case .role: Self.roles
    }
  }

  /// Whether `text` is one of the words.
  public func contains(_ text: String) -> Bool { words.contains { $0.name == text } }

  /// One word.
  public struct Word: Sendable, Equatable {
    /// The word.
    public let name: String
    /// What it means.
    public let doc: String

    init(_ name: String, _ doc: String) {
      self.name = name
      self.doc = doc
    }
  }
}
