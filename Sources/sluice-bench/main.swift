internal import Glibc
internal import SluiceCore

let commands: [String: ([String]) throws -> Void] = [
  "encode": EncodingBench.run, "privacy": PrivacyBench.run, "tokenize": TokenizerBench.run,
  "train": TrainingBench.run,
]
let arguments = CommandLine.arguments.dropFirst()
guard let name = arguments.first, let command = commands[name] else {
  print("usage: sluice-bench \(commands.keys.sorted().joined(separator: "|")) …")
  exit(ExitCode.usage.rawValue)
}
do {
  try command(Array(arguments.dropFirst()))
} catch {
  print("sluice-bench: \(error)")
  exit((error as? SluiceError)?.code.rawValue ?? ExitCode.failed.rawValue)
}
