internal import SluiceCodecs
internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

/// Writes records as JSON lines in zstd files.
struct WriteStage: PublishingSink {
  static let declaration = StageDeclaration(
    "write", .sink, "Writes records as JSON lines, zstd-compressed, for pipelines that end before tokens.",
    discussion: """
      Files are named `part-00000.jsonl.zst` and so on, in the order of the input, each a sequence of \
      independent zstd frames. They are not encrypted: the policy gate must allow plaintext.
      """,
    options: [
      OptionDeclaration("to", .path, required: true, "Folder for the files, made if it is missing."),
      OptionDeclaration(
        "shardBytes", .bytes, default: "256MiB", "Size of the JSON lines after which the next file begins."),
      OptionDeclaration(
        "fields", .list(.field, atLeast: 1), "Fields to write, in this order; all of them if left out."),
    ])

  var outputs: [OutputPort] { [] }
  /// Folder for the files, as the pipeline names it.
  let folder: String
  private let shardBytes: Int
  /// Schema of what is written.
  let schema: Schema
  private let columns: [Int]

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    folder = options.string("to") ?? ""
    shardBytes = options.bytes("shardBytes") ?? 256 << 20
    var fields = input.fields
    if options["fields"] != nil { fields = context.fields("fields", of: options, in: input) }
    schema = Schema(fields)
    columns = fields.compactMap { input.index(of: $0.name) }
  }

  static func isOutput(_ name: String) -> Bool { name.hasPrefix("part-") && name.hasSuffix(".jsonl.zst") }

  func makePreparer(_ resources: RunResources) throws -> any SinkPreparer {
    try Preparer(schema: schema, columns: columns)
  }

  func makeWriter(_ resources: RunResources, after published: [SinkReceipt]) throws -> any SinkWriter {
    try Writer(
      folder: resources.path(folder), shardBytes: shardBytes, fileSystem: resources.fileSystem,
      published: published)
  }

  /// Rows of a frame as lines; `ends` holds the end of each.
  private struct Lines: Sendable {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var ordinals: [UInt32] = []
  }

  /// A piece of a file to be compressed; the last one closes the file.
  private struct Block: Sendable {
    var file: Int
    var bytes: [UInt8]
    var close: SinkReceipt?
  }

  private final class Preparer: SinkPreparer {
    private let lines: JSONLines
    private let schema: Schema
    private let columns: [Int]
    private var compressor: ZstdCompressor

    init(schema: Schema, columns: [Int]) throws {
      self.schema = schema
      self.columns = columns
      lines = JSONLines(schema)
      compressor = try ZstdCompressor(ZstdParameters(strategy: .dfast, hasChecksum: true))
    }

    func prepare(_ frame: Frame) throws -> any Sendable {
      var narrowed = frame
      narrowed.schema = schema
      narrowed.columns = columns.map { frame.columns[$0] }
      var result = Lines()
      frame.selection.forEachSet { row in
        lines.append(row, of: narrowed, to: &result.bytes)
        result.ends.append(result.bytes.count)
        result.ordinals.append(frame.ordinals[row])
      }
      return result
    }

    func perform(_ job: any Sendable) throws -> any Sendable {
      guard var block = job as? Block else { throw SluiceError(.bug, "a writer got work of another sink") }
      var compressed: [UInt8] = []
      if !block.bytes.isEmpty { _ = try compressor.compress(block.bytes, appendingTo: &compressed) }
      block.bytes = compressed
      return block
    }
  }

  private final class Writer: SinkWriter {
    private let folder: String
    private let shardBytes: Int
    private let fileSystem: any FileSystem
    private var file: Int
    private var documents = 0
    private var fileBytes = 0
    private var block: [UInt8] = []
    private var next: (frame: Int, row: Int)
    private var output: PartFile?

    private static let blockBytes = 1 << 20

    init(folder: String, shardBytes: Int, fileSystem: any FileSystem, published: [SinkReceipt]) throws {
      self.folder = folder
      self.shardBytes = shardBytes
      self.fileSystem = fileSystem
      file = (published.last?.file ?? -1) + 1
      next = (published.last?.nextFrame ?? 0, published.last?.nextRow ?? 0)
      try fileSystem.makeFolder(folder)
    }

    func accept(_ prepared: any Sendable, _ arrival: SinkArrival) throws -> SinkStep {
      guard let lines = prepared as? Lines else {
        throw SluiceError(.bug, "a writer got a frame of another sink")
      }
      var step = SinkStep()
      var start = arrival.skipping == 0 ? 0 : lines.ends[arrival.skipping - 1]
      var placement = Placement(file: file, firstDocument: documents, ordinals: [])
      for row in arrival.skipping..<lines.ends.count {
        block += lines.bytes[start..<lines.ends[row]]
        fileBytes += lines.ends[row] - start
        start = lines.ends[row]
        placement.ordinals.append(lines.ordinals[row])
        documents += 1
        next = (arrival.sequence, arrival.rowsBefore + row + 1)
        if fileBytes >= shardBytes {
          step.placements.append(placement)
          step.jobs.append(close())
          placement = Placement(file: file, firstDocument: 0, ordinals: [])
        } else if block.count >= Writer.blockBytes {
          step.jobs.append(Block(file: file, bytes: takeBlock()))
        }
      }
      next = (arrival.sequence + 1, 0)
      if !placement.ordinals.isEmpty { step.placements.append(placement) }
      return step
    }

    func emit(_ result: any Sendable) throws -> SinkReceipt? {
      guard let block = result as? Block else { throw SluiceError(.bug, "a writer got a foreign result") }
      let name = Writer.name(block.file)
      if output == nil { output = try PartFile(Path.join(folder, name), in: fileSystem) }
      try output?.write(block.bytes)
      guard var receipt = block.close, let part = output else { return nil }
      let digest = try part.publish()
      output = nil
      receipt.details["name"] = JSON(name)
      receipt.details["sha256"] = JSON(digest.hex)
      receipt.details["bytes"] = JSON(part.size)
      return receipt
    }

    func finish() throws -> [any Sendable] { documents > 0 ? [close()] : [] }

    func conclude(_ receipts: [SinkReceipt], _ facts: RunFacts) throws -> [RunOutput] {
      receipts.map { receipt in
        RunOutput(
          path: Path.join(folder, receipt.details["name"]?.string ?? ""),
          sha256: receipt.details["sha256"]?.string.flatMap(Hex.bytes) ?? [],
          bytes: receipt.details["bytes"]?.integer ?? 0,
          documents: receipt.details["documents"]?.integer ?? 0,
          tokens: nil, details: receipt.details)
      }
    }

    func abandon() { output = nil }

    private func takeBlock() -> [UInt8] {
      defer { block = [] }
      return block
    }

    private func close() -> Block {
      defer {
        file += 1
        documents = 0
        fileBytes = 0
      }
      let receipt = SinkReceipt(
        file: file, details: ["documents": JSON(documents)], nextFrame: next.frame, nextRow: next.row)
      return Block(file: file, bytes: takeBlock(), close: receipt)
    }

    private static func name(_ file: Int) -> String {
      let digits = String(file)
      return "part-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".jsonl.zst"
    }
  }
}

/// A file that is digested while it is written, and published whole.
private final class PartFile {
  private var file: AtomicFile
  private let hasher = SHA256Hasher()

  init(_ path: String, in fileSystem: any FileSystem) throws {
    file = try AtomicFile(path, in: fileSystem)
  }

  var size: Int { file.size }

  func write(_ bytes: [UInt8]) throws {
    hasher.update(bytes)
    try file.write(bytes)
  }

  func publish() throws -> Digest256 {
    try file.publish()
    return hasher.finalize()
  }
}
