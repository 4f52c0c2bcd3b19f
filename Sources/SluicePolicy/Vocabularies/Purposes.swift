internal import SluiceCore

/// Purposes of processing and what each is a kind of, after the Data Privacy Vocabulary 2.3.
public enum Purposes {
  private static let table = EmbeddedTable.purposes.json
  private static let prefixes: [(short: String, long: String)] =
    (table["prefixes"]?.object?.members ?? []).map { ($0.key + ":", $0.value.string ?? "") }
  private static let broader: [String: [String]] =
    (table["terms"]?.object?.members ?? []).reduce(into: [:]) {
      $0[$1.key] = $1.value.array?.compactMap(\.string)
    }
  private static let ancestors: [String: Set<String>] = broader.keys.reduce(into: [:]) {
    $0[$1] = allBroader(than: $1)
  }

  /// The canonical name of a purpose: a term of the vocabulary, or a foreign IRI as it stands.
  ///
  /// Nil for a term that the vocabulary's namespaces do not have, and for what is neither term nor IRI.
  public static func canonical(_ text: String) -> String? {
    var name = text
    for (short, long) in prefixes where name.hasPrefix(long) { name = short + name.dropFirst(long.count) }
    if name.hasPrefix("dpv:") { name = String(name.dropFirst(4)) }
    if broader[name] != nil { return name }
    let isOwnNamespace = prefixes.contains { name.hasPrefix($0.short) } || text.hasPrefix("dpv:")
    return !isOwnNamespace && isIRI(text) && !text.hasPrefix("https://w3id.org/dpv#") ? text : nil
  }

  /// The IRI of a canonical name.
  public static func iri(of name: String) -> String {
    guard broader[name] != nil else { return name }
    for (short, long) in prefixes where name.hasPrefix(short) { return long + name.dropFirst(short.count) }
    return (prefixes.first { $0.short == "dpv:" }?.long ?? "dpv:") + name
  }

  /// Whether `purpose` is `other` or a kind of it.
  public static func isPurpose(_ purpose: String, a other: String) -> Bool {
    purpose == other || ancestors[purpose]?.contains(other) ?? false
  }

  static func hint(for text: String) -> String {
    let name = text.split(whereSeparator: { $0 == "#" || $0 == ":" }).last.map(String.init) ?? text
    let nearest = Suggestion.nearest(to: name, among: broader.keys.sorted())
    return nearest.map { "did you mean '\($0)'?" } ?? "a term such as ScientificResearch, or an IRI"
  }

  private static func isIRI(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), colon != text.startIndex, text.last != ":" else {
      return false
    }
    return text[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
      && !text.contains { $0.isWhitespace || "<>\"{}|\\^`".contains($0) }
  }

  private static func allBroader(than term: String) -> Set<String> {
    var found: Set<String> = []
    var open = broader[term] ?? []
    while let next = open.popLast() {
      if found.insert(next).inserted { open += broader[next] ?? [] }
    }
    return found
  }
}
