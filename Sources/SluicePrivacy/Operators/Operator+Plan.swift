public import SluiceCore

extension Operator {
  /// The label of a field after the operator was applied to its values.
  public func label(after label: PrivacyLabel) -> PrivacyLabel {
    var result = label
    switch self {
    case .keep: return label
    case .drop, .redact, .replace:
      result = PrivacyLabel(.none, treatment: .removed)
    case .mask, .generalize, .shiftDate:
      result.treatment = max(label.treatment, .generalized)
      if label.identifiability == .direct || label.identifiability == .freeText {
        result.identifiability = .quasi
      }
    case .pseudonym: result.treatment = max(label.treatment, .pseudonymized)
    }
    return result
  }

  /// The label of free text after detection and replacement of identifiers.
  public static func label(afterDetectionIn label: PrivacyLabel) -> PrivacyLabel {
    var result = label
    result.treatment = max(label.treatment, .redacted)
    return result
  }

  /// The type of a field after the operator was applied to its values.
  ///
  /// Throws exit code 78 if the operator cannot work on values of `type`.
  public func resultType(for type: FieldType) throws(SluiceError) -> FieldType {
    switch self {
    case .keep, .drop: return type
    case .redact, .replace, .mask, .pseudonym:
      guard type != .tokens else { throw refusal(of: type) }
      return .string
    case .shiftDate:
      guard type == .date || type == .timestamp || type == .string else { throw refusal(of: type) }
      return type
    case .generalize(let how):
      guard how.accepts(type) else { throw refusal(of: type) }
      return .string
    }
  }

  private func refusal(of type: FieldType) -> SluiceError {
    SluiceError(.badPipeline, "'\(name)' cannot be applied to a field of type \(type.rawValue)")
  }
}

extension Operator.Generalization {
  func accepts(_ type: FieldType) -> Bool {
    switch self {
    case .year, .quarter, .month, .ageBand: type == .date || type == .timestamp || type == .string
    case .band: type == .integer || type == .number || type == .string
    case .prefix: type == .string || type == .integer
    case .grid: type == .number || type == .string
    }
  }
}
