import SluiceCore
import SluiceCrypto
import SluicePrivacy
import Testing

@Suite("Operators")
struct OperatorTests {
  private static let key = Operator.KeyReference(secret: "k", domain: "patients")

  private static func keys(_ byte: UInt8 = 7) -> PseudonymKeys {
    var bytes = [UInt8](repeating: byte, count: 32)
    return PseudonymKeys(["k": SecretBytes(consuming: &bytes)])
  }

  private static func anonymize(
    _ texts: [String], _ plan: TextAnonymization, keys: PseudonymKeys = keys(), known: [TextColumn] = [],
    subjects: [String]? = nil
  ) throws -> [String] {
    let set = DetectorSet(types: plan.types, profile: plan.profile)
    let worker = try Anonymizer(plan, set, keys: keys)
    let result = worker.apply(
      to: TextColumn(texts), selection: Bitmap(repeating: true, count: texts.count), known: known,
      subjects: subjects.map { TextColumn($0) })
    return (0..<texts.count).map { result.string($0) }
  }

  private static func field(
    _ operation: Operator, _ values: [String], keys: PseudonymKeys = keys(), subjects: [String]? = nil
  ) throws -> [String] {
    let worker = try FieldAnonymizer(operation, type: .string, keys: keys)
    let column = worker.apply(
      to: .text(TextColumn(values)), selection: Bitmap(repeating: true, count: values.count),
      subjects: subjects.map { TextColumn($0) })
    guard case .text(let text) = column else { return [] }
    return (0..<values.count).map { text.string($0) }
  }

  @Test("replacements stand where the identifiers stood, and the rest of the text is untouched")
  func replaces() throws {
    let text = "Herr Müller (müller@x.de, IBAN DE89 3704 0044 0532 0130 00) rief an."
    let plan = TextAnonymization(operators: [
      .email: .redact, .iban: .mask(keepFirst: 0, keepLast: 4, character: "*"),
    ])
    #expect(
      try Self.anonymize([text], plan) == [
        "Herr [PERSON] ([REDACTED], IBAN **** **** **** **** **30 00) rief an."
      ])
  }

  @Test("numbers follow the order of appearance and start again in each document")
  func numbered() throws {
    let plan = TextAnonymization(types: IdentifierSet([.email]), fallback: .replace(numbered: true))
    let texts = ["a@x.de b@x.de A@X.DE", "b@x.de"]
    #expect(try Self.anonymize(texts, plan) == ["[EMAIL_1] [EMAIL_2] [EMAIL_1]", "[EMAIL_1]"])
  }

  @Test("all spellings of a value get one pseudonym")
  func spellings() throws {
    func pseudonyms(_ type: IdentifierType, _ values: [String], callingCode: Int? = nil) throws -> Set<String>
    {
      let operation = Operator.pseudonym(.init(key: Self.key, type: type, callingCode: callingCode))
      return Set(try Self.field(operation, values))
    }
    #expect(
      try pseudonyms(
        .iban, ["DE89 3704 0044 0532 0130 00", "de89370400440532013000", "DE89\u{A0}37040044-0532013000"]
      ).count == 1)
    #expect(
      try pseudonyms(
        .phone, ["+49 30 123456", "0049 30 123456", "+49 (0)30 123456", "030/123456"], callingCode: 49
      ).count == 1)
    #expect(
      try pseudonyms(.person, ["Anna Müller", "ANNA MÜLLER", "Anna Mu\u{308}ller", "anna  müller"]).count == 1
    )
    #expect(
      try pseudonyms(.birthDate, ["12.05.1980", "1980-05-12", "12. Mai 1980", "12 maja 1980"]).count == 1)
    #expect(try pseudonyms(.person, ["Anna Müller", "Anna Muller"]).count == 2)
  }

  @Test("a pseudonym depends on value, type, domain and key, and has 130 bits in base 32")
  func pseudonyms() throws {
    let here = Operator.pseudonym(.init(key: Self.key))
    let elsewhere = Operator.pseudonym(.init(key: .init(secret: "k", domain: "research")))
    let person = Operator.pseudonym(.init(key: Self.key, type: .person))
    let value = try Self.field(here, ["P-1"])[0]
    #expect(value.hasPrefix("ID_") && value.count == 29)
    #expect(value.dropFirst(3).allSatisfy { "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".contains($0) })
    #expect(try Self.field(here, ["P-1"])[0] == value)
    #expect(try Self.field(here, ["P-2"])[0] != value)
    #expect(try Self.field(elsewhere, ["P-1"])[0] != value)
    #expect(try Self.field(person, ["P-1"])[0].dropFirst(7) != value.dropFirst(3))
    #expect(try Self.field(here, ["P-1"], keys: Self.keys(8))[0] != value)
  }

  @Test("the pseudonym of a field is the pseudonym of the same value in the text")
  func fieldAndText() throws {
    let operation = Operator.pseudonym(.init(key: Self.key))
    let plan = TextAnonymization(fallback: operation)
    let ids = TextColumn(["P-123456"])
    let expected = try Self.field(operation, ["P-123456"])[0]
    #expect(try Self.anonymize(["Akte P-123456."], plan, known: [ids]) == ["Akte \(expected)."])
  }

  @Test(
    "values are generalized as asked",
    arguments: [
      (Operator.Generalization.year, "12.05.1980", "1980"), (.quarter, "1980-05-12", "1980-Q2"),
      (.month, "12 mai 1980", "1980-05"), (.prefix(2), "80331", "80***"), (.band(width: 10), "37", "30-39"),
      (.band(width: 10), "-3", "-10--1"), (.grid(0.1), "48.137", "48.10"),
      (.ageBand(width: 10, on: CivilDate(days: 20_000)), "12.05.1980", "40-49"),
      (.ageBand(width: 10, on: CivilDate(days: 20_000)), "12.05.1930", "90+"),
    ])
  func generalizes(how: Operator.Generalization, value: String, expected: String) throws {
    #expect(try Self.field(.generalize(how), [value]) == [expected])
  }

  @Test("shifting moves all dates of one subject alike and keeps their form")
  func shifts() throws {
    let operation = Operator.shiftDate(days: 30, key: Self.key)
    let shifted = try Self.field(
      operation, ["12.05.1980", "1980-05-12", "02.06.1980"], subjects: ["s", "s", "s"])
    let first = try #require(CivilDate(ascii: Array(shifted[1].utf8)))
    let expected = try #require(CivilDate(ascii: Array("1980-05-12".utf8)))
    #expect(first != expected && abs(first.days - expected.days) <= 30)
    let (year, month, day) = first.parts
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    #expect(shifted[0] == "\(two(day)).\(two(month)).\(year)")
    let later = CivilDate(days: first.days + 21).parts
    #expect(shifted[2] == "\(two(later.day)).\(two(later.month)).\(later.year)")
    let offsets = try (0..<64).map { try Self.field(operation, ["1980-05-12"], subjects: ["s\($0)"])[0] }
    #expect(Set(offsets).count > 20)
    let plan = TextAnonymization(operators: [.date: operation])
    #expect(try Self.anonymize(["am 12.05.1980"], plan, subjects: ["s"]) == ["am " + shifted[0]])
  }

  @Test("columns keep their type where they can and rows that are not selected come out empty")
  func columns() throws {
    var selection = Bitmap(repeating: true, count: 2)
    selection[1] = false
    let dates = Column.integers(IntegerColumn([3784, 3784]))
    let shift = try FieldAnonymizer(.shiftDate(days: 3, key: Self.key), type: .date, keys: Self.keys())
    guard case .integers(let moved) = shift.apply(to: dates, selection: selection) else {
      Issue.record(); return
    }
    #expect(moved.values[0] != 3784 && moved.values[1] == 0)
    let year = try FieldAnonymizer(.generalize(.year), type: .date, keys: Self.keys())
    guard case .text(let years) = year.apply(to: dates, selection: selection) else { Issue.record(); return }
    #expect(years.string(0) == "1980" && years.string(1) == "")
    #expect(year.count == 1)
  }

  @Test("labels say what was done")
  func labels() {
    let name = PrivacyLabel(.direct, special: [.health])
    #expect(Operator.drop.label(after: name) == PrivacyLabel(.none, treatment: .removed))
    #expect(Operator.redact.label(after: name).treatment == .removed)
    #expect(
      Operator.pseudonym(.init(key: Self.key)).label(after: name)
        == PrivacyLabel(.direct, special: [.health], treatment: .pseudonymized))
    #expect(Operator.generalize(.year).label(after: name).treatment == .generalized)
    #expect(Operator.keep.label(after: name) == name)
    #expect(Operator.label(afterDetectionIn: PrivacyLabel(.freeText)).treatment == .redacted)
  }

  @Test(
    "operators are read from words and objects",
    arguments: [
      ("\"drop\"", Operator.drop), ("\"redact\"", .redact),
      ("{\"op\":\"replace\",\"numbered\":true}", .replace(numbered: true)),
      ("{\"op\":\"mask\",\"keepLast\":4}", .mask(keepFirst: 0, keepLast: 4, character: "*")),
      ("{\"op\":\"pseudonym\",\"key\":\"k\",\"domain\":\"patients\"}", .pseudonym(.init(key: key))),
      ("{\"op\":\"generalize\",\"to\":\"prefix\",\"length\":2}", .generalize(.prefix(2))),
      (
        "{\"op\":\"shiftDate\",\"days\":10,\"key\":\"k\",\"domain\":\"patients\"}",
        .shiftDate(days: 10, key: key)
      ),
    ])
  func parses(json: String, expected: Operator) throws {
    #expect(try Operator.parse(JSON.parse(json)) == expected)
  }

  @Test(
    "mistakes are refused with a suggestion",
    arguments: [
      ("\"redat\"", "redact"), ("{\"op\":\"mask\",\"keepLsat\":4}", "keepLast"),
      ("{\"op\":\"generalize\",\"to\":\"yaer\"}", "year"),
      ("{\"op\":\"pseudonym\"}", "secret"),
    ])
  func mistakes(json: String, hint: String) throws {
    let error = #expect(throws: SluiceError.self) { try Operator.parse(JSON.parse(json)) }
    #expect(error?.hint?.contains(hint) == true)
    #expect(error?.code == .badPipeline)
  }

  @Test("text settings name types and families; a type beside its family keeps its own operator")
  func textSettings() throws {
    let plan = try TextAnonymization.parse(
      JSON.parse(
        """
        {"detect": ["contact", "iban"], "operators": {"email": "redact", "contact": "drop"}, "default": "replace",
         "key": "k", "profile": "strict"}
        """))
    #expect(plan.types.contains(.phone) && plan.types.contains(.iban) && !plan.types.contains(.person))
    #expect(plan[.email] == .redact && plan[.phone] == .drop && plan[.iban] == .replace(numbered: false))
    #expect(plan.profile == .strict)
    let error = #expect(throws: SluiceError.self) {
      try TextAnonymization.parse(JSON.parse("{\"detect\": [\"emial\"]}"))
    }
    #expect(error?.hint == "did you mean 'email'?")
  }

  @Test("an operator that does not fit the field is refused when planning")
  func types() {
    #expect(throws: SluiceError.self) { try Operator.generalize(.year).resultType(for: .number) }
    #expect(throws: SluiceError.self) { try Operator.redact.resultType(for: .tokens) }
    #expect((try? Operator.pseudonym(.init(key: Self.key)).resultType(for: .integer)) == .string)
  }

  @Test("a short or missing key is refused without showing it")
  func keyErrors() {
    var short: [UInt8] = Array("sesame".utf8)
    let keys = PseudonymKeys(["k": SecretBytes(consuming: &short)])
    let operation = Operator.pseudonym(.init(key: Self.key))
    let error = #expect(throws: SluiceError.self) {
      try FieldAnonymizer(operation, type: .string, keys: keys)
    }
    #expect(error?.description.contains("sesame") == false)
    #expect(throws: SluiceError.self) { try FieldAnonymizer(operation, type: .string, keys: PseudonymKeys()) }
  }
}
