internal import SluiceCore

extension Command {
  static let version = Command(
    name: "version", group: .help, summary: "Say which version this is",
    run: { _ in
      Outcome(text: "sluice \(Version.current)\n", result: ["version": JSON(Version.current)])
    })
}

/// The version of the program, by semver.org.
enum Version {
  static let current = "0.1.0"
}
