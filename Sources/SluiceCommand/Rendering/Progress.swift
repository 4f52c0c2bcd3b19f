internal import SluiceCore

/// How far some work is at one moment.
struct Progress: Sendable, Equatable {
  /// What is being done, such as `phase 1 of 2`.
  var label: String
  /// Bytes done and bytes in all; a total of 0 is not known yet.
  var done: Int
  var total: Int
  /// Records seen.
  var records: Int
  /// Bytes a second over the last while, nil before there is a while.
  var rate: Double?

  /// One line for a terminal: label, bar, share, amount, rate and time left, as far as the columns reach.
  func line(_ style: Style, width: Int) -> String {
    let figures = facts.joined(separator: "  ")
    let room = width - 1 - DisplayText.width(label) - DisplayText.width(figures) - 4
    guard let share, room >= 10 else {
      return DisplayText.truncated(([label] + facts).joined(separator: "  "), to: width - 1)
    }
    let length = min(room, 30)
    let filled = Int(share * Double(length))
    let bar =
      style.green(String(repeating: "━", count: filled))
      + style.dim(String(repeating: "─", count: length - filled))
    return label + "  " + bar + "  " + figures
  }

  /// One line for a log.
  var plainLine: String { label + ": " + facts.joined(separator: ", ") }

  private var share: Double? {
    total > 0 ? min(1, Double(max(0, done)) / Double(total)) : nil
  }

  private var facts: [String] {
    var facts: [String] = []
    if let share { facts.append("\(Int(share * 100)) %") }
    let amount = ByteSize(bytes: done).description
    facts.append(total > 0 ? "\(amount) of \(ByteSize(bytes: total))" : amount)
    if records > 0 { facts.append("\(Decimal.grouped(records)) records") }
    if let rate, rate >= 1 {
      facts.append("\(ByteSize(bytes: Int(min(rate, 1e15))))/s")
      if total > done { facts.append(Duration.text(seconds: Double(total - done) / rate) + " left") }
    }
    return facts
  }
}

/// The rate of the last seconds, from amounts seen at certain times.
struct RateMeter: Sendable {
  private var samples: [(seconds: Double, done: Int)] = []
  private let span: Double

  /// A meter over the last `span` seconds.
  init(span: Double = 10) { self.span = span }

  /// Takes note of the amount done at a time that is not before the last; a falling amount starts anew.
  mutating func observe(done: Int, at seconds: Double) {
    if let last = samples.last, done < last.done { samples = [] }
    samples.append((seconds, done))
    while samples.count > 2, seconds - samples[1].seconds >= span { samples.removeFirst() }
  }

  /// Amount a second, nil before half a second has been seen.
  var rate: Double? {
    guard let first = samples.first, let last = samples.last, last.seconds - first.seconds >= 0.5 else {
      return nil
    }
    return Double(last.done - first.done) / (last.seconds - first.seconds)
  }
}

/// Spans of time as text for people.
enum Duration {
  /// `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`, `4 d 3 h`.
  static func text(seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "unknown" }
    if seconds < 10 { return Decimal.fixed(seconds, 1) + " s" }
    let whole = Int(seconds.rounded())
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return "\(whole / 60) min \(whole % 60) s"
    case ..<86_400: return "\(whole / 3600) h \(whole / 60 % 60) min"
    default: return "\(whole / 86_400) d \(whole / 3600 % 24) h"
    }
  }
}
