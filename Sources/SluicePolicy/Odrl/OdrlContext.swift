internal import SluiceCore

/// Turns the terms of a JSON-LD document into compact names, with contexts that are part of the program.
struct OdrlContext {
  private var prefixes: [String: String]
  private var aliases: [String: String] = [:]
  /// Whether bare words are terms of ODRL.
  private(set) var hasVocabulary = false

  private static let namespaces: [(iri: String, compact: String)] = [
    ("http://www.w3.org/ns/odrl/2/", ""), ("urn:sluice:policy:", "sluice:"),
    ("https://w3id.org/catenax/policy/", "cx:"), ("https://w3id.org/catenax/2025/9/policy/", "cx:"),
    ("http://creativecommons.org/ns#", "cc:"), ("http://purl.org/dc/terms/", "dct:"),
    ("http://purl.org/dc/elements/1.1/", "dc:"), ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"),
    ("http://www.w3.org/2000/01/rdf-schema#", "rdfs:"),
    ("http://www.w3.org/2004/02/skos/core#", "skos:"), ("http://schema.org/", "schema:"),
    ("https://schema.org/", "schema:"), ("http://www.w3.org/ns/prov#", "prov:"),
    ("http://www.w3.org/2001/XMLSchema#", "xsd:"), ("https://w3id.org/dspace/2025/1/", "dspace:"),
    ("https://w3id.org/edc/v0.0.1/ns/", "edc:"),
  ]

  private static let standardPrefixes = [
    "odrl": "http://www.w3.org/ns/odrl/2/", "sluice": "urn:sluice:policy:",
    "cx-policy": "https://w3id.org/catenax/policy/", "cc": "http://creativecommons.org/ns#",
    "dct": "http://purl.org/dc/terms/", "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#", "schema": "http://schema.org/",
    "prov": "http://www.w3.org/ns/prov#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dspace": "https://w3id.org/dspace/2025/1/", "edc": "https://w3id.org/edc/v0.0.1/ns/",
    "dpv": "https://w3id.org/dpv#", "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "eu-ehds": "https://w3id.org/dpv/legal/eu/ehds#", "loc": "https://w3id.org/dpv/loc#",
  ]

  private static let known: Set<String> = [
    "http://www.w3.org/ns/odrl.jsonld", "https://www.w3.org/ns/odrl.jsonld",
    "https://w3id.org/dspace/2025/1/context.jsonld", "https://w3id.org/dspace/2025/1/odrl-profile.jsonld",
    "https://w3id.org/catenax/2025/9/policy/context.jsonld",
    "https://w3id.org/catenax/2025/9/policy/odrl.jsonld", "https://w3id.org/edc/connector/management/v2",
  ]

  /// Namespaces of terms that only document.
  private static let annotations = ["dct:", "dc:", "rdfs:", "skos:", "schema:", "prov:", "edc:"]

  init() { prefixes = Self.standardPrefixes }

  /// Reads `@context`; unknown documents are findings, since nothing is fetched.
  init(_ json: JSON, diagnostics: inout [Diagnostic]) {
    self.init()
    for item in json.array ?? [json] { add(item, &diagnostics) }
  }

  private mutating func add(_ json: JSON, _ diagnostics: inout [Diagnostic]) {
    if let iri = json.string {
      guard Self.known.contains(iri) else {
        diagnostics.append(
          Diagnostic(
            "unknown-context", "the context '\(iri)' is not part of the program, and nothing is fetched",
            at: json.place,
            hint: Suggestion.nearest(to: iri, among: Self.known.sorted()).map { "did you mean '\($0)'?" }
              ?? "write the prefixes as an object"))
        return
      }
      hasVocabulary = true
      return
    }
    guard let members = json.object?.members else {
      diagnostics.append(
        Diagnostic("wrong-type", "'@context' must be text or an object, not \(json.kind)", at: json.place))
      return
    }
    for member in members { define(member, &diagnostics) }
  }

  private mutating func define(_ member: JSONObject.Member, _ diagnostics: inout [Diagnostic]) {
    let target = member.value.string ?? member.value["@id"]?.string
    switch (member.key, target) {
    case ("@vocab", let iri?):
      if iri == "http://www.w3.org/ns/odrl/2/" { hasVocabulary = true }
    case ("@base", _), ("@language", _), ("@version", _), ("@protected", _): break
    case (let key, let target?) where !key.hasPrefix("@"):
      if target.hasPrefix("@") || isTerm(target) { aliases[key] = target } else { prefixes[key] = target }
    default:
      diagnostics.append(
        Diagnostic(
          "unknown-context", "the context entry '\(member.key)' is not understood", at: member.keyPlace))
    }
  }

  /// An alias names a term; a prefix names a namespace, which ends in a delimiter.
  private func isTerm(_ target: String) -> Bool {
    guard let last = target.last else { return false }
    return !"#/:?".contains(last) && compact(target) != target
  }

  /// The compact name of a key, term or IRI; a foreign IRI stays as it is.
  func compact(_ text: String) -> String {
    if let alias = aliases[text] { return alias.hasPrefix("@") ? alias : compact(alias) }
    let iri = expanded(text)
    for (namespace, short) in Self.namespaces where iri.hasPrefix(namespace) {
      return short + iri.dropFirst(namespace.count)
    }
    return iri
  }

  /// The IRI that a prefixed name stands for; any other text as it is.
  func expanded(_ text: String) -> String {
    guard let colon = text.firstIndex(of: ":"), !text[colon...].hasPrefix("://"),
      let namespace = prefixes[String(text[..<colon])]
    else { return text }
    return namespace + text[text.index(after: colon)...]
  }

  /// Whether a compact name only documents.
  static func isAnnotation(_ name: String) -> Bool { annotations.contains { name.hasPrefix($0) } }
}
