public import SluiceCore

/// Applies one operator to the values of one field, frame by frame; one for each worker.
public final class FieldAnonymizer {
  /// Values treated so far.
  public private(set) var count = 0

  private let type: FieldType
  private let replacer: Replacer

  /// A worker that applies `operation` to a field of type `type`.
  ///
  /// Throws exit code 78 if the operator does not fit the type, or a key is missing or too short.
  public init(_ operation: Operator, type: FieldType, keys: PseudonymKeys) throws(SluiceError) {
    _ = try operation.resultType(for: type)
    self.type = type
    replacer = try Replacer(operation, keys)
  }

  /// The column after the operator; rows that are not selected come out empty or 0.
  ///
  /// `subjects` names whom each row is about, which shifting dates needs. A dropped field comes out empty: the
  /// planner takes it out of the schema.
  public func apply(to column: Column, selection: Bitmap, subjects: TextColumn? = nil) -> Column {
    if case .keep = replacer.operation { return column }
    if case .shiftDate(let days, _) = replacer.operation, case .integers(let integers) = column {
      return .integers(shift(integers, days, selection, subjects))
    }
    var result = TextColumn(validity: column.validity)
    for row in 0..<column.count {
      if selection[row], column.isValid(row), let value = text(column, row) {
        count += 1
        let replacement = replacer.replacement(
          for: value, identifierType, subject: subjects?[row] ?? [], number: { 1 })
        result.append(replacement.utf8)
      } else {
        result.append([])
      }
    }
    return .text(result)
  }

  /// The type that gives replacements their tag and values their canonical form.
  private var identifierType: IdentifierType {
    if case .pseudonym(let options) = replacer.operation, let type = options.type { return type }
    return .knownValue
  }

  private func shift(
    _ column: IntegerColumn, _ days: Int, _ selection: Bitmap, _ subjects: TextColumn?
  ) -> IntegerColumn {
    var result = column
    let unit: Int64 = type == .timestamp ? 86_400_000_000 : 1
    for row in result.values.indices {
      guard selection[row], column.validity?[row] ?? true else {
        result.values[row] = 0
        continue
      }
      count += 1
      result.values[row] &+= Int64(replacer.shift(of: subjects?[row] ?? [], days: days)) &* unit
    }
    return result
  }

  private func text(_ column: Column, _ row: Int) -> String? {
    switch column {
    case .text(let column): column.string(row)
    case .integers(let column): integerText(column.values[row])
    case .numbers(let column): String(column.values[row])
    case .tokens: nil
    }
  }

  private func integerText(_ value: Int64) -> String {
    switch type {
    case .date: CivilDate(days: Int(value)).description
    case .timestamp: Timestamp(microseconds: value).description
    case .boolean: value == 0 ? "false" : "true"
    default: String(value)
    }
  }
}
