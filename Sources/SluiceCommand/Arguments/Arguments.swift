internal import SluiceCore

/// The values of a command line's options and positionals, already checked against their tables.
///
/// Only the options struct of a command reads from here; commands themselves never look up names.
struct Arguments: Sendable, Equatable {
  private(set) var flags: Set<String> = []
  private(set) var values: [String: [String]] = [:]
  private(set) var positionals: [String] = []

  /// Whether a flag was given.
  func flag(_ name: String) -> Bool { flags.contains(name) }

  /// The value of an option that may be given once.
  func value(_ name: String) -> String? { values[name]?.first }

  /// All values of an option that may be repeated.
  func values(_ name: String) -> [String] { values[name] ?? [] }

  /// The value of an option that is a whole number.
  func number(_ name: String) -> Int? { value(name).flatMap { Int($0) } }

  /// The value of an option that is a number of bytes.
  func bytes(_ name: String) -> Int? { value(name).flatMap { ByteSize($0)?.bytes } }

  /// The positional argument at a position, if it was given.
  func positional(_ position: Int) -> String? {
    position < positionals.count ? positionals[position] : nil
  }

  mutating func add(flag name: String) { flags.insert(name) }
  mutating func add(_ value: String, to name: String) { values[name, default: []].append(value) }
  mutating func add(positional value: String) { positionals.append(value) }
}

/// A command line that was not understood.
struct UsageError: Error, Equatable {
  /// What is wrong, as one sentence without a full stop.
  var message: String
  var hint: String?
  /// The command whose table was not followed.
  var path: [String]
}
