public import Foundation

/// Data sets and vectors that stand beside the checkout and are not part of it.
public enum SharedData {
  /// Root of the checkout.
  public static let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder `shared` beside the checkout (or `$SLUICE_SHARED`), nil where it is missing.
  public static let root: URL? = {
    let named = ProcessInfo.processInfo.environment["SLUICE_SHARED"].map { URL(filePath: $0) }
    let beside = checkout.deletingLastPathComponent().appending(path: "shared")
    let root = named ?? beside
    return FileManager.default.fileExists(atPath: root.path) ? root : nil
  }()

  /// A file or folder of `shared`; where it is missing, says on standard error what is being skipped.
  public static func path(_ relative: String, for purpose: String) -> URL? {
    if let url = root?.appending(path: relative), FileManager.default.fileExists(atPath: url.path) {
      return url
    }
    FileHandle.standardError.write(Data("SKIPPED: \(purpose): shared/\(relative) is missing\n".utf8))
    return nil
  }
}
