internal import SluiceCore
internal import SluiceEngine

extension Command {
  static let schema = Command(
    name: "schema", group: .pipelines, summary: "Write the JSON Schema of pipelines, or their reference",
    discussion: """
      Editors complete and check pipelines with the schema. Both are made from the declarations that check \
      pipelines, so they say what this version takes.
      """,
    options: [Option("reference", help: "Write the reference of stages and options as Markdown instead")],
    examples: [
      Example("sluice schema > pipeline.schema.json", "Write the schema for an editor"),
      Example("sluice schema --reference > stages.md", "Write the reference"),
    ],
    run: { invocation in
      if SchemaOptions(invocation.arguments).isReference {
        let page = StageReferenceManual.markdown
        return Outcome(text: page, result: ["reference": JSON(page)])
      }
      return Outcome(text: PipelineSchema.json.pretty, result: PipelineSchema.json)
    })
}

private struct SchemaOptions {
  let isReference: Bool

  init(_ arguments: Arguments) { isReference = arguments.flag("reference") }
}
