internal import SluiceCore
internal import SluiceCrypto
internal import SluiceEngine
internal import SluiceStorage
internal import SluiceTokenizers

extension Command {
  static let tokenize = Command(
    name: "tokenize", group: .tokens, summary: "Turn the texts of files into ids",
    discussion: """
      Writes the ids of each document in the order of the input: a JSON array a line, or with 'u16' and 'u32' \
      little-endian numbers back to back. Beside an array of numbers, FILE.offsets holds where each document \
      starts and where the last one ends, as 64-bit little-endian numbers. The bytes are the same for any number of \
      threads. This is for experiments; a pipeline checks policies, seals what it writes and keeps a record.
      """,
    options: [
      Option(
        "tokenizer", "t", .path("FILE", .file(extensions: ["json"])), help: "File of the tokenizer; required"),
      .encoding,
      Option(
        "to", "o", .path("FILE", .file(extensions: [])), default: "standard output", help: "File for the ids"),
      Option(
        "format", nil, .choice("FORMAT", ["jsonl", "raw", "u16", "u32"]), default: "jsonl",
        help: "How ids are written; raw is u16 where all ids fit, else u32"),
      Option("append", "a", .text("TOKEN"), help: "Control token to put after each document"),
      Option(
        "specials", nil, .choice("MODE", ["text", "count", "forbid"]), default: "text",
        help: "What becomes of text that spells a control token; forbid ends with an error"),
      Option("allow", nil, .text("TOKEN"), repeatable: true, help: "Control token that text may spell"),
      Option("check", help: "Decode each document and compare it with its text"),
      .textField, .workers,
    ],
    positionals: [.texts],
    examples: [
      Example("sluice tokenize -t tokenizer.json letters.jsonl > ids.jsonl", "See the ids of each document"),
      Example(
        "sluice tokenize -t tokenizer.json --format raw -o ids.u16 -a '<|endoftext|>' letters.jsonl",
        "Make an array that numpy.fromfile reads"),
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try TokenizeOptions(invocation.arguments).run(invocation.console) })
}

private struct TokenizeOptions {
  let file: TokenizerFile
  let texts: TextFiles
  let output: String?
  let encoding: TokenEncoding
  let append: UInt32?
  let specials: SpecialTokenMode
  let checks: Bool

  init(_ arguments: Arguments) throws(SluiceError) {
    file = try .open(try arguments.required("tokenizer"), arguments)
    texts = TextFiles(arguments, files: arguments.positionals)
    output = arguments.value("to")
    checks = arguments.flag("check")
    let tokenizer = file.tokenizer
    let fits = tokenizer.vocabularySize <= 1 << 16
    let format = arguments.value("format") ?? "jsonl"
    encoding = TokenEncoding(rawValue: format) ?? (fits ? .u16 : .u32)
    guard encoding != .u16 || fits else {
      throw SluiceError(
        .usage, "ids up to \(tokenizer.vocabularySize - 1) do not fit into 16 bits", hint: "use u32 or raw")
    }
    guard encoding == .jsonl || output != nil else {
      throw SluiceError(.usage, "'--to' is missing", hint: "numbers are written to a file")
    }
    let allowed = Set(arguments.values("allow"))
    guard allowed.isEmpty || arguments.value("specials") == nil else {
      throw SluiceError(.usage, "'--allow' and '--specials' exclude each other")
    }
    specials =
      switch arguments.value("specials") {
      case "count": .count
      case "forbid": .forbid
      default: allowed.isEmpty ? .text : .allow(allowed)
      }
    append = try arguments.value("append").map { text throws(SluiceError) in
      if let id = tokenizer.id(of: text) { return id }
      throw SluiceError(
        .usage, "the tokenizer has no control token '\(text)'",
        hint: Suggestion.hint(for: text, among: tokenizer.addedTokens.map(\.content)))
    }
    _ = try Encoder.forCommand(tokenizer, specials: specials, memory: 1 << 20)
  }

  /// The ids of a frame as they are to be written.
  private struct Lines: Sendable {
    var bytes: [UInt8] = []
    /// Number of ids of each document.
    var counts: [Int] = []
    var report = EncodingReport()
  }

  func run(_ console: Console) throws -> Outcome {
    let (file, encoding, append, specials, checks) = (file, encoding, append, specials, checks)
    let writer = Monitor(try TokenWriter(output, hasOffsets: encoding != .jsonl, console))
    let total = Monitor(EncodingReport())
    try texts.forEachFrame {
      let encoder = try Encoder(file.tokenizer, specials: specials)
      return { frame in
        var tokens = TokenColumn()
        var lines = Lines()
        lines.report = try encoder.encode(frame.texts, append: append, into: &tokens)
        if let row = lines.report.forbiddenRows.first {
          throw SluiceError(.badData, "the text spells a control token", at: frame.place(row))
        }
        if checks { try TokenizeOptions.check(frame, tokens, appended: append, file.tokenizer) }
        encoding.append(tokens, to: &lines.bytes)
        lines.counts = (0..<tokens.count).map { tokens.range($0).count }
        return lines
      }
    } commit: { (lines: Lines) in
      try writer.withLock { try $0.write(lines.bytes, documents: lines.counts) }
      total.withLock { $0.add(lines.report) }
    }
    try writer.withLock { try $0.publish() }
    let report = total.withLock { $0 }
    var text = "\(report.documents.counted("document")), \(report.tokens.counted("token"))"
    text += ", \(report.bytes.counted("byte"))"
    if report.specials > 0 { text += ", \(report.specials.counted("control token")) in the text" }
    try console.note(text + "\n")
    return Outcome(
      result: [
        "documents": JSON(report.documents), "tokens": JSON(report.tokens), "bytes": JSON(report.bytes),
        "controlTokens": JSON(report.specials), "format": JSON(encoding.rawValue),
        "tokenizer": JSON(file.digest.hex),
      ])
  }

  private static func check(
    _ frame: TextFrame, _ tokens: TokenColumn, appended: UInt32?, _ tokenizer: Tokenizer
  ) throws(SluiceError) {
    for row in 0..<tokens.count {
      let ids = tokens.ids[tokens.range(row)].dropLast(appended == nil ? 0 : 1)
      guard tokenizer.decodes(ids, to: frame.texts[row]) else {
        throw SluiceError(
          .badData, "the ids of the document stand for another text", at: frame.place(row),
          hint: "the tokenizer normalises text, or has no token for a part of it")
      }
    }
  }
}
