internal import SluiceCore
internal import SluiceCrypto
internal import SluiceEngine
internal import SluiceLineage
internal import SluiceStorage

extension Command {
  static let quarantine = Command(
    name: "quarantine", group: .evidence,
    summary: "List the records that could not be read, or write them out",
    discussion: """
      Lists for each record its file, line, offset in the decoded bytes, field and reason, from the lineage. \
      With '--records' it opens what was set aside and writes one JSON object a line, with the record as it \
      stood in the input: personal data in the clear, for the eyes of who mends them. That takes the key of \
      the run.
      """,
    options: [
      Option("records", "r", help: "Open the records and write them as JSON lines"),
      Option("reason", nil, .text("REASON"), help: "Only records with this reason"),
      Option("limit", "n", .number("N", 1...(.max)), help: "At most this many records"),
      Option(
        "key", "k", .path("FILE", .file(extensions: ["jwk"])),
        help: "The pipeline's secret 'run'; by default the key that $SLUICE_STATE keeps"),
    ],
    positionals: [Positional("RUN", .path(.folder), "Folder of the run")],
    examples: [
      Example("sluice quarantine out/letters.run", "See what could not be read, and why"),
      Example(
        "sluice quarantine out/letters.run --records > broken.jsonl", "Take the records out to mend them"),
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try QuarantineOptions(invocation.arguments).list(to: invocation.console) })
}

private struct QuarantineOptions {
  let folder: String
  let wantsRecords: Bool
  let reason: String?
  let limit: Int
  let keyFile: String?

  init(_ arguments: Arguments) {
    folder = arguments.positional(0) ?? ""
    wantsRecords = arguments.flag("records")
    reason = arguments.value("reason")
    limit = arguments.number("limit") ?? .max
    keyFile = arguments.value("key")
  }

  func list(to console: Console) throws(SluiceError) -> Outcome {
    let catalogue = try RunCatalogue(reading: Path.join(folder, RunCatalogue.fileName))
    var paths: [Shard: String] = [:]
    for shard in try catalogue.rows(RunCatalogue.Shard.self) {
      paths[Shard(source: shard.source, number: shard.number)] = shard.path
    }
    if wantsRecords { return try write(paths, to: console) }
    let all = try catalogue.rows(RunCatalogue.Quarantined.self).filter {
      reason == nil || $0.reason == reason
    }
    let shown = all.prefix(limit)
    let table = Table(
      [
        .init("FILE"), .init("RECORD", numeric: true), .init("LINE", numeric: true),
        .init("BYTE", numeric: true), .init("FIELD"), .init("REASON"),
      ],
      rows: shown.map { row in
        let path = paths[Shard(source: row.source, number: row.shard)] ?? "-"
        return [
          row.entry.map { "\(path)!\($0)" } ?? path, String(row.record), row.line.map(String.init) ?? "-",
          String(row.byteOffset), row.field ?? "-", row.reason,
        ]
      })
    let rest = all.count - shown.count
    let text =
      all.isEmpty
      ? (reason == nil ? "every record could be read\n" : "no record has this reason\n")
      : table.text(console.outputStyle) + (rest > 0 ? "and \(rest.counted("more record"))\n" : "")
    return Outcome(
      text: text,
      result: [
        "quarantined": JSON(all.count),
        "records": JSON(shown.map { json(of: $0, paths[Shard(source: $0.source, number: $0.shard)]) }),
      ])
  }

  private func json(of row: RunCatalogue.Quarantined, _ path: String?) -> JSON {
    var json: JSON = [
      "file": JSON(path ?? ""), "record": JSON(row.record), "byteOffset": JSON(row.byteOffset),
      "reason": JSON(row.reason),
    ]
    if let line = row.line { json["line"] = JSON(line) }
    if let entry = row.entry { json["entry"] = JSON(entry) }
    if let field = row.field { json["field"] = JSON(field) }
    return json
  }

  private func write(_ paths: [Shard: String], to console: Console) throws(SluiceError) -> Outcome {
    let reader = try QuarantineReader(runFolder: folder, key: secret())
    var written = 0
    try reader.forEach { record throws(SluiceError) in
      guard written < limit, reason == nil || record.place["reason"]?.string == reason else { return }
      var line: JSON = ["file": JSON(paths[Shard(source: record.source, number: record.shard)] ?? "")]
      for member in record.place.object?.members ?? [] { line[member.key] = member.value }
      if let text = String(validating: record.bytes, as: UTF8.self) {
        line["text"] = JSON(text)
      } else {
        line["base64"] = JSON(Base64.string(record.bytes))
      }
      try console.write(line.compact + "\n")
      written += 1
    }
    return Outcome(result: ["records": JSON(written)])
  }

  private func secret() throws(SluiceError) -> SecretBytes? {
    guard let keyFile else { return nil }
    let key = try JWK.read(keyFile)
    guard key.kind == .symmetric, let secret = key.secret else {
      throw SluiceError(.badData, "the key of a run is a secret key", at: Place(file: keyFile))
    }
    return secret
  }
}

/// An input shard of a run.
private struct Shard: Hashable {
  let source: Int
  let number: Int
}
