internal import SluiceCore
internal import SluiceStorage

/// The journal of one phase: JSON lines, each synced before what it speaks of counts as done.
///
/// A run that breaks may leave half a line at the end; it is left out when the journal is opened again.
final class Journal {
  private let fileSystem: any FileSystem
  private let file: FileNumber
  /// Set when an entry may stand in the file by half; nothing may follow it then.
  private var isBroken = false
  /// What stood in the journal when it was opened.
  let entries: [JournalEntry]

  /// Opens the journal at `path`, making it if it is missing.
  init(_ path: String, in fileSystem: any FileSystem) throws(SluiceError) {
    self.fileSystem = fileSystem
    let (kept, entries) = try Journal.read(path, in: fileSystem)
    self.entries = entries
    try AtomicFile.write(kept, to: path, in: fileSystem)
    file = try fileSystem.open(path, for: .appending)
  }

  deinit { try? fileSystem.close(file) }

  /// Adds an entry and returns when it would survive a loss of power.
  func append(_ entry: JournalEntry) throws(SluiceError) {
    guard !isBroken else { throw SluiceError(.inputOutput, "an entry before this one could not be written") }
    isBroken = true
    let bytes = Array((entry.json.compact + "\n").utf8)
    var written = 0
    while written < bytes.count {
      let rest = Array(bytes[written...])
      written += try fileSystem.write(rest.span, to: file)
    }
    try fileSystem.sync(file)
    isBroken = false
  }

  /// The whole lines of the journal at `path`, as bytes and as entries.
  private static func read(
    _ path: String, in fileSystem: any FileSystem
  ) throws(SluiceError) -> (kept: [UInt8], entries: [JournalEntry]) {
    guard try fileSystem.status(at: path) != nil else { return ([], []) }
    let bytes = try InputFile.contents(of: path, limit: .max, in: fileSystem)
    var entries: [JournalEntry] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let json = try? JSON.parse(Array(bytes[start..<end]), limits: JSON.Limits(bytes: 1 << 30))
      guard let entry = json.flatMap(JournalEntry.init) else {
        throw SluiceError(
          .badData, "line \(entries.count + 1) of the journal is no entry", at: Place(file: path),
          hint: "start over with --fresh")
      }
      entries.append(entry)
      start = end + 1
    }
    return (Array(bytes[..<start]), entries)
  }
}
