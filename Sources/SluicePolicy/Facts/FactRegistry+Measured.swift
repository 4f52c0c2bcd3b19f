extension FactRegistry {
  /// Facts that the label flow works out from the stage graph; see `FlowGraph`.
  static let graphFacts: [FactDefinition] =
    [
      ("personal", .boolean, "Whether any field is about persons, by its label."),
      (
        "specialCategories", .list(.term(.dataCategory)),
        "Categories of Article 9(1) by labels and declaration."
      ),
      ("criminal", .boolean, "Whether any field or declaration speaks of convictions and offences."),
      ("fields", .list(.text), "Names of the fields at ingest."),
    ].map { graph("dataset." + $0, $1, .dataset, $2) }
    + [
      ("datasets", .list(.text), "Ids of the datasets that can reach the sink."),
      ("fields", .list(.text), "Names of the fields that reach the sink."),
      ("personal", .boolean, "Whether any field that reaches the sink is about persons."),
      ("rawIdentifiers", .list(.text), "Untreated direct identifiers that reach the sink."),
      ("directIdentifiers", .list(.text), "Direct identifiers that reach the sink, pseudonymized or not."),
      ("untreatedText", .list(.text), "Untreated free text that reaches the sink."),
      ("untreatedSpecial", .list(.text), "Untreated fields of special categories that reach the sink."),
      ("pseudonymized", .list(.text), "Fields that reach the sink as pseudonyms."),
      (
        "specialCategories", .list(.term(.dataCategory)),
        "Categories of Article 9(1) of the fields at the sink."
      ),
      ("unneededFields", .list(.text), "Fields that reach the sink and are not declared as needed."),
      ("gated", .boolean, "Whether a gate stands on every path to the sink."),
      ("encrypted", .boolean, "Whether the sink encrypts what it writes."),
      ("country", .place, "Country where the sink writes."),
      ("recipients", .list(.text), "Names or ids of those who can open the output."),
      ("undeclaredRecipients", .list(.text), "Those of the recipients that governance does not declare."),
      ("granularity", .term(.granularity), "How coarse the output is."),
    ].map { graph("sink." + $0, $1, .sink, $2) }
    + [
      ("personal", .boolean, "Whether any dataset holds personal data."),
      ("specialCategories", .list(.term(.dataCategory)), "Categories of Article 9(1) in all datasets."),
      ("criminal", .boolean, "Whether any dataset holds data of Article 10."),
      ("subjects", .list(.term(.subjects)), "Whom the datasets are about."),
      ("stageKinds", .list(.term(.stageKind)), "Kinds of the stages."),
      ("places", .list(.place), "Countries of sinks, recipients, processors and key holders."),
      ("recipients", .list(.text), "Names or ids of all who can open output."),
      ("recipientRoles", .list(.term(.recipientRole)), "Roles of the declared recipients."),
      ("granularities", .list(.term(.granularity)), "How coarse the outputs are."),
      ("outputPersonal", .boolean, "Whether personal data can reach any sink."),
      ("outputEncrypted", .boolean, "Whether every sink encrypts."),
      (
        "outputPseudonymized", .boolean, "Whether no untreated direct identifier or free text reaches a sink."
      ),
      ("anonymized", .boolean, "Whether a stage 'anonymize' stands on every path from a dataset to a sink."),
      ("aggregated", .boolean, "Whether every sink holds figures about groups only."),
    ].map { graph("run." + $0, $1, .run, $2) }

  /// Facts that the engine states before or measures during a run.
  static let measuredFacts: [FactDefinition] =
    [
      ("date", .instant, "When the run happens."),
      ("pipeline", .text, "Digest of the pipeline, `sha256:` and 64 hexadecimal digits."),
      (
        "stages", .text, "Digest of the pipeline's stages alone, as impact assessments and contracts cite it."
      ),
      ("records", .integer, "Records read."),
      ("count", .integer, "How often the data were used under the agreement before."),
      ("spillSealed", .boolean, "Whether spills and caches are encrypted with a key of the run."),
      ("temporaryRemoved", .boolean, "Whether spills and caches are removed after the run."),
      ("evidenceComplete", .boolean, "Whether every part of the evidence bundle exists."),
      ("countsBalance", .boolean, "Whether records in equal records out and dropped, for every stage."),
      ("erasuresApplied", .boolean, "Whether the list of erased subjects was applied at ingest."),
      ("restrictionsApplied", .boolean, "Whether restricted subjects were dropped at ingest."),
      ("objectionsApplied", .boolean, "Whether subjects who object were dropped at ingest."),
      ("subjectIndex", .boolean, "Whether records can be found by data subject."),
      (
        "subjectExport", .boolean,
        "Whether a subject's source records can be exported in a structured format."
      ),
      ("integrityFailures", .integer, "Inputs whose digest or tag did not verify."),
      ("breachRecorded", .boolean, "Whether a breach record was opened for integrity failures."),
      ("detectorConflicts", .integer, "Fields declared as not personal in which identifiers were found."),
      ("detectorRecall", .number, "Recall of the detectors on the bundled labelled set, 0 to 1."),
      ("kAnonymity", .integer, "Size of the smallest group of records equal in their quasi-identifiers."),
      ("residualIdentifiers", .integer, "Identifiers that the detectors still find in the output."),
    ].map { FactDefinition(name: "run." + $0, type: $1, scope: .run, origin: .measured, doc: $2) }
    + [
      ("records", .integer, "Records read from the dataset."),
      ("consentMissing", .integer, "Records kept whose subject gave no valid consent for the purpose."),
      (
        "minorsUnproven", .integer,
        "Records kept of children below the age of consent without parental proof."
      ),
      ("optOutKept", .integer, "Records kept although their source reserves text and data mining."),
    ].map { FactDefinition(name: "dataset." + $0, type: $1, scope: .dataset, origin: .measured, doc: $2) }

  private static func graph(
    _ name: String, _ type: FactType, _ scope: FactScope, _ doc: String
  ) -> FactDefinition {
    FactDefinition(name: name, type: type, scope: scope, origin: .graph, doc: doc)
  }
}
