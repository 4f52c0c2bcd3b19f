internal import Glibc

/// What is known about the device behind an output.
public struct Terminal: Sendable, Equatable {
  /// Whether a person looks at it.
  public var isInteractive: Bool
  /// Columns, 80 where nobody says.
  public var width: Int
  /// Whether it shows colours, as far as `TERM` tells.
  public var hasColor: Bool

  /// A terminal of the given properties; by default no terminal.
  public init(isInteractive: Bool = false, width: Int = 80, hasColor: Bool = false) {
    self.isInteractive = isInteractive
    self.width = width
    self.hasColor = hasColor
  }

  /// The device behind an open descriptor.
  public static func detect(_ descriptor: Int32, _ variables: [String: String]) -> Terminal {
    let isInteractive = isatty(descriptor) == 1
    var size = winsize()
    let isKnown = unsafe isInteractive && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let declared = variables["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    return Terminal(
      isInteractive: isInteractive, width: isKnown ? Int(size.ws_col) : declared ?? 80,
      hasColor: isInteractive && variables["TERM"] != "dumb")
  }

  /// Columns for running text: as wide as the terminal, but no wider than is good to read.
  var textWidth: Int { max(40, min(width, 100)) }
}
