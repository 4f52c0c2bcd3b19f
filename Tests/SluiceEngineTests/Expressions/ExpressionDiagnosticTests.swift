import SluiceCore
import SluiceEngine
import Testing

@Suite("Expression diagnostics")
struct ExpressionDiagnosticTests {
  @Test(
    "say what is wrong, where, and what to do",
    arguments: [
      ("", "0+1 syntax: the expression is empty"),
      ("words >", "7+1 syntax: the end where a value is expected"),
      ("words > 3 )", "10+1 syntax: ')' after the end of the expression"),
      (
        "words > 3 AND true",
        "10+3 syntax: 'AND' after the end of the expression (keywords are written in lower case: 'and')"
      ),
      ("(words > 3", "0+1 syntax: '(' is not closed"),
      ("words = 3", "6+1 syntax: the character '=' has no meaning here (write '==' to compare)"),
      ("words <> 3", "6+1 syntax: the character '<' has no meaning here (write '!=')"),
      ("lang == 'de", "8+1 syntax: the quote is not closed"),
      (
        "lang == “de”",
        "8+1 syntax: the character U+201C has no meaning here (strings stand in straight quotes)"
      ),
      (
        "lang == 'a\\q'",
        "10+2 syntax: this escape is not known (known are \\\\ \\' \\\" \\` \\n \\r \\t and \\u{…})"
      ),
      (
        "1 < age < 3",
        "8+1 syntax: comparisons cannot be chained (join two comparisons with 'and', or write 'x in 3..12')"
      ),
      ("age == null", "7+4 syntax: 'null' can only follow 'is' (write 'is null' or 'is not null')"),
      ("age in [lang]", "8+4 syntax: a list holds literals only"),
      ("age in []", "8+1 syntax: ']' where a value is expected"),
      ("age in 3", "8+1 syntax: the end where '..' is expected"),
      ("age > 3px", "6+2 syntax: a number is followed by a letter"),
      ("age > 99999999999999999999", "6+20 syntax: the number is out of range"),
      ("age > 9223372036854775808", "6+19 syntax: the number is out of range"),
      ("day > date'2026-02-30'", "6+16 syntax: this is no calendar day (write date'2026-11-20')"),
      ("lnag == 'de'", "0+4 unknown-field: there is no field 'lnag' here (did you mean 'lang'?)"),
      ("wrods > 3", "0+5 unknown-field: there is no field 'wrods' here (did you mean 'words'?)"),
      (
        "`words` > 3",
        "0+7 unknown-field: there is no field 'words' here (one of: age, at, day, ids, in, isPublic, lang, run.rate, score, text)"
      ),
      ("wrods(text) > 3", "0+5 unknown-function: there is no function 'wrods' (did you mean 'words'?)"),
      ("words(text, lang) > 3", "0+17 wrong-arguments: 'words' takes one argument, not 2"),
      ("contains(text)", "0+14 wrong-arguments: 'contains' takes two arguments, not 1"),
      ("words(age) > 3", "6+3 type-mismatch: 'words' needs a string; this is a whole number"),
      ("words", "0+5 not-a-condition: this is a whole number, not a condition (compare it)"),
      ("not age", "4+3 not-a-condition: this is a whole number, not a condition (compare it)"),
      ("lang > 3", "0+8 type-mismatch: a string cannot be compared with a whole number"),
      (
        "age > '3'",
        "0+9 type-mismatch: a whole number cannot be compared with a string (write the number without quotes)"
      ),
      (
        "day > 3", "0+7 type-mismatch: a date cannot be compared with a whole number (write date'2026-11-20')"
      ),
      ("day > 'May'", "6+5 type-mismatch: this is no calendar day (write '2026-11-20')"),
      ("at > 'May'", "5+5 type-mismatch: this is no instant (write '2026-11-20T13:45:00Z')"),
      (
        "ids > 3",
        "0+7 type-mismatch: a list of tokens cannot be compared with a whole number (write length(…) for the number of tokens)"
      ),
      ("isPublic < true", "0+15 type-mismatch: truth values have no order"),
      ("isPublic in true..false", "0+23 type-mismatch: truth values have no order"),
      ("isPublic in [true]", "0+18 type-mismatch: a truth value cannot be looked up in a list"),
      ("age in [1, 'a']", "11+3 type-mismatch: a string stands in a list for a whole number"),
      ("age + lang > 3", "6+4 type-mismatch: arithmetic needs numbers; this is a string"),
      ("-lang == 3", "1+4 type-mismatch: arithmetic needs numbers; this is a string"),
      (
        "lang == 'ä' and ärger > 3",
        "16+5 unknown-field: there is no field 'ärger' here (one of: age, at, day, ids, in, isPublic, lang, run.rate, score, text)"
      ),
    ])
  func messages(text: String, expected: String) {
    #expect(findings(text).map(line) == [expected])
  }

  @Test("come all at once")
  func allAtOnce() {
    let found = findings("lnag == 'de' and age > 'x' and foo(bar) and contains(1, score)")
    #expect(
      found.map { "\($0.offset) \($0.id)" } == [
        "0 unknown-field", "17 type-mismatch", "31 unknown-function", "35 unknown-field", "53 type-mismatch",
        "56 type-mismatch",
      ])
  }

  @Test("a name that is a field and a measure must say which")
  func ambiguous() {
    let schema = Schema([Field("words", .integer), Field("text", .string)])
    #expect(
      findings("words > 3", schema).map(line) == [
        "0+5 ambiguous-name: 'words' is both a field and a measure (write `words` for the field or words(text) for the measure)"
      ])
    #expect(findings("`words` > 3 and words(text) > 3", schema) == [])
  }

  @Test("a bare measure needs a field 'text'")
  func bareMeasure() {
    let schema = Schema([Field("body", .string)])
    #expect(
      findings("words > 3", schema).map(line) == [
        "0+5 unknown-field: 'words' measures the field 'text', which is not here (write words(…) with one of: body)"
      ])
    #expect(findings("words(body) > 3", schema) == [])
  }

  @Test("nesting and length are bounded")
  func bounds() {
    func nested(_ levels: Int) -> String {
      String(repeating: "(", count: levels) + "true" + String(repeating: ")", count: levels)
    }
    #expect(findings(nested(64)) == [])
    #expect(findings(nested(65)).map(\.id) == ["expression-too-deep"])
    #expect(findings(String(repeating: "not ", count: 16_000) + "true").map(\.id) == ["expression-too-deep"])
    #expect(findings(String(repeating: "!", count: 60_000) + "true").map(\.id) == ["expression-too-deep"])
    #expect(
      findings("1" + String(repeating: "+1", count: 20_000) + " > 0").map(\.id) == ["expression-too-deep"])
    #expect(findings("true" + String(repeating: " and true", count: 5000)) == [])
    #expect(findings(String(repeating: " ", count: 70_000)).map(\.id) == ["expression-too-long"])
  }

  @Test("become diagnostics of a file")
  func place() throws {
    let text = "lnag == 'de'"
    let found = try #require(findings(text).first)
    let diagnostic = found.diagnostic(from: Place(file: "p.json", line: 4, column: 20), of: text)
    #expect(
      diagnostic.description == """
        p.json:4:20: error: there is no field 'lnag' here [unknown-field]
          hint: did you mean 'lang'?
        """)
  }

  private func line(_ found: ExpressionDiagnostic) -> String {
    "\(found.offset)+\(found.length) \(found.id): \(found.message)" + (found.hint.map { " (\($0))" } ?? "")
  }
}
