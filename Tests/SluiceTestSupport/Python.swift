public import Foundation

/// Runs Python, whose standard library serves as the other implementation that ours is compared with.
public enum Python {
  /// Runs `script` with `arguments` in `folder`; nil, and a notice, where there is no python3.
  ///
  /// - Returns: What the script wrote to standard output.
  public static func run(
    _ script: String, _ arguments: [String] = [], in folder: URL, for purpose: String
  ) throws -> Data? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    if process.terminationStatus == 127 {
      FileHandle.standardError.write(Data("SKIPPED: \(purpose): python3 is missing\n".utf8))
      return nil
    }
    guard process.terminationStatus == 0 else {
      throw CocoaError(.executableRuntimeMismatch, userInfo: ["purpose": purpose])
    }
    return data
  }
}
