import SluiceCore
import SluiceEngine
import Testing

@Suite("Expressions")
struct ExpressionTests {
  private let letter = Letter(
    text: "Dear Anna, call 030 1234567.\nDear Anna!\n", lang: "de", age: 42, score: 0.5, isPublic: true,
    day: CivilDate(year: 2026, month: 11, day: 20), at: Timestamp("2026-11-20T13:45:00Z"))

  @Test(
    "are true of a record they describe",
    arguments: [
      "true", "words == 7", "words(text) == 7", "words in 3..12", "words not in 8..12", "lines == 2",
      "characters == 40 and bytes == 40 && length(text) == 40", "meanWordLength in 4..5",
      "meanWordLength > 4", "digitRatio == 10 / 40", "digitRatio == 0.25", "upperRatio == 4/20",
      "alphaRatio == 0.5", "symbolRatio < 0.1", "repeatedLineRatio == 0",
      "lang == 'de'", "lang == \"de\"", "lang in ['fr', 'de']", "lang not in ['fr']", "lang != 'en'",
      "lang < 'en'", "lang >= 'de'", "lang in 'da'..'dz'", "not lang == 'en'", "!(lang == 'en')",
      "isPublic", "isPublic == true", "isPublic != !isPublic", "!isPublic == false",
      "age + 1 == 43", "age - 1 == 41", "age * 2 == 84", "age / 4 == 10.5", "-age == -42", "- -age == 42",
      "age == 42.0", "age < 42.5", "42.5 > age", "score == 0.5", "score * 2 == 1", "age in [1, 42.0, 7]",
      "score in [1, 0.5]", "2 + 3 * 4 == 14", "(2 + 3) * 4 == 20", "7 - 2 - 1 == 4", "8 / 4 / 2 == 1",
      "9223372036854775807 < 9223372036854775808.0", "-9223372036854775808 < 0",
      "9007199254740993 != 9007199254740992.0", "9007199254740993 > 9007199254740992.0",
      "day == '2026-11-20'", "day == date'2026-11-20'", "day > date'2026-01-01'",
      "day in '2026-01-01'..'2026-12-31'", "day in ['2026-11-20']", "'2026-11-19' < day",
      "at > '2026-11-20'", "at == timestamp'2026-11-20T14:45:00+01:00'", "at > day", "day < at",
      "at in [timestamp'2026-11-20T13:45:00Z', date'2026-01-01']",
      "startsWith(text, 'Dear')", "contains(text, '030')", "endsWith(text, '\\n')",
      "startsWith(lower(text), 'dear')", "words(lower(text)) == 7", "contains('abc', 'b')",
      "`in` == 'x'", "run.rate == 0.25", "length(ids) == 2", "age is not null", "not (age is null)",
      "true or false and false", "not false and true", "words>=5&&words<=9||false",
    ])
  func holds(text: String) throws {
    #expect(try verdict(text, letter) == .yes)
  }

  @Test(
    "are unknown where a value is missing and the rest does not decide",
    arguments: [
      ("age > 3", Verdict.unknown), ("not age > 3", .unknown), ("age == age", .unknown),
      ("age > 3 and false", .no), ("false and age > 3", .no), ("age > 3 and true", .unknown),
      ("age > 3 or true", .yes), ("true or age > 3", .yes), ("age > 3 or false", .unknown),
      ("age in [1]", .unknown), ("age not in [1]", .unknown), ("age in 1..2", .unknown),
      ("age is null", .yes), ("age is not null", .no), ("(age > 3) is null", .yes),
      ("(age > 3 or true) is null", .no), ("isPublic", .unknown), ("!isPublic", .unknown),
      ("isPublic == false", .unknown), ("words > 0", .unknown), ("meanWordLength is null", .yes),
      ("lower(lang) == 'de'", .unknown), ("contains(text, '')", .unknown), ("day < at", .unknown),
      ("length(ids) > 0", .yes), ("age + 1 is null", .yes), ("score / 0 > 1", .unknown),
    ])
  func missing(text: String, expected: Verdict) throws {
    #expect(try verdict(text, Letter()) == expected)
  }

  @Test(
    "have no value where arithmetic has none",
    arguments: [
      "1 / 0 == 1", "0 / 0 == 0", "9223372036854775807 + 1 > 0", "-9223372036854775808 - 1 < 0",
      "9223372036854775807 * 2 > 0", "1e308 * 10 > 0", "-(-9223372036854775807 - 1) > 0",
    ])
  func total(text: String) throws {
    #expect(try verdict(text, letter) == .unknown)
  }

  @Test("a number that is infinite or no number counts as missing")
  func notFinite() throws {
    var odd = letter
    for value in [Double.nan, .infinity, -.infinity] {
      odd.score = value
      #expect(try verdict("score > 0", odd) == .unknown)
      #expect(try verdict("score is null", odd) == .yes)
    }
  }

  @Test("only the rows asked about are decided")
  func selection() throws {
    var frame = Letter.frame([letter, letter, Letter(), letter])
    frame.selection[1] = false
    let expression = try Expression("words > 3 and lang == 'de'", schema: Letter.schema)
    let truth = expression.evaluate(frame)
    #expect([0, 1, 2, 3].map { truth.verdict($0) } == [.yes, .no, .unknown, .yes])
    var rows = Bitmap(repeating: false, count: 4)
    rows[3] = true
    #expect(expression.evaluate(frame, rows).isTrue == rows)
    #expect(expression.evaluate(frame, rows).isUnknown.population == 0)
  }

  @Test("an empty frame is no trouble")
  func empty() throws {
    let expression = try Expression("words > 3 or not contains(lower(text), 'a')", schema: Letter.schema)
    #expect(expression.evaluate(Letter.frame([])).isTrue.count == 0)
  }

  @Test("name the fields they read")
  func fields() throws {
    #expect(try Expression("words > 3 and age in 1..2", schema: Letter.schema).fields == ["text", "age"])
    #expect(try Expression("1 < 2", schema: Letter.schema).fields == [])
  }

  @Test("read facts that are named like a call")
  func facts() throws {
    let schema = Schema([Field("smallestGroup('date')", .number), Field("detections", .integer)])
    let frame = Frame(
      schema: schema, columns: [.numbers(NumberColumn([5])), .integers(IntegerColumn([0]))], ordinals: [0])
    let expression = try Expression("smallestGroup(\"date\") >= 5 and detections == 0", schema: schema)
    #expect(expression.evaluate(frame).isTrue[0])
    #expect(expression.description == "smallestGroup('date') >= 5 and detections == 0")
    #expect(findings("smallestGroup('day') > 1", schema).map(\.id) == ["unknown-function"])
    #expect(findings("smalestGroup('date') > 1", schema).map(\.hint) == ["did you mean 'smallestGroup'?"])
  }

  @Test(
    "have a normal form",
    arguments: [
      ("words>=50&&(meanWordLength in 3..12)", "words(text) >= 50 and meanWordLength(text) in 3..12"),
      ("!(age>1)||!isPublic", "not age > 1 or not isPublic"),
      ("not (age > 1 and isPublic)", "not (age > 1 and isPublic)"),
      ("(age > 1 or isPublic) and (true)", "(age > 1 or isPublic) and true"),
      (
        "((age > 1 and isPublic) and true) or (false or true)",
        "age > 1 and isPublic and true or false or true"
      ),
      ("(1+2)*3 - (4-5) == -(2)", "(1 + 2) * 3 - (4 - 5) == -2"),
      ("-(-(age)) < - 3.50", "-(-age) < -3.5"),
      ("lang in [\"it's\",'\\u{7}\\n']", "lang in ['it\\'s', '\\u{7}\\n']"),
      ("day > '2026-01-01'", "day > date'2026-01-01'"),
      ("at > '2026-01-01'", "at > timestamp'2026-01-01T00:00:00Z'"),
      ("`in` is null", "`in` is null"), ("`lang` not in ['a']", "lang not in ['a']"),
      ("(isPublic == true) == (age is not null)", "(isPublic == true) == (age is not null)"),
      ("score in age - 1..age * 2", "score in age - 1..age * 2"), ("`run.rate` < 1e-7", "run.rate < 1e-07"),
    ])
  func normalForm(text: String, expected: String) throws {
    let expression = try Expression(text, schema: Letter.schema)
    #expect(expression.description == expected)
    #expect(try Expression(expected, schema: Letter.schema).description == expected)
  }
}
