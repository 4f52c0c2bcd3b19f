internal import SluiceCore
internal import SluiceFormats
internal import SluicePrivacy

extension Command {
  static let scan = Command(
    name: "scan", group: .data, summary: "Look for personal identifiers in files",
    discussion: """
      Says which kinds of identifiers stand in which fields and how often, never the identifiers themselves. \
      Reads JSON lines, CSV and text, also compressed and in archives. The detectors are those of 'anonymize'; \
      what they do not know they do not find.
      """,
    options: [
      Option(
        "field", "f", .text("NAME"), repeatable: true, default: "text", help: "Field to look into"),
      Option(
        "detect", "d", .text("TYPE"), repeatable: true, default: "all",
        help: "Type or family of identifiers to look for, such as iban or national"),
      Option(
        "profile", "p", .choice("PROFILE", DetectionProfile.allCases.map(\.rawValue)), default: "balanced",
        help: "How eagerly to call something an identifier"),
      Option("places", help: "List the place of each identifier: file, record, field and bytes"),
      Option("strict", help: "Exit with 1 if anything is found"),
      Option(
        "workers", "j", .number("N", 1...1024), default: "one for each processor", help: "Number of threads"),
    ],
    positionals: [
      Positional(
        "FILE", .path(.file(extensions: ["jsonl", "csv", "txt"])), repeatable: true, "Files to look into")
    ],
    examples: [
      Example("sluice scan letters.jsonl.zst", "See what a dataset holds before it is used"),
      Example(
        "sluice scan -f note -f name -d contact visits.csv", "Look for ways to reach people in two fields"),
      Example("sluice scan --strict --places out/part-00000.jsonl.zst", "Check that nothing was left"),
    ],
    exitCodes: [.failed, .badData, .noInput],
    run: { invocation in try ScanOptions(invocation.arguments).run(invocation.console.outputStyle) })
}

private struct ScanOptions {
  let files: [String]
  let fields: [String]
  let types: [String]
  let profile: DetectionProfile
  let listsPlaces: Bool
  let isStrict: Bool
  let workers: Int

  init(_ arguments: Arguments) {
    files = arguments.positionals
    fields = arguments.values("field").isEmpty ? ["text"] : arguments.values("field")
    types = arguments.values("detect")
    profile = arguments.value("profile").flatMap(DetectionProfile.init) ?? .balanced
    listsPlaces = arguments.flag("places")
    isStrict = arguments.flag("strict")
    workers = arguments.number("workers") ?? WorkerPool.processors
  }

  func run(_ style: Style) throws -> Outcome {
    let result = try scan().run()
    let found = result.counts.values.reduce(0) { $0 + $1.findings }
    let rows = result.counts.sorted {
      ($1.value.findings, $0.key.field, $0.key.type.name) < (
        $0.value.findings, $1.key.field, $1.key.type.name
      )
    }
    let code: ExitCode = result.faults > 0 ? .badData : isStrict && found > 0 ? .failed : .done
    return Outcome(
      code: code, text: text(result, rows, style),
      result: [
        "records": JSON(result.records), "unreadable": JSON(result.faults), "findings": JSON(found),
        "counts": JSON(
          rows.map {
            [
              "field": JSON($0.key.field), "type": JSON($0.key.type.name),
              "findings": JSON($0.value.findings),
              "records": JSON($0.value.records),
            ]
          }), "places": JSON(result.places.map(json)),
      ])
  }

  private func scan() throws(SluiceError) -> Scan {
    do throws(SluiceError) {
      let wanted =
        types.isEmpty ? IdentifierSet.all : try DetectorSet.types(from: JSON(types.map { JSON($0) }))
      let format = IngestFormat(fields: fields.map { SourceField(Field($0, .string, isOptional: true)) })
      return Scan(
        files: files, detectors: DetectorSet(types: wanted, profile: profile), format: format,
        workers: workers,
        wantsPlaces: listsPlaces)
    } catch {
      throw SluiceError(.usage, error.message, hint: error.hint)
    }
  }

  private func text(
    _ result: Scan.Result, _ rows: [(key: Scan.Key, value: Scan.Count)], _ style: Style
  ) -> String {
    var text = ""
    if !rows.isEmpty {
      let columns: [Table.Column] = [
        .init("TYPE"), .init("FIELD"), .init("FOUND", numeric: true), .init("RECORDS", numeric: true),
        .init("WHAT IT IS"),
      ]
      let cells = rows.map { key, count in
        [
          key.type.name, key.field, Decimal.grouped(count.findings), Decimal.grouped(count.records),
          key.type.summary,
        ]
      }
      text += Table(columns, rows: cells).text(style) + "\n"
    }
    for place in result.places {
      text += "\(DisplayText.printable(files[place.file])): record \(place.record), \(place.field), "
      text += "bytes \(place.range.lowerBound)..<\(place.range.upperBound): \(place.type.name)\n"
    }
    if !result.places.isEmpty { text += "\n" }
    let found = rows.reduce(0) { $0 + $1.value.findings }
    text +=
      "\(result.records.counted("record")), \(found == 0 ? "no identifiers" : found.counted("identifier"))"
    text += result.faults > 0 ? ", \(result.faults.counted("record")) could not be read\n" : "\n"
    return text
  }

  private func json(_ place: Scan.Place) -> JSON {
    [
      "file": JSON(files[place.file]), "record": JSON(Int(clamping: place.record)),
      "field": JSON(place.field),
      "start": JSON(place.range.lowerBound), "end": JSON(place.range.upperBound),
      "type": JSON(place.type.name),
      "confidence": JSON((place.confidence * 1000).rounded() / 1000),
    ]
  }
}
