internal import SluiceCore
internal import SluiceLineage
internal import SluiceStorage

extension Command {
  static let explain = Command(
    name: "explain", group: .evidence, summary: "Say what became of a record, or where a document came from",
    discussion: """
      Follows one record through a run: which document it became, or which stage dropped it for which reason. \
      The other way round, names the input record of a document. Nothing of the record's content is shown.
      """,
    options: [
      Option("input", "i", .text("PATH"), help: "Input file of the record; its last part is enough"),
      Option("record", "r", .number("N", 0...(.max)), help: "Number of the record in its file, from 0"),
      Option("output", "o", .text("PATH"), help: "Output shard of the document; its last part is enough"),
      Option("document", "d", .number("N", 0...(.max)), help: "Number of the document in its shard, from 0"),
    ],
    positionals: [Positional("RUN", .path(.folder), "Folder of the run")],
    examples: [
      Example("sluice explain out/letters.run -i 2026-10.jsonl -r 17", "What became of record 17"),
      Example("sluice explain out/letters.run -o 00000.slz -d 3", "Which record document 3 was made of"),
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try ExplainOptions(invocation.arguments).explain() })
}

private struct ExplainOptions {
  let folder: String
  let input: String?
  let record: Int?
  let output: String?
  let document: Int?

  init(_ arguments: Arguments) {
    folder = arguments.positional(0) ?? ""
    input = arguments.value("input")
    record = arguments.number("record")
    output = arguments.value("output")
    document = arguments.number("document")
  }

  func explain() throws(SluiceError) -> Outcome {
    let catalogue = try RunCatalogue(reading: Path.join(folder, RunCatalogue.fileName))
    switch (input, record, output, document) {
    case (let input?, let record?, nil, nil): return try fates(catalogue, input, record)
    case (nil, nil, let output?, let document?): return try origin(catalogue, output, document)
    default:
      throw SluiceError(
        .usage, "it is not clear what to explain",
        hint: "name a record with '--input' and '--record', or a document with '--output' and '--document'")
    }
  }

  private func fates(_ catalogue: RunCatalogue, _ input: String, _ record: Int) throws(SluiceError) -> Outcome
  {
    let shard = try only(catalogue.rows(RunCatalogue.Shard.self), \.path, named: input, "input file")
    guard record < shard.records else {
      throw SluiceError(
        .noInput, "the file has \(shard.records.counted("record")), numbered from 0",
        at: Place(file: shard.path))
    }
    let stages: [RunCatalogue.Stage] = try catalogue.rows()
    let sources: [RunCatalogue.Source] = try catalogue.rows()
    let outputs: [RunCatalogue.Output] = try catalogue.rows()
    let origin = RunCatalogue.RecordOrigin(source: shard.source, shard: shard.number, record: UInt64(record))
    let ingest = sources.first { $0.position == shard.source }.map(\.stage)
    let fates = try catalogue.fates(of: origin).map { fate in
      tell(fate, stages, ingest: ingest, outputs)
    }
    var text = "\(shard.path), record \(record):\n"
    text += fates.map { "  \($0.text)\n" }.joined()
    if fates.isEmpty { text += "  the run has not accounted for it\n" }
    return Outcome(
      code: fates.isEmpty ? .failed : .done, text: DisplayText.printable(text),
      result: ["input": JSON(shard.path), "record": JSON(record), "fates": JSON(fates.map(\.json))])
  }

  private func tell(
    _ fate: RecordFate, _ stages: [RunCatalogue.Stage], ingest: Int?, _ outputs: [RunCatalogue.Output]
  ) -> (text: String, json: JSON) {
    func stage(_ position: Int?) -> RunCatalogue.Stage? { stages.first { $0.position == position } }
    func reason(_ stage: RunCatalogue.Stage?, _ number: Int) -> String {
      stage.flatMap { $0.reasons.indices.contains(number) ? $0.reasons[number] : nil } ?? String(number)
    }
    switch fate {
    case .placed(let sink, let outputShard, let document):
      let output = outputs.first { $0.stage == sink && $0.kind == .shard && $0.number == outputShard }
      let path = output?.path ?? "shard \(outputShard)"
      return (
        "became document \(document) of \(path)",
        ["fate": "placed", "output": JSON(path), "document": JSON(Int(clamping: document))]
      )
    case .dropped(let position, let number):
      let name = stage(position)?.name ?? String(position)
      let why = reason(stage(position), number)
      return (
        "was dropped by stage '\(name)' as \(why)",
        ["fate": "dropped", "stage": JSON(name), "reason": JSON(why)]
      )
    case .quarantined(let number):
      let why = reason(stage(ingest), number)
      return ("could not be read: \(why)", ["fate": "quarantined", "reason": JSON(why)])
    }
  }

  private func origin(_ catalogue: RunCatalogue, _ output: String, _ document: Int) throws(SluiceError)
    -> Outcome
  {
    let outputs = try catalogue.rows(RunCatalogue.Output.self).filter { $0.kind == .shard }
    let shard = try only(outputs, \.path, named: output, "output shard")
    guard
      let origin = try catalogue.origin(
        sink: shard.stage, outputShard: shard.number, document: UInt64(document)),
      let input = try catalogue.rows(RunCatalogue.Shard.self)
        .first(where: { $0.source == origin.source && $0.number == origin.shard })
    else {
      throw SluiceError(.noInput, "the run knows of no document \(document)", at: Place(file: shard.path))
    }
    return Outcome(
      text: DisplayText.printable(
        "\(shard.path), document \(document):\n  was record \(origin.record) of \(input.path)\n"),
      result: [
        "output": JSON(shard.path), "document": JSON(document), "input": JSON(input.path),
        "record": JSON(Int(clamping: origin.record)),
      ])
  }

  /// The one row whose path is `name`, or ends with it after a slash.
  private func only<Row>(
    _ rows: [Row], _ path: KeyPath<Row, String>, named name: String, _ noun: String
  ) throws(SluiceError) -> Row {
    let exact = rows.filter { $0[keyPath: path] == name }
    let found = exact.isEmpty ? rows.filter { $0[keyPath: path].hasSuffix("/" + name) } : exact
    guard let row = found.first else {
      let names = rows.map { Path.name(of: $0[keyPath: path]) }
      throw SluiceError(
        .noInput, "the run knows of no \(noun) '\(name)'", at: Place(file: folder),
        hint: Suggestion.hint(for: Path.name(of: name), among: names, listing: 6))
    }
    guard found.count == 1 else {
      throw SluiceError(
        .usage,
        "'\(name)' may be \(found.map { "'\($0[keyPath: path])'" }.prefix(4).joined(separator: " or "))",
        hint: "name it in full")
    }
    return row
  }
}
