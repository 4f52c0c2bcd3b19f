internal import Glibc
internal import SluiceCore

/// How paths of a pipeline are read.
enum PathResolution {
  /// `path` from `folder`, unless it is absolute.
  ///
  /// A `..` takes back the name before it, so that messages show short paths.
  static func resolve(_ path: String, in folder: String) -> String {
    let joined = path.hasPrefix("/") || folder == "." ? path : "\(folder)/\(path)"
    var parts: [Substring] = []
    for part in joined.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    let text = parts.joined(separator: "/")
    return joined.hasPrefix("/") ? "/" + text : text.isEmpty ? "." : text
  }

  /// `text` with every `${NAME}` replaced by the environment variable of that name.
  ///
  /// - Throws: A `badPipeline` error that names a variable which is not set.
  static func expand(_ text: String) throws(SluiceError) -> String {
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "$") {
      result += rest[..<start]
      let after = rest.index(after: start)
      guard after < rest.endIndex, rest[after] == "{", let end = rest[after...].firstIndex(of: "}") else {
        result.append("$")
        rest = rest[after...]
        continue
      }
      let name = String(rest[rest.index(after: after)..<end])
      guard let value = unsafe getenv(name) else {
        throw SluiceError(
          .badPipeline, "environment variable '\(name)' is not set",
          hint: "set it before the run: export \(name)=…")
      }
      result += unsafe String(cString: value)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
