public import SluiceCore

/// A recognizer that a pipeline defines: a pattern or a list of words, labels, and a check by name.
public struct CustomRecognizer: Sendable {
  /// The type of what it finds.
  public let type: IdentifierType
  let pattern: LinearPattern?
  /// Hashes of the phrases it looks for; see `Folding`.
  let words: HashTable?
  let longestPhrase: Int
  let labels: [String]
  let needsLabel: Bool
  let check: (@Sendable (Code) -> Bool)?

  /// Names of the options, with what they mean.
  public static let options: [(name: String, summary: String)] = [
    (
      "pattern", "linear pattern: literals, `.`, classes, `\\d` `\\w` `\\s`, groups, `|`, `?` `*` `+` `{m,n}`"
    ),
    ("words", "list of words and phrases; case and accents do not count"),
    ("labels", "what stands before it; a label makes a finding surer"),
    ("needsLabel", "true: nothing is found without a label"),
    (
      "check",
      "check of letters and digits: `luhn`, `mod97`, `iso7064-mod11-10`, `ean`, `verhoeff`, or a type"
    ),
  ]

  /// Reads the member `recognizers` of a text field: an object from name to recognizer.
  ///
  /// Throws exit code 78 with the place and a suggestion for anything that is not understood.
  public static func parse(_ json: JSON) throws(SluiceError) -> [CustomRecognizer] {
    guard let object = json.object else {
      throw SluiceError(.badPipeline, "'recognizers' must be an object, not \(json.kind)", at: json.place)
    }
    guard object.members.count <= 64 else {
      throw SluiceError(.badPipeline, "a field has at most 64 recognizers", at: json.place)
    }
    var result: [CustomRecognizer] = []
    for member in object.members {
      result.append(try CustomRecognizer(member.key, at: member.keyPlace, member.value))
    }
    return result
  }

  private init(_ name: String, at place: Place, _ json: JSON) throws(SluiceError) {
    guard Catalogue.types[name] == nil, IdentifierFamily(rawValue: name) == nil else {
      throw SluiceError(.badPipeline, "'\(name)' is a type or a family already", at: place)
    }
    let isName =
      name.utf8.first?.isLowercase == true && name.utf8.count <= 48
      && name.utf8.allSatisfy {
        $0.isLowercase || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      }
    guard isName, let type = CustomTypes.intern(name) else {
      throw SluiceError(
        .badPipeline, "'\(name)' is no name for a type", at: place,
        hint: isName ? "this process knows as many types as it can" : "small letters, digits, '-' and '.'")
    }
    guard let object = json.object else {
      throw SluiceError(.badPipeline, "a recognizer must be an object, not \(json.kind)", at: json.place)
    }
    for member in object.members where !CustomRecognizer.options.contains(where: { $0.name == member.key }) {
      throw SluiceError(
        .badPipeline, "unknown key '\(member.key)'", at: member.keyPlace,
        hint: Suggestion.hint(for: member.key, among: CustomRecognizer.options.map(\.name)))
    }
    guard (json["pattern"] == nil) != (json["words"] == nil) else {
      throw SluiceError(.badPipeline, "a recognizer has either 'pattern' or 'words'", at: json.place)
    }
    self.type = type
    pattern = try CustomRecognizer.pattern(json["pattern"])
    labels = try CustomRecognizer.strings(json["labels"], "labels")
    let phrases = try CustomRecognizer.strings(json["words"], "words")
    words = phrases.isEmpty ? nil : HashTable(phrases.map { (Folding.hash(of: $0), 1) })
    longestPhrase = phrases.reduce(0) { max($0, Folding.hashes(of: $1).count) }
    if let flag = json["needsLabel"], flag.bool == nil {
      throw SluiceError(.badPipeline, "'needsLabel' must be true or false, not \(flag.kind)", at: flag.place)
    }
    needsLabel = json["needsLabel"]?.bool ?? false
    check = try CustomRecognizer.check(json["check"])
    if needsLabel, labels.isEmpty {
      throw SluiceError(.badPipeline, "'needsLabel' asks for 'labels'", at: json.place)
    }
    if let check = json["check"], pattern == nil {
      throw SluiceError(.badPipeline, "'check' goes with 'pattern'", at: check.place)
    }
  }

  private static func pattern(_ json: JSON?) throws(SluiceError) -> LinearPattern? {
    guard let json else { return nil }
    guard let text = json.string, !text.isEmpty, text.utf8.count <= 1024 else {
      throw SluiceError(.badPipeline, "'pattern' must be a string of 1 to 1024 bytes", at: json.place)
    }
    do throws(SluiceError) {
      return try LinearPattern(text)
    } catch {
      throw SluiceError(.badPipeline, error.message, at: json.place)
    }
  }

  private static func strings(_ json: JSON?, _ name: String) throws(SluiceError) -> [String] {
    guard let json else { return [] }
    guard let list = json.array, !list.isEmpty, list.count <= 16384 else {
      throw SluiceError(.badPipeline, "'\(name)' must be a list of 1 to 16,384 strings", at: json.place)
    }
    var result: [String] = []
    for item in list {
      guard let text = item.string, (1...LabelTable.longest).contains(Folding.hashes(of: text).count) else {
        throw SluiceError(
          .badPipeline, "'\(name)' holds words and phrases of one to \(LabelTable.longest) words",
          at: item.place)
      }
      result.append(text)
    }
    return result
  }

  private static func check(_ json: JSON?) throws(SluiceError) -> (@Sendable (Code) -> Bool)? {
    guard let json else { return nil }
    guard let name = json.string, let check = NamedCheck.named(name) else {
      throw SluiceError(
        .badPipeline, "there is no check called '\(json.string ?? json.kind)'", at: json.place,
        hint: json.string.flatMap { Suggestion.hint(for: $0, among: NamedCheck.names) })
    }
    return check
  }
}
