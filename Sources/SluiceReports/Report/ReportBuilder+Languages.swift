internal import SluiceCore
internal import SluiceLineage

extension ReportBuilder {
  /// What tokenize stages counted for each language: documents, tokens, words, bytes.
  var languages: JSON {
    var rows: [(stage: Int, language: String, figures: JSONObject)] = []
    for note in notes where note.isOfLanguage {
      let parts = note.name.split(separator: ".").map(String.init)
      guard parts.count == 3 else { continue }
      var position = rows.firstIndex { $0.stage == note.stage && $0.language == parts[1] }
      if position == nil {
        position = rows.count
        rows.append((note.stage, parts[1], JSONObject()))
      }
      if let position { rows[position].figures[parts[2]] = JSON(note.value) }
    }
    return JSON(
      rows.sorted { ($0.stage, $0.language) < ($1.stage, $1.language) }.map { row in
        func figure(_ name: String) -> JSON { row.figures[name] ?? 0 }
        return [
          "stage": JSON(name(row.stage)), "language": JSON(row.language), "documents": figure("documents"),
          "tokens": figure("tokens"), "words": figure("words"), "bytes": figure("bytes"),
        ]
      })
  }
}

extension RunCatalogue.Note {
  /// Whether it is a figure of one language, such as `language.de.tokens`.
  var isOfLanguage: Bool { name.hasPrefix("language.") }
}

/// Quotients of the figures of a language, as people read them.
enum LanguageFigures {
  /// Tokens for each word.
  static func tokensPerWord(_ row: JSON) -> String { quotient(row["tokens"], row["words"]) }

  /// Bytes for each token.
  static func bytesPerToken(_ row: JSON) -> String { quotient(row["bytes"], row["tokens"]) }

  private static func quotient(_ dividend: JSON?, _ divisor: JSON?) -> String {
    guard let dividend = dividend?.integer, let divisor = divisor?.integer, divisor > 0 else { return "-" }
    return Decimal.fixed(Double(dividend) / Double(divisor), 2)
  }
}
