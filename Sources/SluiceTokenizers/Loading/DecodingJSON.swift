internal import SluiceCore

/// Reads `decoder`.
enum DecodingJSON {
  static func read(_ reader: ObjectReader?) throws(SluiceError) -> TokenDecoding {
    guard let reader else { return .steps([.join]) }
    guard reader.string("type") != "ByteLevel" else { return .bytes }
    guard reader.string("type") == "Sequence" else { return .steps([try step(reader)]) }
    try reader.allowOnly(["type", "decoders"])
    let parts = try reader.objects("decoders")
    if parts.count == 1, parts[0].string("type") == "ByteLevel" { return .bytes }
    var steps: [DecodingStep] = []
    for part in parts { steps.append(try step(part)) }
    return .steps(steps)
  }

  private static func step(_ part: ObjectReader) throws(SluiceError) -> DecodingStep {
    switch part.string("type") {
    case "Metaspace": return .metaspace(dropsFirst: try MetaspaceJSON.read(part).prefix != .never)
    case "ByteFallback", "Fuse":
      try part.allowOnly(["type"])
      return part.string("type") == "Fuse" ? .fuse : .byteFallback
    case "Replace":
      try part.allowOnly(["type", "pattern", "content"])
      guard let pattern = part.object("pattern") else { throw part.unknown("pattern") }
      try pattern.allowOnly(["String"])
      guard let text = pattern.string("String"), !text.isEmpty else { throw pattern.unknown("String") }
      guard let content = part.string("content") else { throw part.unknown("content") }
      return .replace(Array(text.utf8), Array(content.utf8))
    case "Strip":
      try part.allowOnly(["type", "content", "start", "stop"])
      guard let content = part.string("content"), content.unicodeScalars.count == 1 else {
        throw part.unknown("content")
      }
      guard let start = part.integer("start"), (0...64).contains(start) else { throw part.unknown("start") }
      guard let stop = part.integer("stop"), (0...64).contains(stop) else { throw part.unknown("stop") }
      return .strip(content: Array(content.utf8), start: start, stop: stop)
    case "WordPiece":
      try part.allowOnly(["type", "prefix", "cleanup"])
      guard let prefix = part.string("prefix") else { throw part.unknown("prefix") }
      return .wordPiece(prefix: Array(prefix.utf8), cleansUp: try part.flag("cleanup", default: true))
    default: throw part.unknown("type")
    }
  }
}
