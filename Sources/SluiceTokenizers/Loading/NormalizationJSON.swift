internal import SluiceCore

/// Reads `normalizer`.
struct NormalizationJSON {
  private(set) var steps: [NormalizationStep] = []
  /// Whether spaces become U+2581.
  private(set) var marksSpaces = false

  init(_ reader: ObjectReader?) throws(SluiceError) {
    guard let reader else { return }
    try read(reader)
    if marksSpaces { steps.append(.spaceMarks) }
  }

  private mutating func read(_ part: ObjectReader) throws(SluiceError) {
    let type = part.string("type")
    if type == "Sequence" {
      try part.allowOnly(["type", "normalizers"])
      for part in try part.objects("normalizers") { try read(part) }
      return
    }
    guard !marksSpaces || type == "Prepend" else {
      throw part.error("type", "a normalizer after the one that replaces spaces by U+2581 is not supported")
    }
    switch type {
    case "NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents":
      try part.allowOnly(["type"])
      steps.append(NormalizationJSON.plain[type ?? ""] ?? .lowercase)
    case "Strip":
      try part.allowOnly(["type", "strip_left", "strip_right"])
      try steps.append(.strip(left: part.flag("strip_left"), right: part.flag("strip_right")))
    case "Prepend":
      try part.allowOnly(["type", "prepend"])
      guard let text = part.string("prepend"), !text.isEmpty else { throw part.unknown("prepend") }
      steps.append(.prepend(Array(text.utf8)))
    case "Replace": try replace(part)
    case "Precompiled":
      try part.allowOnly(["type", "precompiled_charsmap"])
      guard let text = part.string("precompiled_charsmap"), let bytes = Base64.bytes(text) else {
        throw part.error("precompiled_charsmap", "'precompiled_charsmap' is not base64")
      }
      do { try steps.append(.charsMap(CharsMap(bytes))) } catch {
        throw part.error("precompiled_charsmap", error.message)
      }
    case "BertNormalizer": try bert(part)
    default: throw part.unknown("type")
    }
  }

  private static let plain: [String: NormalizationStep] = [
    "NFC": .form(.nfc), "NFD": .form(.nfd), "NFKC": .form(.nfkc), "NFKD": .form(.nfkd),
    "Lowercase": .lowercase,
    "StripAccents": .dropAccents,
  ]

  private mutating func replace(_ part: ObjectReader) throws(SluiceError) {
    try part.allowOnly(["type", "pattern", "content"])
    guard let content = part.string("content") else { throw part.unknown("content") }
    guard let pattern = part.object("pattern") else { throw part.unknown("pattern") }
    if pattern.string("Regex") == " {2,}" {
      steps.append(.replaceSpaces(Array(content.utf8)))
      return
    }
    try pattern.allowOnly(["String"])
    guard let text = pattern.string("String"), !text.isEmpty else { throw pattern.unknown("String") }
    if text == " ", Array(content.utf8) == SpaceMark.bytes {
      marksSpaces = true
    } else {
      steps.append(.replace(Array(text.utf8), Array(content.utf8)))
    }
  }

  private mutating func bert(_ part: ObjectReader) throws(SluiceError) {
    try part.allowOnly(["type", "clean_text", "handle_chinese_chars", "strip_accents", "lowercase"])
    let lowercase = try part.flag("lowercase", default: true)
    if try part.flag("clean_text", default: true) { steps.append(.clean) }
    if try part.flag("handle_chinese_chars", default: true) { steps.append(.spaceChinese) }
    if try part.flag("strip_accents", default: lowercase) { steps += [.form(.nfd), .dropMarks] }
    if lowercase { steps.append(.lowercase) }
  }
}
