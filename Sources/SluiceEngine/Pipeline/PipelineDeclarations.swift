internal import SluiceCore
internal import SluiceKeys
internal import SluicePolicy

/// The keys of a pipeline file outside its stages.
enum PipelineDeclarations {
  static let resources: [OptionDeclaration] = [
    OptionDeclaration(
      "memory", .bytes, default: "1GiB", "Most memory for records in flight and caches, such as `2GiB`."),
    OptionDeclaration(
      "workers", .either([.integer(1...4096), .choice(["auto"])]), default: "auto",
      "Number of parallel workers; `auto` takes one for each processor the process may use."),
  ]

  static let test: [OptionDeclaration] = [
    OptionDeclaration("name", .text, required: true, "What the test shows."),
    OptionDeclaration("stage", .text, required: true, "The stage it runs, or `stage.port`."),
    OptionDeclaration(
      "given", .list(.map(.foreign(schema: true)), atLeast: 1), required: true,
      "Records that go into the stage, as JSON objects."),
    OptionDeclaration(
      "expect", .list(.map(.foreign(schema: true)), atLeast: 0), required: true,
      """
      Records that must come out, in order. A field's value is exact, or one of `{"equals": v}`, \
      `{"contains": s}`, `{"lacks": s}`, `{"startsWith": s}`, `{"endsWith": s}`, `{"length": n}`. \
      Fields that are not named may hold anything.
      """),
    OptionDeclaration(
      "dropped", .map(.integer(0...Int.max)), "Number of records that the stage must drop, by reason."),
  ]

  static let top: [OptionDeclaration] = [
    OptionDeclaration("$schema", .text, "The JSON Schema of this file, for editors."),
    OptionDeclaration("sluice", .integer(1...1), required: true, "Version of the pipeline language."),
    OptionDeclaration("name", .text, required: true, "Name of the pipeline: letters, digits, `-` and `_`."),
    OptionDeclaration("description", .text, "What it does, in a sentence."),
    OptionDeclaration(
      "purpose", .foreign(schema: Governance.schema["properties"]?["purposes"] ?? true),
      "What the data is processed for, as a term of the Data Privacy Vocabulary; short for `governance.purposes`."
    ),
    OptionDeclaration(
      "controller", .foreign(schema: Governance.schema["properties"]?["controller"] ?? true),
      "Who decides on purposes and means (GDPR Article 4(7)); short for `governance.controller`."),
    OptionDeclaration(
      "seed", .integer(0...Int.max), default: "0", "Seed of everything that is drawn by chance."),
    OptionDeclaration("resources", .object(resources), "What the run may use."),
    OptionDeclaration(
      "secrets", .map(.object(KeyPlace.declarations)),
      "Where secrets are found, by name; never their values."),
    OptionDeclaration(
      "sign", .secret,
      "Secret that signs the report of a run: an Ed25519, P-256 or P-384 JWK. Without it the first seal stage's, or a key of this installation."
    ),
    OptionDeclaration(
      "governance", .foreign(schema: Governance.schema),
      "What policies and rules need to know and no machine can see."),
    OptionDeclaration("stages", .map(.foreign(schema: true)), required: true, "The graph, by name of stage."),
    OptionDeclaration("tests", .list(.object(test), atLeast: 0), "Tests that `sluice test` runs."),
  ]
}
