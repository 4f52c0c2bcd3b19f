internal import SluiceCore
internal import SluiceCrypto
internal import SluiceEngine

extension Command {
  static let run = Command(
    name: "run", group: .pipelines, summary: "Run a pipeline, or go on with a broken run",
    discussion: """
      Reads, checks, transforms and writes as the pipeline says. A run that was stopped at any instant goes on \
      where it stopped when it is started again, with the same result as an unbroken run. A run that is \
      complete is not repeated.

      An interrupt (Ctrl-C) or SIGTERM stops the run in good order; a second one ends it at once, which does \
      no harm either.
      """,
    options: [
      Option(
        "output", "o", .path("FOLDER", .folder), default: "beside the first output, with .run at its end",
        help: "Folder for the run's journal, lineage and report"),
      Option(
        "workers", "j", .number("N", 1...1024), default: "the pipeline's, or one for each processor",
        help: "Number of threads"),
      Option(
        "memory", "m", .size, default: "the pipeline's", help: "Most memory for records in flight and caches"),
      Option("fresh", help: "Remove what an earlier run left, and begin anew"),
      Option(
        "sign", "s", .path("FILE", .file(extensions: ["jwk"])),
        default: "the pipeline's, that of its seal stage, or one of this installation",
        help: "Private key that signs the report of the run"),
    ],
    positionals: [.pipeline],
    examples: [
      Example("sluice run letters.json", "Run a pipeline, or go on with it"),
      Example("sluice run letters.json -j 8 -m 4GiB", "Run with eight threads and at most 4 GiB"),
      Example("sluice run letters.json --sign signing.jwk", "Sign the report with a key of one's own"),
    ],
    exitCodes: [.failed, .refused, .badData, .noInput, .badPipeline, .interrupted],
    run: { invocation in try RunOptions(invocation.arguments).run(invocation.console) })
}

private struct RunOptions {
  let file: String
  let runFolder: String?
  let workers: Int?
  let memory: Int?
  let isFresh: Bool
  let keyFile: String?

  init(_ arguments: Arguments) {
    file = arguments.positional(0) ?? ""
    runFolder = arguments.value("output")
    workers = arguments.number("workers")
    memory = arguments.bytes("memory")
    isFresh = arguments.flag("fresh")
    keyFile = arguments.value("sign")
  }

  func run(_ console: Console) throws -> Outcome {
    let interruption = StopFlag()
    let signals = Interruption { interruption.raise() }
    defer { signals.end() }
    let plan = try Plan.load(file)
    let key = try keyFile.map(KeyReference.held)
    var options = Run.Options(runFolder: runFolder)
    options.workers = workers
    options.memory = memory
    options.isFresh = isFresh
    options.interruption = interruption
    let run = try Run(plan, options: options)
    let display = ProgressDisplay(console) { [progress = run.progress] in Progress(progress.snapshot) }
    let summary: RunSummary
    do {
      summary = try run.execute()
      display.finish()
    } catch {
      display.finish()
      _ = try? SignedReport.write(run.folderPath, key ?? run.reportKey())
      throw error
    }
    if try !summary.isRepeated || !SignedReport.exists(in: summary.folder) {
      try SignedReport.write(summary.folder, key ?? run.reportKey())
    }
    let overview = try RunOverview(folder: summary.folder)
    let note = summary.isRepeated ? "This run was complete already; '--fresh' begins anew.\n" : ""
    try console.note(note)
    return Outcome(
      text: overview.text(console.outputStyle), diagnostics: plan.diagnostics,
      result: overview.json(isRepeated: summary.isRepeated))
  }
}

extension Progress {
  /// What a run in progress shows of itself.
  init(_ snapshot: RunProgress.Snapshot) {
    let isBegun = snapshot.phases > 0
    self.init(
      label: isBegun ? "phase \(snapshot.phase) of \(snapshot.phases)" : "getting ready",
      done: snapshot.bytesDone, total: snapshot.bytesTotal, records: snapshot.records, rate: nil)
  }
}
