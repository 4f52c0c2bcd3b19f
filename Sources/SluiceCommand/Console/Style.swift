/// Colours and weights of text, or none of them.
struct Style: Sendable, Equatable {
  /// Whether escape sequences are written.
  let isColored: Bool

  static let plain = Style(isColored: false)

  /// The style for a terminal: `choice` is the value of `--color`; `NO_COLOR` counts when it is not empty.
  static func choose(_ choice: String, _ terminal: Terminal, _ variables: [String: String]) -> Style {
    switch choice {
    case "always": Style(isColored: true)
    case "never": plain
    default: Style(isColored: terminal.hasColor && (variables["NO_COLOR"] ?? "").isEmpty)
    }
  }

  func bold(_ text: String) -> String { wrap(text, "1") }
  func dim(_ text: String) -> String { wrap(text, "2") }
  func red(_ text: String) -> String { wrap(text, "1;31") }
  func green(_ text: String) -> String { wrap(text, "32") }
  func yellow(_ text: String) -> String { wrap(text, "1;33") }
  func cyan(_ text: String) -> String { wrap(text, "36") }

  private func wrap(_ text: String, _ code: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
