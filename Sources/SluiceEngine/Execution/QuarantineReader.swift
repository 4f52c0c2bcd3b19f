public import SluiceCore
public import SluiceCrypto
public import SluiceStorage

/// Opens the records that a run set aside, for whoever holds the key of the run.
public struct QuarantineReader {
  /// A record that could not be read.
  public struct Record: Sendable {
    /// Position of its source.
    public let source: Int
    /// Number of its input shard.
    public let shard: Int
    /// Record, line, byte offset, entry, field and reason, as the catalogue has them.
    public let place: JSON
    /// Its bytes as they stood in the input; empty where the stream itself broke.
    public let bytes: [UInt8]
  }

  private let folder: RunFolder
  private let key: RunKey

  /// The quarantine of the run in `folder`.
  ///
  /// - Parameter key: The pipeline's secret `run`; nil takes the key that `$SLUICE_STATE` keeps for the run.
  /// - Throws: A `noInput` error if there is no run, or no key for it.
  public init(
    runFolder: String, key: SecretBytes? = nil, in fileSystem: any FileSystem = LocalFileSystem()
  ) throws(SluiceError) {
    folder = RunFolder(path: runFolder, fileSystem: fileSystem)
    let state = try RunState.read(folder)
    if let key {
      self.key = RunKey(key)
    } else if let kept = try KeyStore(in: fileSystem).key(of: state.id) {
      self.key = RunKey(kept)
    } else {
      throw SluiceError(
        .noInput, "the key of the run is not on this machine", at: Place(file: runFolder),
        hint: "set $SLUICE_STATE as it was for the run, or name the pipeline's secret 'run' with --key")
    }
  }

  /// Hands over every record in the order of the input.
  ///
  /// - Throws: A `badData` error if a file was changed, or sealed with another key.
  public func forEach(_ body: (Record) throws(SluiceError) -> Void) throws(SluiceError) {
    let names = try folder.fileSystem.names(inFolder: folder.quarantine).compactMap(QuarantineName.init)
    for name in names.sorted() {
      let path = Path.join(folder.quarantine, name.file)
      let sealed = try InputFile.contents(of: path, limit: 1 << 31, in: folder.fileSystem)
      let lines: [UInt8]
      do throws(SluiceError) {
        lines = try key.open(sealed, context: name.context)
      } catch {
        throw SluiceError(.badData, "cannot be opened: \(error.message)", at: Place(file: path))
      }
      for line in lines.split(separator: 0x0A) {
        var place = try JSON.parse(Array(line), file: path)
        let bytes = place["bytes"]?.string.flatMap { Base64.bytes($0) }
        place["bytes"] = JSON?.none
        guard let bytes else {
          throw SluiceError(.badData, "has no bytes of a record", at: Place(file: path))
        }
        try body(Record(source: name.source, shard: name.shard, place: place, bytes: bytes))
      }
    }
  }
}

/// Name of a file of the quarantine: one for each frame that has a fault.
struct QuarantineName: Comparable {
  let source: Int
  let shard: Int
  let frame: Int

  private static let suffix = ".sealed"

  init(_ origin: Frame.Origin) {
    source = origin.source
    shard = origin.shard
    frame = origin.frame
  }

  init?(_ file: String) {
    guard file.hasSuffix(Self.suffix) else { return nil }
    let numbers = file.dropLast(Self.suffix.count).split(separator: "-", omittingEmptySubsequences: false)
      .map { Int($0) }
    guard numbers.count == 3, let source = numbers[0], let shard = numbers[1], let frame = numbers[2] else {
      return nil
    }
    self.source = source
    self.shard = shard
    self.frame = frame
  }

  private var base: String { "\(source)-\(shard)-\(frame)" }

  var file: String { base + Self.suffix }

  /// What the sealing of the file is bound to.
  var context: String { "quarantine/" + base }

  static func < (a: Self, b: Self) -> Bool {
    (a.source, a.shard, a.frame) < (b.source, b.shard, b.frame)
  }
}
