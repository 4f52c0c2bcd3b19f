import SluiceCore
import SluiceEngine

/// A record of the streams the expression tests speak of; every field may be missing.
struct Letter {
  var text: String?
  var lang: String?
  var age: Int64?
  var score: Double?
  var isPublic: Bool?
  var day: CivilDate?
  var at: Timestamp?

  static let schema = Schema([
    Field("text", .string), Field("lang", .string), Field("age", .integer), Field("score", .number),
    Field("isPublic", .boolean), Field("day", .date), Field("at", .timestamp), Field("in", .string),
    Field("run.rate", .number), Field("ids", .tokens),
  ])

  static func frame(_ letters: [Letter]) -> Frame {
    func text(_ values: [String?]) -> Column {
      var column = TextColumn()
      for value in values { column.append((value ?? "").utf8) }
      column.validity = validity(values)
      return .text(column)
    }
    func integers(_ values: [Int64?]) -> Column {
      .integers(IntegerColumn(values.map { $0 ?? 0 }, validity: validity(values)))
    }
    func validity<Value>(_ values: [Value?]) -> Bitmap {
      var bits = Bitmap(repeating: false, count: values.count)
      for (row, value) in values.enumerated() { bits[row] = value != nil }
      return bits
    }
    let empty = letters.map { _ in UInt32(0) }
    return Frame(
      schema: schema,
      columns: [
        text(letters.map(\.text)), text(letters.map(\.lang)), integers(letters.map(\.age)),
        .numbers(NumberColumn(letters.map { $0.score ?? 0 }, validity: validity(letters.map(\.score)))),
        integers(letters.map { $0.isPublic.map { $0 ? 1 : 0 } }),
        integers(letters.map { $0.day.map { Int64($0.days) } }),
        integers(letters.map { $0.at.map(\.microseconds) }), text(letters.map { _ in "x" }),
        .numbers(NumberColumn(letters.map { _ in 0.25 })),
        .tokens(
          TokenColumn(
            offsets: [0] + letters.indices.map { UInt32(2 * $0 + 2) },
            ids: (empty + empty))),
      ],
      ordinals: letters.indices.map { UInt32($0) })
  }
}

/// The three truth values, of one row.
enum Verdict: Equatable {
  case yes, no, unknown

  init(_ value: Bool?) { self = value.map { $0 ? .yes : .no } ?? .unknown }
}

extension Expression.Truth {
  func verdict(_ row: Int) -> Verdict { isTrue[row] ? .yes : isUnknown[row] ? .unknown : .no }
}

/// The verdict on one letter.
func verdict(_ text: String, _ letter: Letter) throws -> Verdict {
  try Expression(text, schema: Letter.schema).evaluate(Letter.frame([letter])).verdict(0)
}

/// What is wrong with an expression, empty if nothing is.
func findings(_ text: String, _ schema: Schema = Letter.schema) -> [ExpressionDiagnostic] {
  switch Expression.check(text, schema) {
  case .success: []
  case .failure(let errors): errors.diagnostics
  }
}
