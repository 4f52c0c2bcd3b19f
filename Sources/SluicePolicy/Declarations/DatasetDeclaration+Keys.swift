extension DatasetDeclaration {
  /// The keys of the `dataset` section of an ingest stage, with their documentation.
  public static let keys: [DeclaredKey] = [
    DeclaredKey("id", .text, "IRI or name of the dataset; agreements name it as target.", required: true),
    DeclaredKey("title", .text, "Title for people."),
    DeclaredKey("description", .text, "What the data are about."),
    DeclaredKey("version", .text, "Version of the dataset."),
    DeclaredKey("supersededBy", .text, "Id of a newer version; set when there is one."),
    DeclaredKey("partOf", .list(.text), "Ids of asset collections; agreements may name one as target."),
    DeclaredKey("agreement", .text, "Uid of the agreement under which the data came."),
    DeclaredKey("license", .text, "SPDX identifier or IRI of the licence."),
    DeclaredKey("provider", .text, "Who provided the data."),
    DeclaredKey("controller", .text, "Controller at the source, where it is another one."),
    DeclaredKey("categories", .list(.word(.dataCategory)), "Special categories the data hold."),
    DeclaredKey(
      "legalBasis", .shorthand("basis", legalBasisKeys),
      "Lawful basis; Article 6(1). A word alone is the basis."),
    DeclaredKey(
      "specialCategoryException", .shorthand("exception", exceptionKeys),
      "Exception for special categories; Article 9(2). A word alone is the exception."),
    DeclaredKey(
      "criminalData", .record(criminalKeys), "What allows data on convictions and offences; Article 10."),
    DeclaredKey("jurisdiction", .place, "Country whose law governs the data."),
    DeclaredKey("location", .place, "Country where the data lie; the jurisdiction unless said."),
    DeclaredKey("retention", .record(retentionKeys), "How long the data are held; Article 5(1)(e)."),
    DeclaredKey("subjects", .list(.word(.subjects)), "Whom the data are about; Article 30(1)(c)."),
    DeclaredKey(
      "childAge", .count, "Age from which a child consents alone, where law differs; Article 8(1)."),
    DeclaredKey("ageField", .text, "Field with the age of the data subject."),
    DeclaredKey(
      "parentalConsent", .truth, "Whether holders of parental responsibility consented; Article 8."),
    DeclaredKey("source", .word(.source), "Where the data came from."),
    DeclaredKey("purposes", .list(.purpose), "What the data were collected for; Article 5(1)(b)."),
    DeclaredKey("collected", .record(collectedKeys), "When the data were collected."),
    DeclaredKey("consentLedger", .record(consentKeys), "Record of consents given and withdrawn; Article 7."),
    DeclaredKey("notice", .record(noticeKeys), "What data subjects were told; Articles 13 and 14."),
    DeclaredKey("profilesPersons", .truth, "Whether the data evaluate persons; Article 4(4)."),
  ]

  private static let legalBasisKeys = [
    DeclaredKey("basis", .word(.legalBasis), "The point of Article 6(1).", required: true),
    DeclaredKey("law", .text, "The Union or Member State law; needed for points (c) and (e)."),
    DeclaredKey("balancingTest", .digest, "Digest of the balancing test; needed for point (f)."),
    DeclaredKey("contract", .text, "Reference of the contract; for point (b)."),
  ]
  private static let exceptionKeys = [
    DeclaredKey("exception", .word(.specialException), "The point of Article 9(2).", required: true),
    DeclaredKey("law", .text, "The law; needed for points (b), (g), (h), (i) and (j)."),
    DeclaredKey("secrecy", .text, "Who is bound by professional secrecy; Article 9(3)."),
  ]
  private static let criminalKeys = [
    DeclaredKey("law", .text, "The law that allows it."),
    DeclaredKey("authority", .text, "The official authority in control."),
  ]
  private static let retentionKeys = [
    DeclaredKey("eraseBy", .date, "Last day on which the data may be held."),
    DeclaredKey("criteria", .text, "How the time limit is found."),
  ]
  private static let collectedKeys = [
    DeclaredKey("from", .date, "First day of collection."),
    DeclaredKey("to", .date, "Last day of collection."),
  ]
  private static let consentKeys = [
    DeclaredKey("file", .file, "The ledger.", required: true),
    DeclaredKey("digest", .digest, "Its digest."),
    DeclaredKey("cutoff", .date, "Withdrawals up to this instant count."),
    DeclaredKey("explicit", .truth, "Whether consent was explicit; Article 9(2)(a)."),
  ]
  private static let noticeKeys = [
    DeclaredKey("version", .text, "Version of the notice."),
    DeclaredKey("date", .date, "When data subjects got it."),
    DeclaredKey("covers", .list(.purpose), "Purposes it names."),
    DeclaredKey("exemption", .word(.noticeExemption), "Why no notice is due."),
    DeclaredKey("reason", .text, "What supports the exemption."),
  ]
}
