internal import SluiceCore

/// Tar files as `webdataset` reads them, one for each shard: a document is a NumPy array `….npy`, text or a record
/// beside a `….json` that says where it came from.
final class WebDatasetWriter: ExportWriter {
  private let folder: ExportFolder
  private let plan: ShardPlan
  private var open: (file: DigestedFile, name: String)?
  private var files: [ExportedFile] = []

  init(_ folder: ExportFolder, _ plan: ShardPlan) {
    self.folder = folder
    self.plan = plan
  }

  func append(_ document: ExportedDocument) throws(SluiceError) {
    let file: DigestedFile
    if let open {
      file = open.file
    } else {
      let name = ZeroPadded.name("", document.shard, ".tar")
      file = try folder.create(name)
      open = (file, name)
    }
    let key = ZeroPadded.name("", document.shard, "-") + ZeroPadded.name("", document.number, "")
    let origin: JSON = [
      "shard": JSON(document.shard), "document": JSON(document.number),
      "source": JSON(Int(document.entry.source)), "record": JSON(document.entry.record),
    ]
    try file.write(TarEntry.bytes(key + ".json", origin.canonical))
    switch plan.layout {
    case .text: try file.write(TarEntry.bytes(key + ".txt", document.text))
    case .columns: try file.write(TarEntry.bytes(key + ".record.json", document.text))
    case .u16, .u16plane: try file.write(TarEntry.bytes(key + ".npy", array(document.tokens)))
    }
  }

  func endShard() throws(SluiceError) {
    guard let (file, name) = open else { return }
    open = nil
    try file.write(TarEntry.end)
    files.append(try folder.publish(file, as: name))
  }

  func finish() -> [ExportedFile] { files }

  /// A NumPy array file, version 1.0.
  private func array(_ tokens: [UInt32]) -> [UInt8] {
    let width = plan.layout == .u16 ? 2 : 4
    var header = Array("{'descr': '<u\(width)', 'fortran_order': False, 'shape': (\(tokens.count),), }".utf8)
    header += [UInt8](repeating: UInt8(ascii: " "), count: 63 - (10 + header.count) % 64)
    header.append(UInt8(ascii: "\n"))
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes.appendLittleEndian(UInt16(header.count))
    return bytes + header + LittleEndian.bytes(tokens, width: width)
  }
}

/// One file in a tar archive (POSIX.1-1988, "ustar").
enum TarEntry {
  private static let blockSize = 512
  /// What stands at the end of an archive.
  static let end = [UInt8](repeating: 0, count: 2 * blockSize)

  /// Header, content and padding; `name` has at most 100 bytes.
  static func bytes(_ name: String, _ content: [UInt8]) throws(SluiceError) -> [UInt8] {
    guard name.utf8.count <= 100, content.count < 1 << 33 else {
      throw SluiceError(.badData, "a document is too large for a tar file")
    }
    var header = [UInt8](repeating: 0, count: blockSize)
    func put(_ text: String, at offset: Int) {
      header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    put(name, at: 0)
    put("0000644\u{0}", at: 100)
    put("0000000\u{0}", at: 108)
    put("0000000\u{0}", at: 116)
    put(octal(content.count, digits: 11), at: 124)
    put(octal(0, digits: 11), at: 136)
    put("        0", at: 148)
    put("ustar\u{0}00", at: 257)
    put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\u{0} ", at: 148)
    let padding = (blockSize - content.count % blockSize) % blockSize
    return header + content + [UInt8](repeating: 0, count: padding)
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }
}
