/// The ODRL 2.2 vocabulary and the `sluice:` profile, in compact form: ODRL's own terms have no prefix.
enum OdrlVocabulary {
  /// What each action is included in; the two top actions are included in nothing.
  ///
  /// ODRL Vocabulary & Expression 2.2, sections 3.9 and 4.1, and the terms of Creative Commons it takes in.
  static let includedIn: [String: String] = {
    var table = [
      "use": "", "transfer": "", "display": "play", "extract": "reproduce", "give": "transfer",
      "sell": "transfer",
      "sluice:tokenize": "transform", "sluice:train": "use", "sluice:evaluate": "use", "sluice:filter": "use",
      "sluice:deduplicate": "use", "sluice:pseudonymize": "transform", "sluice:encrypt": "transform",
    ]
    let inUse = """
      acceptTracking aggregate annotate anonymize archive attribute compensate concurrentUse delete derive \
      digitize distribute ensureExclusivity execute grantUse include index inform install modify move \
      nextPolicy obtainConsent play present print read reproduce reviewPolicy stream synchronize \
      textToSpeech transform translate uninstall watermark cc:Attribution cc:CommercialUse \
      cc:DerivativeWorks cc:Distribution cc:Notice cc:Reproduction cc:ShareAlike cc:Sharing cc:SourceCode
      """
    for name in inUse.split(separator: " ") { table[String(name)] = "use" }
    return table
  }()

  /// Deprecated names of actions and what they mean (section 4.1, skos:exactMatch).
  static let sameAction = [
    "append": "modify", "appendTo": "modify", "attachPolicy": "cc:Notice", "attachSource": "cc:SourceCode",
    "commercialize": "cc:CommercialUse", "copy": "reproduce", "export": "transform", "license": "grantUse",
    "pay": "compensate", "share": "cc:Sharing", "shareAlike": "cc:ShareAlike", "write": "modify",
    "writeTo": "modify",
  ]

  /// Actions that a permitted action needs and therefore brings with it.
  static let implies: [String: Set<String>] = [
    "sluice:train": [
      "read", "sluice:tokenize", "sluice:filter", "sluice:deduplicate", "anonymize", "reproduce",
    ],
    "sluice:tokenize": ["read"], "sluice:evaluate": ["read"], "anonymize": ["read"], "aggregate": ["read"],
    "derive": ["read"], "index": ["read"], "distribute": ["read", "reproduce"],
  ]

  /// The action in the vocabulary's own name; nil for an unknown one.
  static func action(_ name: String) -> String? {
    let name = sameAction[name] ?? name
    return includedIn[name] == nil ? nil : name
  }

  static let actions: [String] = includedIn.keys.sorted()

  /// Whether a rule about `rule` is about `action` too: the same, or one that includes it.
  static func isAction(_ action: String, includedIn rule: String) -> Bool {
    var current = action
    while current != rule {
      guard let wider = includedIn[current], !wider.isEmpty else { return false }
      current = wider
    }
    return true
  }

  /// Whether a permission of `rule` lets `action` happen: included in it, or implied by it.
  static func isAction(_ action: String, grantedBy rule: String) -> Bool {
    isAction(action, includedIn: rule)
      || implies[rule]?.contains { isAction(action, includedIn: $0) } ?? false
  }

  /// Left operands and the fact each stands for.
  static let operands: [String: String] = [
    "purpose": "purposes", "dateTime": "run.date", "spatial": "run.places", "recipient": "run.recipients",
    "count": "run.count", "version": "dataset.version",
    "sluice:dataCategory": "dataset.specialCategories", "sluice:legalBasis": "dataset.legalBasis.basis",
    "sluice:jurisdiction": "dataset.jurisdiction", "sluice:recipientRole": "run.recipientRoles",
    "sluice:retentionDate": "retention.eraseBy", "sluice:kAnonymity": "run.kAnonymity",
    "sluice:detectorRecall": "run.detectorRecall", "sluice:optOut": "dataset.optOutKept",
    "sluice:permitId": "permit.id", "sluice:stageKind": "run.stageKinds",
    "sluice:outputGranularity": "run.granularities", "sluice:encrypted": "run.outputEncrypted",
    "sluice:pseudonymized": "run.outputPseudonymized", "sluice:anonymized": "run.anonymized",
    "sluice:aggregated": "run.aggregated", "sluice:secureEnvironment": "secureEnvironment",
    "sluice:research": "research.purpose", "sluice:controllerCountry": "controller.country",
    "sluice:license": "dataset.license", "sluice:subjects": "dataset.subjects",
    "sluice:source": "dataset.source", "sluice:automatedDecisions": "automatedDecisions",
    "sluice:residualIdentifiers": "run.residualIdentifiers",
    "UsagePurpose": "purposes", "cx:UsagePurpose": "purposes", "FrameworkAgreement": "frameworkAgreements",
    "cx:FrameworkAgreement": "frameworkAgreements", "DataUsageEndDate": "run.date",
    "cx:DataUsageEndDate": "run.date", "JurisdictionLocation": "run.places",
    "cx:JurisdictionLocation": "run.places",
  ]

  /// Left operands of ODRL for which the engine has no fact.
  static let unsupportedOperands: Set<String> = [
    "absolutePosition", "absoluteSize", "absoluteSpatialPosition", "absoluteTemporalPosition", "delayPeriod",
    "deliveryChannel", "elapsedTime", "event", "fileFormat", "industry", "language", "media", "meteredTime",
    "payAmount", "percentage", "product", "relativePosition", "relativeSize", "relativeSpatialPosition",
    "relativeTemporalPosition", "resolution", "spatialCoordinates", "systemDevice", "timeInterval",
    "unitOfCount", "virtualLocation",
  ]

  /// Profiles whose terms are known here.
  static let profiles: Set<String> = [
    "http://www.w3.org/ns/odrl/2/core", "http://www.w3.org/ns/odrl/2/", "urn:sluice:policy",
    "https://w3id.org/catenax/policy/profile", "https://w3id.org/catenax/2025/9/policy/profile",
    "cx-policy:profile2405", "https://w3id.org/catenax/policy/profile2405",
  ]
}
