/// Applies a normalization to texts; each worker has its own.
final class TextNormalizer {
  private let steps: [Worker]
  private var text: [UInt8] = []
  private var next: [UInt8] = []

  /// A step with its working memory.
  private enum Worker {
    case form(FormNormalizer)
    case graphemes(GraphemeMapping)
    case other(NormalizationStep)
  }

  init(_ normalization: Normalization) {
    steps = normalization.steps.map { step in
      switch step {
      case .form(let form): .form(FormNormalizer(form))
      case .charsMap(let map): .graphemes(GraphemeMapping(map))
      default: .other(step)
      }
    }
  }

  /// Calls `body` with the normalized text, which may be empty, and how far memory may be read.
  func withNormalized(
    _ source: UnsafePointer<UInt8>, _ count: Int, readable: Int,
    _ body: (UnsafePointer<UInt8>, Int, Int) -> Void
  ) {
    var isChanged = false
    for step in steps {
      next.removeAll(keepingCapacity: true)
      let applied =
        if isChanged {
          unsafe text.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, !buffer.isEmpty else { return false }
            return unsafe apply(step, base, buffer.count)
          }
        } else {
          unsafe apply(step, source, count)
        }
      if applied {
        swap(&text, &next)
        isChanged = true
      }
      if isChanged, text.isEmpty { return }
    }
    guard isChanged else { return unsafe body(source, count, readable) }
    unsafe text.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { unsafe body(base, buffer.count, buffer.count) }
    }
  }

  /// The normalized text.
  func normalized(_ source: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    unsafe source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, !buffer.isEmpty else { return }
      unsafe withNormalized(base, buffer.count, readable: buffer.count) { text, count, _ in
        result = unsafe Array(UnsafeBufferPointer(start: text, count: count))
      }
    }
    return result
  }

  /// Writes the changed text to `next`; false if the step changes nothing.
  private func apply(_ step: Worker, _ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    switch step {
    case .form(let normalizer): unsafe normalizer.append(text, count, to: &next)
    case .graphemes(let mapping): unsafe mapping.append(text, count, to: &next)
    case .other(let step): unsafe step.append(text, count, to: &next)
    }
  }
}

extension NormalizationStep {
  /// Appends the changed text to `output`, or nothing, with false, if it stays as it is.
  fileprivate func append(_ text: UnsafePointer<UInt8>, _ count: Int, to output: inout [UInt8]) -> Bool {
    switch self {
    case .form, .charsMap: return false
    case .lowercase: return unsafe ScalarMapping.lowercase.append(text, count, to: &output)
    case .dropAccents: return unsafe ScalarMapping.dropAccents.append(text, count, to: &output)
    case .dropMarks: return unsafe ScalarMapping.dropMarks.append(text, count, to: &output)
    case .clean: return unsafe ScalarMapping.clean.append(text, count, to: &output)
    case .spaceChinese: return unsafe ScalarMapping.spaceChinese.append(text, count, to: &output)
    case .replace(let pattern, let content):
      return unsafe StringReplacement(pattern: pattern, content: content).append(text, count, to: &output)
    case .replaceSpaces(let content):
      return unsafe StringReplacement.spaces(content, text, count, to: &output)
    case .prepend(let prefix):
      output += prefix
      unsafe output.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
      return true
    case .strip(let left, let right):
      let range = unsafe WhiteSpace.stripped(text, count, left: left, right: right)
      guard range.count < count else { return false }
      unsafe output.append(
        contentsOf: UnsafeBufferPointer(start: text + range.lowerBound, count: range.count))
      return true
    case .spaceMarks:
      guard unsafe SpaceMark.find(text, from: 0, count) != nil else { return false }
      unsafe SpaceMark.append(text, count, to: &output)
      return true
    case .sentencePiece(let rules):
      unsafe rules.append(text, count, to: &output)
      return true
    }
  }
}
