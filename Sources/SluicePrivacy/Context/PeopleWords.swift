/// Words around the names of people and places: titles, labels, given names, particles, street words.
struct PeopleWords: Sendable {
  /// The one table, for all workers.
  static let shared = PeopleWords()

  struct Role: OptionSet {
    var rawValue: UInt16

    /// Stands right before a name: Herr, Mme, Pani.
    static let title = Role(rawValue: 1)
    /// A title only when a point follows: M., D., S.
    static let dottedTitle = Role(rawValue: 2)
    /// Announces a name when a colon follows: Name, Apellidos.
    static let label = Role(rawValue: 4)
    /// Someone's part, often followed by a name: Patientin, pacjent.
    static let part = Role(rawValue: 8)
    static let given = Role(rawValue: 16)
    /// Opens a letter: Dear, Liebe.
    static let greeting = Role(rawValue: 32)
    /// Closes a letter; the name stands on one of the next lines.
    static let closing = Role(rawValue: 64)
    /// A street word before the street's name: rue, via, ulica.
    static let streetBefore = Role(rawValue: 128)
    /// A street word after the street's name: street, utca.
    static let streetAfter = Role(rawValue: 256)
    /// Joins the parts of a name: von, de la.
    static let particle = Role(rawValue: 512)
    /// Never part of a name, though it may follow a title: Kollege, Doktor.
    static let noName = Role(rawValue: 1024)
    /// Announces an address when a colon follows.
    static let addressLabel = Role(rawValue: 2048)
    /// Announces a BIC or a plate: BIC, Kennzeichen, targa.
    static let code = Role(rawValue: 4096)
    /// Says by whom something was done: par, door, przez.
    static let agent = Role(rawValue: 8192)
    /// A title that may be written small.
    static let smallTitle = Role(rawValue: 32768)
    /// Announces the subject of a letter when a colon follows: Betreff, Re.
    static let subject = Role(rawValue: 16384)
  }

  private let table: HashTable
  private let streetEndings: [[UInt8]]
  private let tellingKeys: HashTable
  private let tellingFolders: HashTable

  init() {
    var roles: [UInt64: Role] = [:]
    for (role, words) in PeopleWords.lists {
      for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        roles[Folding.hash(of: String(word)), default: []].insert(role)
      }
    }
    table = HashTable(roles.map { ($0.key, $0.value.rawValue) })
    streetEndings = PeopleWords.endings.split(separator: " ").map { Array($0.utf8) }
    func set(_ words: String) -> HashTable {
      HashTable(words.split(separator: " ").map { (Folding.hash(of: String($0)), 1) })
    }
    tellingKeys = set(PeopleWords.queryKeys)
    tellingFolders = set(PeopleWords.folders)
  }

  @inline(__always)
  func role(of hash: UInt64) -> Role { Role(rawValue: table.value(for: hash) ?? 0) }

  /// Whether a key of a query names a user or carries a credential.
  func isTellingKey(_ text: ByteText, _ range: Range<Int>) -> Bool {
    var cursor = WordCursor(at: range.lowerBound)
    while let word = cursor.next(in: text, before: range.upperBound) {
      if tellingKeys.value(for: word.hash) != nil { return true }
    }
    return false
  }

  /// Whether a folder of a web address holds one user's pages.
  func isTellingFolder(_ text: ByteText, _ range: Range<Int>) -> Bool {
    var cursor = WordCursor(at: range.lowerBound)
    guard let word = cursor.next(in: text, before: range.upperBound) else { return false }
    return tellingFolders.value(for: word.hash) != nil
  }

  /// Whether the word that ends at `end` ends like a street: Hauptstraße, Dorpsstraat, Storgatan.
  func endsLikeStreet(_ text: ByteText, _ word: WordCursor.Word) -> Bool {
    var folded: [UInt8] = []
    var position = max(word.start, word.end - 16)
    while position > word.start, text[position] & 0xC0 == 0x80 { position -= 1 }
    while position < word.end {
      let (code, length) = Folding.next(text, position)
      if code != Folding.skip { folded.append(code < 0x80 ? UInt8(code) : 0xFF) }
      if text[position] == 0xC3, text[position + 1] == 0x9F { folded.append(UInt8(ascii: "s")) }
      position += length
    }
    return streetEndings.contains { folded.count > $0.count && folded.suffix($0.count) == $0[...] }
  }
}
