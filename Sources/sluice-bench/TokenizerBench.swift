internal import CSluice
internal import Glibc
internal import SluiceCore
internal import SluiceTokenizers

/// `sluice-bench tokenize TOKENIZER DOCUMENTS [--passes N] [--memory MIB] [--encoding NAME] [--output IDS] [--decoded DOCUMENTS]
/// [--specials MODE]`.
///
/// DOCUMENTS holds documents back to back, each after its length as a 32-bit little-endian number. Prints MB per
/// CPU second of each pass; the first is cold. `--output` writes, per document, the number of ids and the ids as
/// 32-bit numbers, and `--decoded` what they are decoded to: the differential tests compare both with the reference
/// tokenizers.
enum TokenizerBench {
  static func run(_ arguments: [String]) throws {
    var passes = 1
    var output: String?
    var decoded: String?
    var memory = 256 << 20
    var encoding: String?
    var specials = SpecialTokenMode.text
    var paths: [String] = []
    var index = 0
    while index < arguments.count {
      let value = index + 1 < arguments.count ? arguments[index + 1] : ""
      switch arguments[index] {
      case "--passes": passes = Int(value) ?? 1
      case "--memory": memory = (Int(value) ?? 256) << 20
      case "--encoding": encoding = value
      case "--output": output = value
      case "--decoded": decoded = value
      case "--specials": specials = value == "count" ? .count : value == "text" ? .text : .allow([value])
      default:
        paths.append(arguments[index])
        index -= 1
      }
      index += 2
    }
    guard paths.count == 2 else {
      throw SluiceError(
        .usage, "usage: sluice-bench tokenize TOKENIZER DOCUMENTS [--passes N] [--output IDS]")
    }
    sl_tune_heap()
    let start = seconds()
    let file = try read(paths[0])
    let tokenizer =
      if let encoding {
        try Tokenizer.ranks(file, encoding: encoding, file: paths[0])
      } else {
        try Tokenizer.load(file, file: paths[0])
      }
    let encoder = try Encoder(tokenizer, specials: specials, memory: memory)
    write(
      "load \(rounded(seconds() - start)) s, \(tokenizer.vocabularySize) ids, digest \(tokenizer.digest)\n",
      to: 2)

    let columns = frames(try read(paths[1]), of: 4 << 20)
    let bytes = columns.reduce(0) { $0 + $1.bytes.count }
    for pass in 0..<passes {
      var tokens = 0
      let start = seconds()
      for column in columns {
        var result = TokenColumn()
        try encoder.encode(column, into: &result)
        tokens += result.ids.count
        let isFirst = tokens == result.ids.count
        if pass == 0, let output { try append(result, to: output, isFirst: isFirst) }
        if pass == 0, let decoded { try append(result, of: tokenizer, to: decoded, isFirst: isFirst) }
      }
      let elapsed = seconds() - start
      write("pass \(pass): \(rounded(Double(bytes) / elapsed / 1e6)) MB/cpu-s, \(tokens) tokens\n", to: 2)
    }
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
      }
      guard count > 0 else { throw SluiceError(.inputOutput, "cannot write") }
      done += count
    }
  }

  static func frames(_ data: [UInt8], of size: Int) -> [TextColumn] {
    var columns = [TextColumn()]
    var position = 0
    while position + 4 <= data.count {
      let length = (0..<4).reduce(0) { $0 | Int(data[position + $1]) << (8 * $1) }
      let document = data[position + 4..<position + 4 + length]
      if columns[columns.count - 1].bytes.count + length > size, columns[columns.count - 1].count > 0 {
        columns.append(TextColumn())
      }
      columns[columns.count - 1].append(document)
      position += 4 + length
    }
    return columns
  }

  private static func append(_ tokens: TokenColumn, to path: String, isFirst: Bool) throws {
    var words: [UInt32] = []
    for row in 0..<tokens.count {
      let range = tokens.range(row)
      words.append(UInt32(range.count))
      words.append(contentsOf: tokens.ids[range])
    }
    try append(
      words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) } }, to: path,
      isFirst: isFirst)
  }

  /// Appends the text of each row, after its length as a 32-bit little-endian number.
  private static func append(
    _ tokens: TokenColumn, of tokenizer: Tokenizer, to path: String, isFirst: Bool
  ) throws {
    var documents: [UInt8] = []
    for row in 0..<tokens.count {
      let text = try tokenizer.bytes(of: tokens.ids[tokens.range(row)])
      documents += (0..<4).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
      documents += text
    }
    try append(documents, to: path, isFirst: isFirst)
  }

  private static func append(_ bytes: [UInt8], to path: String, isFirst: Bool) throws {
    let flags = O_WRONLY | O_CREAT | (isFirst ? O_TRUNC : O_APPEND)
    let descriptor = unsafe sl_open(path, flags, 0o644)
    guard descriptor >= 0 else { throw SluiceError(.inputOutput, "cannot write \(path)") }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor)
  }

  static func read(_ path: String) throws -> [UInt8] {
    let descriptor = unsafe sl_open(path, O_RDONLY, 0)
    guard descriptor >= 0 else { throw SluiceError(.noInput, "cannot read \(path)") }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    lseek(descriptor, 0, SEEK_SET)
    return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let found = unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + count }, size - count)
        guard found > 0 else { return }
        count += found
      }
    }
  }

  static func seconds() -> Double { Double(sl_process_cpu_nanoseconds()) * 1e-9 }

  static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  static func write(_ text: String, to descriptor: Int32) {
    unsafe text.utf8.withContiguousStorageIfAvailable {
      unsafe _ = Glibc.write(descriptor, $0.baseAddress, $0.count)
    }
  }
}
