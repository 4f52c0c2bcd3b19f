internal import Glibc
public import SluiceCore

/// A temporary file whose writer is gone.
public enum Orphan {
  /// Paths in `folder` of the form `*.tmp-<pid>-<n>` whose process no longer runs on this machine.
  ///
  /// On a file system shared between machines, call it only for folders this machine alone writes.
  public static func orphans(
    in folder: String, of fileSystem: any FileSystem = LocalFileSystem()
  ) throws(SluiceError) -> [String] {
    try fileSystem.names(inFolder: folder)
      .filter { name in writer(of: name).map { kill($0, 0) != 0 && errno == ESRCH } ?? false }
      .map { Path.join(folder, $0) }
  }

  /// True for names that `AtomicFile` gives to files not published yet.
  public static func isTemporary(_ name: String) -> Bool { writer(of: name) != nil }

  private static func writer(of name: String) -> pid_t? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let tail = parts.last, tail.hasPrefix("tmp-") else { return nil }
    let numbers = tail.dropFirst(4).split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 2, Int(numbers[1]) != nil, let process = pid_t(numbers[0]), process > 0 else {
      return nil
    }
    return process
  }
}
