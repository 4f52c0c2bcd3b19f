internal import SluiceCore
internal import SluiceEngine

extension Command {
  static let plan = Command(
    name: "plan", group: .pipelines, summary: "Show what a run would do, without reading a record",
    discussion: """
      Shows the input that is there now, the phases, what is spilled between them, how each stage changes the \
      fields and their privacy labels, and what policies and rules say of the run.
      """,
    positionals: [.pipeline],
    examples: [Example("sluice plan letters.json", "See what a run will read and write")],
    exitCodes: [.refused, .badPipeline, .noInput],
    run: { invocation in
      let plan = try Plan.load(PlanOptions(invocation.arguments).file)
      let description = PlanDescription(plan)
      let review = try PolicyReview(plan)
      let text = PlanText(description: description, review: review, style: invocation.console.outputStyle)
        .text
      var result = description.json
      result["policy"] = review.json
      return Outcome(
        code: review.refusals.isEmpty ? .done : .refused, text: text,
        diagnostics: plan.diagnostics + review.refusals, result: result)
    })
}

private struct PlanOptions {
  let file: String

  init(_ arguments: Arguments) { file = arguments.positional(0) ?? "" }
}

/// A plan as text for people.
struct PlanText {
  let description: PlanDescription
  let review: PolicyReview
  let style: Style

  private var plan: Plan { description.plan }

  var text: String {
    let stages = style.bold("Stages") + "\n" + plan.stages.map(stage).joined()
    return ([head] + plan.phases.map(phase) + [stages, policy]).joined(separator: "\n")
  }

  /// What policies and rules say, those that are met in one number.
  private var policy: String {
    let counts = review.counts
    var text = style.bold("Policy") + "\n"
    text += "  \(counts.met.counted("rule")) met, \(counts.notApplicable) not applicable\n"
    for refusal in review.refusals { text += "  " + style.red("refused") + "  \(refusal.message)\n" }
    for point in review.openPoints { text += "  " + style.yellow("open") + "  \(point.message)\n" }
    return text
  }

  private var head: String {
    var lines = [style.bold(plan.pipeline.name)]
    if let inventory = description.inventory {
      lines.append("  reads \(inventory.shards.counted("shard")), \(ByteSize(bytes: inventory.bytes))")
    } else {
      lines.append("  reads input that is not there yet")
    }
    lines.append(
      "  with \(description.workers.counted("worker")) and \(ByteSize(bytes: description.memory)) of memory")
    return lines.map { $0 + "\n" }.joined()
  }

  private func phase(_ phase: Phase) -> String {
    let feeds = phase.feeds.map(description.name).joined(separator: ", ")
    let chain = phase.maps.map { plan.stages[$0].name }
    let ends = phase.terminals.map(description.name).joined(separator: ", ")
    let path = ([feeds] + chain + [ends]).filter { !$0.isEmpty }.joined(separator: " → ")
    var text = style.bold("Phase \(phase.number + 1) of \(plan.phases.count)") + "\n  " + path + "\n"
    let spills = phase.spills.map(description.name)
    if !spills.isEmpty { text += "  spills, sealed: \(spills.joined(separator: ", "))\n" }
    return text
  }

  private func stage(_ stage: PlannedStage) -> String {
    let nameWidth = plan.stages.map { DisplayText.width($0.name) }.max() ?? 0
    var text =
      "  " + DisplayText.padded(stage.name, to: nameWidth) + "  " + style.cyan(stage.declaration.kind)
    let inputs = stage.inputs.map(name)
    if !inputs.isEmpty { text += style.dim(" from \(inputs.joined(separator: ", "))") }
    text += "\n"
    for (port, schema) in stage.outputs where schema != stage.inputSchema {
      if !port.isEmpty { text += "      \(stage.name).\(port)\n" }
      text += changes(from: stage.inputSchema, to: schema)
    }
    return text
  }

  /// What a stage reads, as pipelines write it.
  private func name(_ input: PlannedStage.Input) -> String {
    let producer = plan.stages[input.stage]
    let port = producer.outputs[input.port].name
    return port.isEmpty ? producer.name : "\(producer.name).\(port)"
  }

  /// The fields that come, change or go.
  private func changes(from old: Schema, to new: Schema) -> String {
    let width = (old.names + new.names).map(DisplayText.width).max() ?? 0
    var text = ""
    for field in new.fields where old[field.name] != field {
      let sign = old[field.name] == nil ? style.green("+") : style.yellow("~")
      let type = DisplayText.padded(field.type.rawValue + (field.isOptional ? "?" : ""), to: 10)
      text += "    \(sign) \(DisplayText.padded(field.name, to: width))  \(type)  \(field.label)\n"
    }
    for field in old.fields where new[field.name] == nil { text += "    \(style.red("-")) \(field.name)\n" }
    return text
  }
}
