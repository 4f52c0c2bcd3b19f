internal import SluiceCore
internal import SluiceStorage

extension Command {
  static let status = Command(
    name: "status", group: .evidence, summary: "Show how runs stand, and how many records went where",
    discussion:
      "A run's folder has the name of the pipeline and the ending .run; any other folder is searched for such folders.",
    positionals: [
      Positional(
        "FOLDER", .path(.folder), optional: true,
        "Folder of a run, or a folder with runs; the current one by default")
    ],
    examples: [
      Example("sluice status", "List the runs of this folder"),
      Example("sluice status out/letters.run", "Show one run with its stages"),
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try StatusOptions(invocation.arguments).show(invocation.console.outputStyle) })
}

private struct StatusOptions {
  let folder: String

  init(_ arguments: Arguments) { folder = arguments.positional(0) ?? "." }

  func show(_ style: Style) throws(SluiceError) -> Outcome {
    let files = LocalFileSystem()
    if try files.status(at: Path.join(folder, RunOverview.stateName)) != nil {
      let overview = try RunOverview(folder: folder)
      return Outcome(text: overview.text(style), result: overview.json())
    }
    var overviews: [RunOverview] = []
    for name in try files.names(inFolder: folder).sorted() where name.hasSuffix(".run") {
      let path = Path.join(folder, name)
      if try files.status(at: Path.join(path, RunOverview.stateName)) != nil {
        overviews.append(try RunOverview(folder: path))
      }
    }
    guard !overviews.isEmpty else {
      throw SluiceError(.noInput, "there is no run in this folder", at: Place(file: folder))
    }
    let table = Table(
      [.init("RUN"), .init("STATE"), .init("STARTED"), .init("TOOK", numeric: true), .init("FOLDER")],
      rows: overviews.map { overview in
        [
          overview.name, overview.progress, overview.started?.description ?? "-",
          overview.seconds.map { Duration.text(seconds: $0) } ?? "-", overview.folder,
        ]
      })
    return Outcome(text: table.text(style), result: ["runs": JSON(overviews.map { $0.json() })])
  }
}
