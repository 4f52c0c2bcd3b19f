extension ReportInputs {
  /// A person or an organisation.
  public struct Party: Sendable, Equatable {
    /// Name.
    public var name: String
    /// How to reach them: an address, a telephone number, an e-mail address.
    public var contact: String?
    /// Country, ISO 3166-1 alpha-2.
    public var country: String?

    /// A party.
    public init(_ name: String, contact: String? = nil, country: String? = nil) {
      self.name = name
      self.contact = contact
      self.country = country
    }
  }

  /// A transfer of personal data to a country outside the Union (GDPR Chapter V).
  public struct Transfer: Sendable, Equatable {
    /// Country, ISO 3166-1 alpha-2.
    public var country: String
    /// Who receives the data there.
    public var recipient: String
    /// What makes it lawful: an adequacy decision, standard contractual clauses, a derogation.
    public var tool: String
    /// Where that stands.
    public var reference: String?

    /// A transfer.
    public init(country: String, recipient: String, tool: String, reference: String? = nil) {
      self.country = country
      self.recipient = recipient
      self.tool = tool
      self.reference = reference
    }
  }

  /// How long something is kept.
  public struct Retention: Sendable, Equatable {
    /// What is kept.
    public var what: String
    /// Until when: a day, or an event in words.
    public var until: String
    /// Why that long.
    public var basis: String?

    /// A term.
    public init(_ what: String, until: String, basis: String? = nil) {
      self.what = what
      self.until = until
      self.basis = basis
    }
  }

  /// How well a detector did on labelled text.
  public struct DetectorQuality: Sendable, Equatable {
    /// Kind of personal data.
    public var type: String
    /// The labelled text.
    public var corpus: String
    /// Number of labelled examples.
    public var examples: Int
    /// Share of the findings that were right, 0 to 1.
    public var precision: Double
    /// Share of the examples that were found, 0 to 1.
    public var recall: Double

    /// A measurement.
    public init(type: String, corpus: String, examples: Int, precision: Double, recall: Double) {
      self.type = type
      self.corpus = corpus
      self.examples = examples
      self.precision = precision
      self.recall = recall
    }
  }
}
