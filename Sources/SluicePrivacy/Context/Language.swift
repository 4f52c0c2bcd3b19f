/// Languages of the European Union, Norway and Iceland, as far as they tell documents apart.
enum Language: UInt8, CaseIterable {
  case bg, cs, da, de, el, en, es, et, fi, fr, ga, hr, hu, `is`, it, lt, lv, mt, nl, no, pl, pt, ro, sk, sl,
    sv

  var bit: LanguageSet { LanguageSet(rawValue: 1 << UInt32(rawValue)) }
}

struct LanguageSet: OptionSet {
  var rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ languages: [Language]) {
    rawValue = languages.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }
}

/// Guesses the language of a document from its commonest words.
struct LanguageGuesser: Sendable {
  /// The one table, for all workers.
  static let shared = LanguageGuesser()

  private let words: HashTable

  init() {
    var entries: [(UInt64, UInt16)] = []
    for (language, list) in LanguageGuesser.commonWords {
      for word in list.split(separator: " ") {
        entries.append((Folding.hash(of: String(word)), UInt16(language.rawValue)))
      }
    }
    words = HashTable(entries)
  }

  /// The likeliest languages: the best, and those within a third of it; empty when nothing speaks for any.
  func guess(_ text: ByteText) -> LanguageSet {
    var counts = InlineArray<26, Int>(repeating: 0)
    for start in [0, text.count / 2] {
      var cursor = WordCursor(at: start)
      var seen = 0
      while seen < 96, let word = cursor.next(in: text) {
        seen += 1
        guard word.end - word.start <= 8, let language = words.value(for: word.hash) else { continue }
        counts[Int(language)] += 1
      }
    }
    var best = 0
    for index in counts.indices { best = max(best, counts[index]) }
    guard best >= 2 else { return [] }
    var guess: LanguageSet = []
    for language in Language.allCases where counts[Int(language.rawValue)] * 3 > best * 2 {
      guess.insert(language.bit)
    }
    return guess
  }

  // A word that several languages share stands only with the one where it is by far the commonest.
  private static let commonWords: [(Language, String)] = [
    (.bg, "на и за от се да не по са като при който което има този"),
    (.cs, "je se že které jsou byl nebo jako podle bylo při který pro jeho bude"),
    (.da, "og til af er det på med som ikke den blev har efter eller hun"),
    (.de, "der die und das ist nicht mit von den wurde sie für auf dem ein eine im bitte wir unter sich bei"),
    (.el, "και το να της του με για η των από στο την είναι που"),
    (.en, "the of and to is was for with that this on are by from be please has not an which"),
    (.es, "el los las en la y del con por para una fue está que paciente años se le su"),
    (.et, "ja on ei et see oli mis kui oma ning ka või tema"),
    (.fi, "ja on ei että oli se hän mutta sekä myös kun ovat tai"),
    (.fr, "le les et des est une dans du pour qui par sur au avec pas ce cette dossier merci elle il"),
    (.ga, "agus an na ar bhí tá go sé leis chun"),
    (.hr, "je u na se da su za koji kao nije od što bio ili"),
    (.hu, "a az és hogy nem egy van volt is meg ez vagy aki"),
    (.is, "og að er sem var það til við ekki hann hún"),
    (.it, "il di che è la per un con non della dei sono gli nella modulo una ha si alla"),
    (.lt, "ir yra kad buvo į su iš bei taip kaip arba jis"),
    (.lv, "un ir ar kas par no uz ka bija vai arī tika"),
    (.mt, "li ta il u ma fuq minn dan għal kien"),
    (.nl, "het een van en de is dat niet zijn voor met werd hij zij bij aan ook wordt"),
    (.no, "og ikke jeg det som på til av etter ble har hun fra"),
    (.pl, "w i na z do się nie jest że oraz przez był od pacjent proszę dla która aktach została"),
    (.pt, "o e do da que não em os um uma para com foi dos ao pelo são"),
    (.ro, "și în la cu care este pe pentru din nu sunt fost prin sau"),
    (.sk, "je sa že ktoré sú bol alebo ako podľa bolo pri ktorý"),
    (.sl, "je in da so na za ki ni bil tudi kot pri se"),
    (.sv, "och att det som på är av för med den inte har till vid"),
  ]
}
