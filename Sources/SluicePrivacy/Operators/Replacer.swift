internal import SluiceCore

/// Applies one operator to one value at a time.
final class Replacer {
  let operation: Operator
  private let pseudonymizer: Pseudonymizer?

  init(_ operation: Operator, _ keys: PseudonymKeys) throws(SluiceError) {
    self.operation = operation
    if let key = operation.key { pseudonymizer = try Pseudonymizer(key, keys) } else { pseudonymizer = nil }
  }

  /// What stands for `value`, found as `type`; `number` counts the different values of a type in a document.
  func replacement(
    for value: String, _ type: IdentifierType, subject: ArraySlice<UInt8>, number: () -> Int
  ) -> String {
    switch operation {
    case .keep: return value
    case .drop: return ""
    case .redact: return "[REDACTED]"
    case .replace(let numbered): return numbered ? "[\(type.tag)_\(number())]" : "[\(type.tag)]"
    case .mask(let first, let last, let character): return Generalizer.mask(value, first, last, character)
    case .pseudonym(let options):
      return pseudonymizer?.pseudonym(of: value, options.type ?? type, callingCode: options.callingCode)
        ?? "[\(type.tag)]"
    case .generalize(let how): return generalized(value, type, how) ?? "[\(type.tag)]"
    case .shiftDate(let days, _):
      guard let shift = pseudonymizer?.shift(of: subject, days: days) else { return "[\(type.tag)]" }
      return DateWriter.shifted(value, by: shift) ?? "[\(type.tag)]"
    }
  }

  /// The days by which dates of `subject` move.
  func shift(of subject: ArraySlice<UInt8>, days: Int) -> Int {
    pseudonymizer?.shift(of: subject, days: days) ?? 0
  }

  private func generalized(_ value: String, _ type: IdentifierType, _ how: Operator.Generalization) -> String?
  {
    switch how {
    case .year, .quarter, .month, .ageBand: DateWriter.date(in: value).flatMap { Generalizer.date($0, how) }
    case .band(let width): Double(value).map { Generalizer.band($0, width) }
    case .prefix(let length): Generalizer.prefix(value, length)
    case .grid(let degrees):
      type == .coordinates
        ? Generalizer.gridPair(value, degrees) : Double(value).map { Generalizer.grid($0, degrees) }
    }
  }
}

/// Reads a date out of a value and writes another in the same form.
enum DateWriter {
  static func date(in value: String) -> CivilDate? { reading(value)?.date }

  /// The value with its date moved by `days`; month names give way to the ISO form.
  static func shifted(_ value: String, by days: Int) -> String? {
    guard let reading = reading(value) else { return nil }
    let bytes = Array(value.utf8)
    let date = CivilDate(days: reading.date.days + days)
    let (year, month, day) = date.parts
    let form = reading.form
    guard bytes[form.month].allSatisfy(\.isDigit) else {
      return text(bytes[..<reading.range.lowerBound]) + date.description
        + text(bytes[reading.range.upperBound...])
    }
    var parts = [(form.day, day), (form.month, month), (form.year, year)]
    parts.sort { $0.0.lowerBound < $1.0.lowerBound }
    var result: [UInt8] = []
    var position = 0
    for (range, number) in parts {
      result += bytes[position..<range.lowerBound]
      result += figures(number, width: range.count)
      position = range.upperBound
    }
    return text((result + bytes[position...])[...])
  }

  private static func figures(_ number: Int, width: Int) -> [UInt8] {
    let digits = Array(String(width == 2 && number > 99 ? number % 100 : number).utf8)
    return [UInt8](repeating: 0x30, count: max(0, width - digits.count)) + digits
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func reading(_ value: String) -> DateReader.Reading? {
    let bytes = Array(value.utf8)
    guard let start = bytes.firstIndex(where: \.isDigit) else { return nil }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      DateReader.read(at: start, in: unsafe ByteText(buffer), .shared)
    }
  }
}
