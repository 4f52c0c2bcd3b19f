internal import SluiceCore

/// HTML, in whose literals interpolated text is escaped, unless it is markup itself.
struct Markup: ExpressibleByStringInterpolation, Sendable {
  struct Interpolation: StringInterpolationProtocol {
    var text: String

    init(literalCapacity: Int, interpolationCount: Int) {
      text = ""
      text.reserveCapacity(literalCapacity)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ markup: Markup) { text += markup.text }
    mutating func appendInterpolation(_ list: [Markup]) { for markup in list { text += markup.text } }
    mutating func appendInterpolation(_ string: String) { text += Escape.markup(string) }
    mutating func appendInterpolation(_ number: Int) { text += Decimal.grouped(number) }
  }

  var text: String

  init(stringLiteral value: String) { text = value }
  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Text that is markup already.
  init(trusted text: String) { self.text = text }

  static let empty: Markup = ""

  var isEmpty: Bool { text.isEmpty }

  static func + (left: Markup, right: Markup) -> Markup { Markup(trusted: left.text + right.text) }
}

extension [Markup] {
  func joined(separator: String = "") -> Markup {
    Markup(trusted: map(\.text).joined(separator: separator))
  }
}
