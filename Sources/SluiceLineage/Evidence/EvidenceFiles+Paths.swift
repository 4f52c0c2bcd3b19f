extension EvidenceFiles {
  /// The way from `folder` to `file`, such as `../out/00000.slz`, so that both can be moved together.
  ///
  /// Both must be absolute, or both relative to the same place; otherwise, and where the way leads above that
  /// place, `file` itself is given. Links are not followed.
  public static func path(of file: String, from folder: String) -> String {
    guard file.hasPrefix("/") == folder.hasPrefix("/") else { return file }
    let target = parts(file)
    let start = parts(folder)
    guard target.first != "..", start.first != ".." else { return file }
    let common = zip(target, start).prefix { $0 == $1 }.count
    return (repeatElement("..", count: start.count - common) + target.dropFirst(common)).joined(
      separator: "/")
  }

  /// The parts of a path without `.` and, except at the start, without `..`.
  private static func parts(_ path: String) -> [String] {
    var parts: [String] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    return parts
  }
}
