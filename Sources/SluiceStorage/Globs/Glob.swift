/// A pattern of file names: `*` and `?` within a name, `[a-z]` and `[!a-z]`, `**` for any number of folders.
///
/// A leading dot is matched only by a written dot; `\` takes the next character as it is.
public struct Glob: Sendable, Equatable {
  /// The pattern as written.
  public let pattern: String

  /// A pattern; any text is one.
  public init(_ pattern: String) { self.pattern = pattern }

  /// True if there is nothing to match: the pattern is a plain path.
  public var isLiteral: Bool {
    !pattern.utf8.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x5B || $0 == 0x5C }
  }

  /// Whether `name`, one part of a path, matches `part`, one part of a pattern.
  ///
  /// Takes time proportional to the product of both lengths at worst.
  internal static func matches(_ name: String, part: String) -> Bool {
    let name = Array(name.unicodeScalars)
    let part = Array(part.unicodeScalars)
    if name.first == ".", part.first != ".", part.first != "\\" { return false }
    var position = 0
    var token = 0
    var retry: (position: Int, token: Int)?
    while position < name.count {
      if token < part.count, part[token] == "*" {
        retry = (position, token)
        token += 1
      } else if token < part.count, let next = step(part, token, matching: name[position]) {
        position += 1
        token = next
      } else if let last = retry {
        retry = (last.position + 1, last.token)
        position = last.position + 1
        token = last.token + 1
      } else {
        return false
      }
    }
    return part[token...].allSatisfy { $0 == "*" }
  }

  /// The token after the one at `token` if that one matches `scalar`.
  private static func step(_ part: [Unicode.Scalar], _ token: Int, matching scalar: Unicode.Scalar) -> Int? {
    switch part[token] {
    case "?":
      return token + 1
    case "\\" where token + 1 < part.count:
      return part[token + 1] == scalar ? token + 2 : nil
    case "[":
      guard let set = set(part, token) else { return scalar == "[" ? token + 1 : nil }
      return set.contains(scalar) ? set.end : nil
    default:
      return part[token] == scalar ? token + 1 : nil
    }
  }

  private struct ScalarSet {
    var ranges: [ClosedRange<Unicode.Scalar>]
    var isNegated: Bool
    var end: Int

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      ranges.contains { $0.contains(scalar) } != isNegated
    }
  }

  /// The set that opens at `start`, nil if it is never closed.
  private static func set(_ part: [Unicode.Scalar], _ start: Int) -> ScalarSet? {
    var position = start + 1
    guard position < part.count else { return nil }
    let isNegated = part[position] == "!" || part[position] == "^"
    if isNegated { position += 1 }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    let first = position
    while position < part.count, part[position] != "]" || position == first {
      let low = part[position]
      if position + 2 < part.count, part[position + 1] == "-", part[position + 2] != "]" {
        if low <= part[position + 2] { ranges.append(low...part[position + 2]) }
        position += 3
      } else {
        ranges.append(low...low)
        position += 1
      }
    }
    guard position < part.count else { return nil }
    return ScalarSet(ranges: ranges, isNegated: isNegated, end: position + 1)
  }
}
