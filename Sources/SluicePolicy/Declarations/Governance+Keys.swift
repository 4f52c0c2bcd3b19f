extension Governance {
  /// The keys of the `governance` section, with their documentation.
  public static let keys: [DeclaredKey] = [
    DeclaredKey("controller", .record(controllerKeys), "Who decides about the processing; Article 30(1)(a)."),
    DeclaredKey(
      "jointControllers", .list(.text), "Names of the controllers who decide jointly; Article 26."),
    DeclaredKey(
      "jointArrangement", .text, "Reference of the arrangement between joint controllers; Article 26(1)."),
    DeclaredKey(
      "purposes", .list(.purpose), "What the run is for, as terms or IRIs of the Data Privacy Vocabulary."),
    DeclaredKey("purposeCompatibility", .record(compatibilityKeys), "Why a new purpose fits; Article 6(4)."),
    DeclaredKey(
      "neededFields", .reasons,
      "The fields that may reach a sink, each with why the purpose needs it; Article 5(1)(c)."),
    DeclaredKey("freshness", .period, "How old data may be at most; Article 5(1)(d)."),
    DeclaredKey("retention", .record(retentionKeys), "How long output is held; Article 5(1)(e)."),
    DeclaredKey("location", .place, "Country where the run happens and its output is stored."),
    DeclaredKey(
      "recipients", .subjects(.recipient, recipientKeys), "Who receives output; Article 30(1)(d)."),
    DeclaredKey(
      "processors", .subjects(.processor, processorKeys), "Who processes on instructions; Article 28."),
    DeclaredKey(
      "keyHolders", .subjects(.keyHolder, keyHolderKeys), "Who holds keys that open the output; Article 44."),
    DeclaredKey("security", .record(securityKeys), "Measures of security; Article 32(1)."),
    DeclaredKey("requests", .subjects(.request, requestKeys), "Open requests of data subjects; Article 12."),
    DeclaredKey("rights", .record(rightsKeys), "Lists of data subjects whose wishes bind the run."),
    DeclaredKey("dpia", .record(dpiaKeys), "Data protection impact assessment; Article 35."),
    DeclaredKey(
      "automatedDecisions", .word(.automation), "How far the output decides about persons; Article 22."),
    DeclaredKey("research", .record(researchKeys), "Claim of the research rules; Article 89."),
    DeclaredKey(
      "reidentification", .record(reidentificationKeys), "Whether persons are re-identified; Article 11."),
    DeclaredKey(
      "processingFor", .record(processingForKeys), "Set when the run is a processor's; Article 30(2)."),
    DeclaredKey("incidents", .record(incidentKeys), "Where breaches are recorded and notified; Article 33."),
    DeclaredKey(
      "anonymity", .record(anonymityKeys),
      "Assessment that output is anonymous for its recipients; Article 4(5)."),
    DeclaredKey(
      "model", .record(modelKeys), "What is trained and what protects persons; EDPB Opinion 28/2024."),
    DeclaredKey("permit", .record(permitKeys), "Data permit of a health data access body."),
    DeclaredKey(
      "secureEnvironment", .truth, "Whether the run happens inside a secure processing environment."),
    DeclaredKey(
      "frameworkAgreements", .list(.text),
      "Framework agreements the controller is party to, as agreements name them."),
    DeclaredKey(
      "duties", .record(dutyKeys), "Duties of agreements that were performed before the run."),
    DeclaredKey("signers", .subjects(.signer, signerKeys), "Whose sign-offs count, and in which role."),
    DeclaredKey(
      "signoffs", .list(.file), "Files with sign-offs of persons: JWS over rule, scope digest and expiry."),
  ]

  private static let controllerKeys = [
    DeclaredKey("name", .text, "Name of the controller.", required: true),
    DeclaredKey("contact", .text, "Postal or e-mail address, or telephone number."),
    DeclaredKey("country", .place, "Country of the main establishment."),
    DeclaredKey(
      "id", .text, "Identifier, such as a DID or a register number; agreements name it as assignee."),
    DeclaredKey("memberOf", .list(.text), "Ids of party collections; agreements may name one as assignee."),
    DeclaredKey("publicBody", .truth, "Whether the controller is a public authority or body."),
    DeclaredKey("researchOrganisation", .truth, "Whether the controller is a research organisation."),
    DeclaredKey("employees", .count, "Number of staff; Article 30(5)."),
    DeclaredKey("representative", .record(contactKeys), "Representative in the Union; Article 27."),
    DeclaredKey("dpo", .record(contactKeys), "Data protection officer; Article 37."),
  ]
  private static let contactKeys = [
    DeclaredKey("name", .text, "Name."),
    DeclaredKey("contact", .text, "Postal or e-mail address, or telephone number."),
  ]
  private static let compatibilityKeys = [
    DeclaredKey(
      "assessment", .digest, "Digest of the record that weighs Article 6(4)(a) to (e).", required: true),
    DeclaredKey("date", .date, "When it was made."),
  ]
  private static let retentionKeys = [
    DeclaredKey("eraseBy", .date, "Last day on which output may be held."),
    DeclaredKey("criteria", .text, "How the time limit is found."),
  ]
  static let safeguardKeys = [
    DeclaredKey("tool", .word(.transferTool), "The tool of Chapter V.", required: true),
    DeclaredKey("reference", .text, "Contract, approval or register entry."),
    DeclaredKey("assessment", .digest, "Digest of the transfer impact assessment."),
    DeclaredKey("validTo", .date, "Last day of validity."),
    DeclaredKey(
      "schemes", .list(.text),
      "What brings the importer under a scoped adequacy decision, such as `dpf-certified`."),
  ]
  private static let recipientKeys = [
    DeclaredKey("name", .text, "Name of the recipient.", required: true),
    DeclaredKey("id", .text, "Identifier, such as a DID."),
    DeclaredKey("role", .word(.recipientRole), "What the recipient is to the controller."),
    DeclaredKey("country", .place, "Country where the data are received."),
    DeclaredKey("safeguard", .record(safeguardKeys), "What allows the transfer; Chapter V."),
    DeclaredKey("notified", .truth, "Whether erasures and rectifications reach the recipient; Article 19."),
  ]
  private static let processorKeys = [
    DeclaredKey("name", .text, "Name of the processor.", required: true),
    DeclaredKey("id", .text, "Identifier, such as a DID."),
    DeclaredKey("role", .word(.processorRole), "Processor or sub-processor."),
    DeclaredKey("country", .place, "Country of processing."),
    DeclaredKey("contract", .text, "Reference of the contract; Article 28(3)."),
    DeclaredKey("validFrom", .date, "First day of the contract."),
    DeclaredKey("validTo", .date, "Last day of the contract."),
    DeclaredKey(
      "instructions", .digest, "Digest of the stages the contract instructs to run; Article 28(3)(a)."),
    DeclaredKey(
      "authorised", .truth, "For a sub-processor: whether the controller authorised it; Article 28(2)."),
    DeclaredKey("safeguard", .record(safeguardKeys), "What allows the transfer; Chapter V."),
  ]
  private static let keyHolderKeys = [
    DeclaredKey("name", .text, "Name of the holder.", required: true),
    DeclaredKey("id", .text, "Key id, such as a DID URL."),
    DeclaredKey("country", .place, "Country from which the keys can be used."),
    DeclaredKey("safeguard", .record(safeguardKeys), "What allows the transfer; Chapter V."),
  ]
  private static let securityKeys = [
    DeclaredKey("measures", .list(.word(.measure)), "Measures in place."),
    DeclaredKey("restoreTested", .date, "When restoring was last tried; Article 32(1)(c)."),
    DeclaredKey("reviewed", .date, "When measures were last reviewed; Article 32(1)(d)."),
    DeclaredKey("concept", .text, "Reference of the security concept."),
  ]
  private static let requestKeys = [
    DeclaredKey("name", .text, "Case number; never a name of a person.", required: true),
    DeclaredKey("right", .word(.right), "Right exercised.", required: true),
    DeclaredKey("received", .date, "When it came in.", required: true),
    DeclaredKey("extended", .truth, "Whether the two further months were notified; Article 12(3)."),
    DeclaredKey("refusal", .text, "Ground of refusal, such as `A17-3-d`."),
  ]
  private static let rightsKeys = [
    DeclaredKey("erasures", .file, "List of erased subjects, applied at ingest; Article 17."),
    DeclaredKey("restrictions", .file, "List of restricted subjects; Article 18."),
    DeclaredKey("objections", .file, "List of objections; Article 21."),
    DeclaredKey("overriding", .text, "Public interest that overrides objections; Article 21(6)."),
  ]
  private static let dpiaKeys = [
    DeclaredKey("reference", .text, "Name or number of the assessment."),
    DeclaredKey("digest", .digest, "Digest of the assessment."),
    DeclaredKey("pipeline", .digest, "Digest of the pipeline's stages it assessed."),
    DeclaredKey("date", .date, "When it was made."),
    DeclaredKey("required", .truth, "False when the controller found no high risk; the reason is signed."),
    DeclaredKey("highResidualRisk", .truth, "Whether high risk remains; Article 36(1)."),
    DeclaredKey("consultation", .text, "Reference of the prior consultation; Article 36."),
    DeclaredKey(
      "systematicMonitoring", .truth, "Whether publicly accessible areas are monitored; Article 35(3)(c)."),
    DeclaredKey("largeScale", .truth, "Whether processing is on a large scale; Article 35(3)(b)."),
    DeclaredKey("profiling", .truth, "Whether persons are evaluated systematically; Article 35(3)(a)."),
  ]
  private static let researchKeys = [
    DeclaredKey(
      "purpose", .truth, "Whether the run is for research, archiving or statistics.", required: true),
    DeclaredKey("ethics", .text, "Reference of the ethics approval."),
    DeclaredKey("law", .text, "Member State law relied on."),
  ]
  private static let reidentificationKeys = [
    DeclaredKey("intended", .truth, "Whether anybody will try to identify persons.", required: true),
    DeclaredKey("contract", .text, "Reference of the promise of recipients not to try."),
  ]
  private static let processingForKeys = [
    DeclaredKey("controllers", .list(.text), "Controllers on whose behalf the run happens.", required: true),
    DeclaredKey("categories", .list(.text), "Categories of processing for each of them."),
  ]
  private static let incidentKeys = [
    DeclaredKey("register", .text, "Where breaches are recorded; Article 33(5)."),
    DeclaredKey("authority", .text, "Supervisory authority to notify; Article 33(1)."),
    DeclaredKey("contact", .text, "Who is called."),
  ]
  private static let anonymityKeys = [
    DeclaredKey("claimed", .truth, "Whether output is called anonymous.", required: true),
    DeclaredKey("assessment", .digest, "Digest of the assessment of the means of identification."),
    DeclaredKey("date", .date, "When it was made."),
    DeclaredKey("recipients", .list(.text), "For whom output is anonymous."),
  ]
  private static let modelKeys = [
    DeclaredKey("name", .text, "Name of the model."),
    DeclaredKey("use", .text, "What the model is for."),
    DeclaredKey("mitigations", .list(.text), "Measures against extraction of personal data."),
  ]
  private static let permitKeys = [
    DeclaredKey("id", .text, "Number of the permit.", required: true),
    DeclaredKey("authority", .text, "Body that granted it."),
    DeclaredKey("purposes", .list(.purpose), "Purposes it allows."),
    DeclaredKey("validTo", .date, "Last day of validity."),
    DeclaredKey("datasets", .list(.text), "Ids of the datasets it covers."),
  ]
  private static let signerKeys = [
    DeclaredKey("name", .text, "Name of the person or office.", required: true),
    DeclaredKey("role", .word(.role), "Role in which it signs.", required: true),
    DeclaredKey("key", .file, "Public key, a JWK.", required: true),
  ]
  private static let dutyKeys = [
    DeclaredKey("performed", .list(.text), "Uids, or actions, of the duties performed."),
    DeclaredKey("evidence", .text, "Where the proof is kept."),
  ]
}
