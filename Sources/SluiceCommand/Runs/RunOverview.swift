internal import SluiceCore
internal import SluiceLineage
internal import SluiceStorage

/// What a run's folder tells about it: its state, and how many records went where.
struct RunOverview {
  /// One stage's part of the ledger.
  struct StageAccount {
    let name: String
    let kind: String
    let arrived: Int
    let left: Int
    let dropped: [(reason: String, count: Int)]
  }

  let folder: String
  let state: JSON
  /// Stages in the order of the plan; empty before the catalogue is written.
  let stages: [StageAccount]
  let outputs: [RunCatalogue.Output]

  /// The name of the file that makes a folder a run's.
  static let stateName = "run.json"

  /// Reads the folder of a run.
  init(folder: String) throws(SluiceError) {
    self.folder = folder
    let path = Path.join(folder, RunOverview.stateName)
    state = try JSON.parse(InputFile.contents(of: path), file: path)
    let cataloguePath = Path.join(folder, RunCatalogue.fileName)
    guard try LocalFileSystem().status(at: cataloguePath) != nil else {
      stages = []
      outputs = []
      return
    }
    let catalogue = try RunCatalogue(reading: cataloguePath)
    outputs = try catalogue.rows()
    let rows: [RunCatalogue.Stage] = try catalogue.rows()
    let ledger = try Ledger(from: catalogue)
    stages = rows.map { row in
      let totals = ledger.totals(ofStage: row.position)
      let dropped = zip(row.reasons, totals.dropped).filter { $0.1 > 0 }
      return StageAccount(
        name: row.name, kind: row.kind, arrived: totals.arrived, left: totals.left,
        dropped: dropped.map { (reason: $0.0, count: $0.1) })
    }
  }

  var name: String { state["name"]?.string ?? Path.name(of: folder) }
  var progress: String { state["progress"]?.string ?? "unknown" }
  var started: Timestamp? { state["started"]?.string.flatMap { Timestamp($0) } }
  var finished: Timestamp? { state["finished"]?.string.flatMap { Timestamp($0) } }

  /// How long the run took, or has been going on.
  var seconds: Double? {
    started.map { Double(((finished ?? .now).microseconds - $0.microseconds)) / 1e6 }
  }

  func text(_ style: Style) -> String {
    let mark = progress == "complete" ? style.green(progress) : style.yellow(progress)
    var text = "\(style.bold(name)): \(mark)"
    if let seconds {
      text +=
        finished == nil
        ? " since \(Duration.text(seconds: seconds))" : " in \(Duration.text(seconds: seconds))"
    }
    text += "\n"
    if let message = state["message"]?.string { text += "  \(DisplayText.printable(message))\n" }
    text += "  run \(state["id"]?.string ?? "-") in \(folder)\n"
    guard !stages.isEmpty else { return text }
    let table = Table(
      [
        .init("STAGE"), .init("USE"), .init("IN", numeric: true), .init("OUT", numeric: true),
        .init("DROPPED"),
      ],
      rows: stages.map { stage in
        let dropped = stage.dropped.map { "\(Decimal.grouped($0.count)) \($0.reason)" }.joined(
          separator: ", ")
        return [stage.name, stage.kind, Decimal.grouped(stage.arrived), Decimal.grouped(stage.left), dropped]
      })
    text += "\n" + table.text(style)
    let shards = outputs.filter { $0.kind == .shard }
    if !shards.isEmpty {
      let bytes = shards.reduce(0) { $0 + $1.bytes }
      let tokens = shards.reduce(0) { $0 + $1.tokens }
      let documents = shards.reduce(0) { $0 + $1.documents }
      text +=
        "\n\(shards.count.counted("output shard")), \(ByteSize(bytes: bytes)), \(documents.counted("document"))"
      text += tokens > 0 ? ", \(tokens.counted("token"))\n" : "\n"
    }
    return text
  }

  func json(isRepeated: Bool? = nil) -> JSON {
    var json: JSON = [
      "folder": JSON(folder), "state": state, "stages": JSON(stages.map(json)),
      "outputs": JSON(
        outputs.map {
          [
            "path": JSON($0.path), "kind": JSON($0.kind.rawValue), "bytes": JSON($0.bytes),
            "sha256": JSON($0.sha256),
            "documents": JSON($0.documents), "tokens": JSON($0.tokens),
          ]
        }),
    ]
    if let isRepeated { json["repeated"] = JSON(isRepeated) }
    return json
  }

  private func json(_ stage: StageAccount) -> JSON {
    var dropped = JSONObject()
    for (reason, count) in stage.dropped { dropped[reason] = JSON(count) }
    return [
      "name": JSON(stage.name), "use": JSON(stage.kind), "in": JSON(stage.arrived), "out": JSON(stage.left),
      "dropped": JSON(dropped),
    ]
  }
}
