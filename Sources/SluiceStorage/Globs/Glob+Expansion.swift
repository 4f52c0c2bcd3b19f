public import SluiceCore

extension Glob {
  /// The files that match, each once, in ascending order of their bytes.
  ///
  /// Names of files not published yet (see `AtomicFile`) never match; `**` does not enter links to folders'
  /// ancestors, for it goes no deeper than 64 folders.
  ///
  /// - Throws: `.noInput` if there are none.
  public func files(in fileSystem: any FileSystem = LocalFileSystem()) throws(SluiceError) -> [String] {
    let found: [String]
    if isLiteral {
      found = try fileSystem.status(at: pattern).map { $0.kind == .folder ? [] : [pattern] } ?? []
    } else {
      var search = Search(fileSystem: fileSystem)
      let isAbsolute = pattern.hasPrefix("/")
      let parts = pattern.split(separator: "/").map(String.init)
      try search.visit(isAbsolute ? "/" : "", parts[...], depth: 0)
      found = search.found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    guard !found.isEmpty else {
      let isFolder = try fileSystem.status(at: pattern)?.kind == .folder
      throw SluiceError(
        .noInput, isFolder ? "is a folder, not a file" : isLiteral ? "no such file" : "no file matches",
        at: Place(file: pattern), hint: isFolder ? "name its files, for instance \(pattern)/*" : nil)
    }
    return found
  }

  /// The files that match any of `patterns`, each once, in the order of the patterns.
  public static func files(
    matching patterns: [String], in fileSystem: any FileSystem = LocalFileSystem()
  ) throws(SluiceError) -> [String] {
    var seen: Set<String> = []
    var files: [String] = []
    for pattern in patterns {
      for file in try Glob(pattern).files(in: fileSystem) where seen.insert(file).inserted {
        files.append(file)
      }
    }
    return files
  }

  private struct Search {
    let fileSystem: any FileSystem
    var found: Set<String> = []

    mutating func visit(_ folder: String, _ parts: ArraySlice<String>, depth: Int) throws(SluiceError) {
      guard let part = parts.first, depth < 64 else { return }
      let rest = parts.dropFirst()
      if part == "**" {
        try visit(folder, rest.isEmpty ? ["*"] : rest, depth: depth)
        for name in try names(folder) where !name.hasPrefix(".") {
          let path = Path.join(folder, name)
          if try isFolder(path) { try visit(path, parts, depth: depth + 1) }
        }
      } else if Glob(part).isLiteral {
        try take(Path.join(folder, part), rest, depth: depth)
      } else {
        for name in try names(folder) where Glob.matches(name, part: part) {
          try take(Path.join(folder, name), rest, depth: depth)
        }
      }
    }

    private mutating func take(_ path: String, _ rest: ArraySlice<String>, depth: Int) throws(SluiceError) {
      guard let status = try fileSystem.status(at: path) else { return }
      if rest.isEmpty {
        if status.kind != .folder, !Orphan.isTemporary(Path.name(of: path)) { found.insert(path) }
      } else if status.kind == .folder {
        try visit(path, rest, depth: depth + 1)
      }
    }

    private func names(_ folder: String) throws(SluiceError) -> [String] {
      guard try isFolder(folder) else { return [] }
      return try fileSystem.names(inFolder: folder.isEmpty ? "." : folder)
    }

    private func isFolder(_ path: String) throws(SluiceError) -> Bool {
      if path.isEmpty { return true }
      return try fileSystem.status(at: path)?.kind == .folder
    }
  }
}
