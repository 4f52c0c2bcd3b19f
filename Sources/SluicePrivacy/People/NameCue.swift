/// A kind of word that announces a name, and what must follow for the name to count.
struct NameCue: Sendable {
  enum Ending {
    case any, punctuation, lineOrComma
    /// A comma and soon a digit, as in `la paziente Orlandi, di 84 anni`.
    case age
  }
  enum Place { case rightAfter, afterColon, afterComma, afterLine }

  var role: PeopleWords.Role
  var place: Place
  var score: Float
  var evidence: Evidence
  /// Most and least words of the name.
  var limit: Int
  var least: Int
  var ending: Ending = .any
  /// Whether `Müller, Anna` is one name.
  var isField = false
  /// Whether such a comma makes up for a missing second word.
  var acceptsComma = false
  var wantsGivenName = false
  /// Whether the name may start with a small particle: `Frau von Stetten`.
  var acceptsParticle = true

  static let all: [NameCue] = [
    NameCue(
      role: [.title, .dottedTitle], place: .rightAfter, score: 3, evidence: [.form, .title], limit: 4,
      least: 1),
    NameCue(
      role: [.label, .part], place: .afterColon, score: 4.5, evidence: [.form, .label], limit: 6, least: 1,
      isField: true),
    NameCue(
      role: .subject, place: .afterColon, score: 3, evidence: [.form, .label], limit: 6, least: 2,
      isField: true,
      acceptsComma: true, wantsGivenName: true),
    NameCue(role: .part, place: .rightAfter, score: 2.2, evidence: [.form, .label], limit: 4, least: 2),
    NameCue(
      role: .part, place: .rightAfter, score: 2.2, evidence: [.form, .label], limit: 3, least: 1, ending: .age
    ),
    NameCue(
      role: .part, place: .afterComma, score: 2.1, evidence: [.form, .label], limit: 4, least: 2,
      ending: .lineOrComma),
    NameCue(
      role: .greeting, place: .rightAfter, score: 2.6, evidence: [.form, .title], limit: 4, least: 1,
      ending: .punctuation),
    NameCue(
      role: .closing, place: .afterLine, score: 2.4, evidence: [.form, .label], limit: 5, least: 1,
      ending: .lineOrComma),
    NameCue(
      role: .closing, place: .afterComma, score: 2.4, evidence: [.form, .label], limit: 5, least: 2,
      ending: .lineOrComma),
    NameCue(
      role: .agent, place: .rightAfter, score: 2.2, evidence: [.form, .label], limit: 4, least: 2,
      ending: .lineOrComma, acceptsParticle: false),
  ]

  /// Where the name would start after the cue `word` of the roles `found`; nil if the cue does not hold.
  func position(after word: WordCursor.Word, _ found: PeopleWords.Role, in text: ByteText) -> Int? {
    let hasPoint = text[word.end] == UInt8(ascii: ".")
    switch place {
    case .rightAfter:
      // A single letter is a title only with its point, and only where a sentence cannot have ended: M. Dupont.
      if role.contains(.dottedTitle), word.letters == 1 {
        guard hasPoint, text.isCapital(at: word.start), text[word.end + 1] == 0x20 else { return nil }
        guard word.start == 0 || text[word.start - 1] == 0x20 || text[word.start - 1] == 0x0A else {
          return nil
        }
      }
      let isTitle = role.contains(.title) && !found.contains(.smallTitle)
      if isTitle || role == .greeting, !text.isCapital(at: word.start) { return nil }
      var end = hasPoint ? word.end + 1 : word.end
      // Italian feminine titles go on after the point: Sig.ra, Dott.ssa.
      if hasPoint, text[end].isLowercase, text.wordEnd(from: end) - end <= 3 { end = text.wordEnd(from: end) }
      let start = text.skipBlanks(end)
      guard start > word.end else { return nil }
      return role == .part ? NameCue.skipVerb(at: start, in: text) : start
    case .afterColon: return text.colon(after: word.end).map { text.skipBlanks($0) }
    case .afterComma:
      var end = word.end
      if role == .closing, text[end] == 0x20, text[end + 1].isLowercase { end = text.wordEnd(from: end + 1) }
      guard text[end] == UInt8(ascii: ",") else { return nil }
      return text.skipBlanks(end + 1)
    case .afterLine: return text.nextLine(after: word.end)
    }
  }

  private static let verbs: Set<UInt64> = Set(
    ["est", "ist", "is", "jest", "è", "es", "é", "era", "war", "was"].map { Folding.hash(of: $0) })

  /// Start of what follows a form of to be, as in `la personne de confiance est …`.
  private static func skipVerb(at start: Int, in text: ByteText) -> Int {
    guard text[start].isLowercase || text[start] >= 0x80 else { return start }
    var cursor = WordCursor(at: start)
    guard let word = cursor.next(in: text, before: start + 4), verbs.contains(word.hash) else { return start }
    return text.skipBlanks(word.end)
  }
}
