internal import SluiceCore
internal import SluiceFormats
internal import SluicePolicy

/// Brings records in from sharded files.
struct IngestStage: StageKind {
  static let declaration = StageDeclaration(
    "ingest", .source, "Brings records in from files, compressed or in archives.",
    discussion: """
      Reads JSON lines, CSV (RFC 4180) and plain text; raw or compressed with gzip, zstd, xz or bzip2; as files \
      or as entries of tar and zip archives. Compression and containers are recognised by content. Only \
      declared fields are read. Text is checked to be UTF-8.

      A record that cannot be read is a fault: by `onError` it fails the run, or it goes to the run's \
      quarantine, sealed, with file, line, byte offset and reason. Every fault is counted.
      """,
    options: [
      OptionDeclaration(
        "from", .oneOrMany(.path), required: true,
        "Files, as paths or globs (`*`, `?`, `[a-z]`, `**`), in the order in which they are read."),
      OptionDeclaration(
        "format", .choice(FormatKind.allCases.map(\.rawValue)), default: "auto",
        "How records are written; `auto` looks at each file's name, then at its content."),
      OptionDeclaration("csv", .object(csvOptions), "How CSV files depart from RFC 4180."),
      OptionDeclaration(
        "schema", .map(.object(fieldOptions)), required: true,
        "The fields to read, each with type and privacy label. Text files offer `text` and `path`."),
      OptionDeclaration(
        "subject", .field,
        "The field that names the person whom a record is about, for lineage and date shifts."),
      OptionDeclaration(
        "dataset", .foreign(schema: DatasetDeclaration.schema),
        "Where the data comes from and what may be done with it."),
      OptionDeclaration("onError", .object(errorOptions), "What happens to records that cannot be read."),
      OptionDeclaration(
        "maxRecord", .bytes, default: "16MiB", "Size above which a record is a fault instead of being read."),
    ], dropReasons: FaultReason.allCases.map(\.rawValue))

  private static let csvOptions = [
    OptionDeclaration("delimiter", .text, default: ",", "The character between fields; one ASCII character."),
    OptionDeclaration(
      "header", .list(.text, atLeast: 1), "Names of the columns, where the first record is data already."),
  ]
  private static let errorOptions = [
    OptionDeclaration(
      "action", .choice(["fail", "quarantine"]), default: "fail",
      "Fail the run at the first fault, or set it aside."),
    OptionDeclaration(
      "max", .tolerance,
      "Most faults before the run fails all the same: a number, or a share such as `\"0.1%\"`."),
  ]
  private static let fieldOptions = [
    OptionDeclaration(
      "type", .choice(FieldType.allCases.filter { $0 != .tokens }.map(\.rawValue)), default: "string",
      "Type of the values."),
    OptionDeclaration(
      "label", .choice(PrivacyLabel.Identifiability.allCases.map(\.rawValue)), required: true,
      "How far the values point to a person."),
    OptionDeclaration(
      "special", .list(.choice(PrivacyLabel.SpecialCategory.allCases.map(\.rawValue)), atLeast: 1),
      "Special categories of GDPR Articles 9 and 10 that the values may belong to."),
    OptionDeclaration("optional", .boolean, default: "false", "Whether records may lack the field."),
    OptionDeclaration(
      "from", .text,
      "Where the field stands in the input if not under its own name: a column, or a path such as `patient.id`."
    ),
    OptionDeclaration("description", .text, "What the field holds."),
  ]

  let outputs: [OutputPort]
  /// Position among the sources.
  let source: Int
  /// Paths and globs, as the pipeline names them.
  let globs: [String]
  /// How records are read.
  let format: IngestFormat
  /// Whether faults are set aside instead of failing the run.
  let isQuarantining: Bool
  /// How many faults there may be.
  let tolerance: Tolerance?
  /// The field that names the data subject.
  let subject: String?
  /// Whether a field is named as subject that does not serve; that is reported already.
  let hasUnknownSubject: Bool
  /// What the author declares about the data.
  let dataset: DatasetDeclaration

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    source = context.source
    globs = options.strings("from")
    var fields: [SourceField] = []
    for member in options["schema"]?.object?.members ?? [] {
      fields.append(IngestStage.field(member, &context))
    }
    let errors = StageOptions(json: options["onError"] ?? JSON(JSONObject()))
    isQuarantining = errors.string("action") == "quarantine"
    tolerance = errors["max"].flatMap { Tolerance($0) }
    format = IngestFormat(
      options.string("format").flatMap(FormatKind.init) ?? .auto, fields: fields,
      csv: IngestStage.dialect(options["csv"], &context), maxRecord: IngestStage.maxRecord(options, &context))
    outputs = [OutputPort("", format.schema)]
    IngestStage.check(format, options["schema"], &context)
    subject =
      context.field(
        "subject", of: options, in: format.schema, types: [.string, .integer])?.name
    let (dataset, findings) = DatasetDeclaration.parse(
      options["dataset"] ?? JSON(.object(JSONObject()), at: options.json.place), stage: context.stage)
    self.dataset = dataset
    context.report(findings)
    hasUnknownSubject = options["subject"] != nil && subject == nil
  }

  /// The reason with a number, as a sentence.
  static func reasonText(_ reason: Int) -> String {
    "the record cannot be read: \(declaration.dropReasons[reason])"
  }

  /// Refuses what no reader could serve, at the first field with which it is wrong.
  private static func check(_ format: IngestFormat, _ schema: JSON?, _ context: inout PlanContext) {
    guard let members = schema?.object?.members, let place = schema?.place else { return }
    for count in min(1, members.count)...members.count {
      var part = format
      part.fields = Array(format.fields.prefix(count))
      do throws(SluiceError) { try part.check() } catch {
        return context.report("bad-schema", error, at: count > 0 ? members[count - 1].keyPlace : place)
      }
    }
  }

  /// Size of the largest record; a size out of bounds is reported.
  private static func maxRecord(_ options: StageOptions, _ context: inout PlanContext) -> Int {
    let bytes = options.bytes("maxRecord") ?? 16 << 20
    if bytes > 1 << 30 {
      context.report(
        "out-of-range", "'maxRecord' of stage '\(context.stage)' is more than 1GiB",
        at: options.place("maxRecord"))
    }
    return min(max(1, bytes), 1 << 30)
  }

  private static func field(_ member: JSONObject.Member, _ context: inout PlanContext) -> SourceField {
    let options = StageOptions(json: member.value)
    let special = options.strings("special").compactMap(PrivacyLabel.SpecialCategory.init)
    let label = PrivacyLabel(
      options.string("label").flatMap(PrivacyLabel.Identifiability.init) ?? .direct, special: Set(special))
    let type = options.string("type").flatMap(FieldType.init)
    if options["type"] != nil, type == nil || type == .tokens { context.hasUnknownTypes = true }
    return SourceField(
      Field(
        member.key, type == .tokens ? .string : type ?? .string, label,
        isOptional: options["optional"]?.bool ?? false),
      from: options.string("from"))
  }

  private static func dialect(_ json: JSON?, _ context: inout PlanContext) -> CSVDialect {
    guard let json else { return CSVDialect() }
    let options = StageOptions(json: json)
    var dialect = CSVDialect()
    if let text = options.string("delimiter") {
      if text.utf8.count == 1, let byte = text.utf8.first, byte != UInt8(ascii: "\""), byte >= 0x09,
        byte < 0x80
      {
        dialect.delimiter = byte
      } else {
        context.report(
          "bad-delimiter", "'delimiter' must be one ASCII character other than '\"'",
          at: options.place("delimiter"))
      }
    }
    if options["header"] != nil { dialect.header = .names(options.strings("header")) }
    return dialect
  }
}
