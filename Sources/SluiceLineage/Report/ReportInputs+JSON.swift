public import SluiceCore

extension ReportInputs {
  /// The inputs as an object; what is not declared is left out.
  public var json: JSON {
    JSON(
      JSONObject(known: [
        "purpose": JSON(purpose), "purposeText": purposeText.map { JSON($0) }, "controller": controller?.json,
        "jointControllers": list(jointControllers, \.json), "representative": representative?.json,
        "officer": officer?.json, "subjects": list(subjects) { JSON($0) },
        "recipients": list(recipients) { JSON($0) }, "transfers": list(transfers, \.json),
        "retention": list(retention, \.json), "measures": list(measures) { JSON($0) },
        "detectors": list(detectors, \.json), "notCovered": list(notCovered) { JSON($0) },
      ]))
  }

  private func list<Element>(_ elements: [Element], _ json: (Element) -> JSON) -> JSON? {
    elements.isEmpty ? JSON?.none : JSON(elements.map(json))
  }

  /// Reads what `json` gives.
  ///
  /// - Throws: A `badData` error that names the member that is missing or of another kind.
  public init(_ json: JSON) throws(SluiceError) {
    let members = Members(json)
    self.init(
      purpose: try members.text("purpose"),
      purposeText: try members.optionalText("purposeText"),
      controller: try members.optional("controller", Party.init),
      jointControllers: try members.list("jointControllers", Party.init),
      representative: try members.optional("representative", Party.init),
      officer: try members.optional("officer", Party.init),
      subjects: try members.texts("subjects"),
      recipients: try members.texts("recipients"),
      transfers: try members.list("transfers", Transfer.init),
      retention: try members.list("retention", Retention.init),
      measures: try members.texts("measures"),
      detectors: try members.list("detectors", DetectorQuality.init),
      notCovered: try members.texts("notCovered"))
  }
}

/// Reads members of an object and says which one is not as it should be.
private struct Members {
  let json: JSON

  init(_ json: JSON) { self.json = json }

  private func error(_ key: String, _ expectation: String) -> SluiceError {
    SluiceError(.badData, "the report's inputs: '\(key)' is not \(expectation)", at: json.place)
  }

  func text(_ key: String) throws(SluiceError) -> String {
    guard let text = json[key]?.string else { throw error(key, "a string") }
    return text
  }

  func optionalText(_ key: String) throws(SluiceError) -> String? {
    json[key] == nil ? nil : try text(key)
  }

  func number(_ key: String) throws(SluiceError) -> Double {
    guard let number = json[key]?.number else { throw error(key, "a number") }
    return number
  }

  func integer(_ key: String) throws(SluiceError) -> Int {
    guard let integer = json[key]?.integer else { throw error(key, "a whole number") }
    return integer
  }

  func optional<Part>(
    _ key: String, _ read: (Members) throws(SluiceError) -> Part
  ) throws(SluiceError) -> Part? {
    guard let part = json[key] else { return nil }
    return try read(Members(part))
  }

  func list<Part>(
    _ key: String, _ read: (Members) throws(SluiceError) -> Part
  ) throws(SluiceError) -> [Part] {
    guard let member = json[key] else { return [] }
    guard let elements = member.array else { throw error(key, "a list") }
    var parts: [Part] = []
    for element in elements { parts.append(try read(Members(element))) }
    return parts
  }

  func texts(_ key: String) throws(SluiceError) -> [String] {
    guard let member = json[key] else { return [] }
    let strings = member.array?.compactMap(\.string)
    guard let strings, strings.count == member.array?.count else { throw error(key, "a list of strings") }
    return strings
  }
}

extension ReportInputs.Party {
  fileprivate var json: JSON {
    JSON(
      JSONObject(known: [
        "name": JSON(name), "contact": contact.map { JSON($0) }, "country": country.map { JSON($0) },
      ]))
  }

  fileprivate init(_ members: Members) throws(SluiceError) {
    self.init(
      try members.text("name"), contact: try members.optionalText("contact"),
      country: try members.optionalText("country"))
  }
}

extension ReportInputs.Transfer {
  fileprivate var json: JSON {
    JSON(
      JSONObject(known: [
        "country": JSON(country), "recipient": JSON(recipient), "tool": JSON(tool),
        "reference": reference.map { JSON($0) },
      ]))
  }

  fileprivate init(_ members: Members) throws(SluiceError) {
    self.init(
      country: try members.text("country"), recipient: try members.text("recipient"),
      tool: try members.text("tool"), reference: try members.optionalText("reference"))
  }
}

extension ReportInputs.Retention {
  fileprivate var json: JSON {
    JSON(
      JSONObject(known: [
        "what": JSON(what), "until": JSON(until), "basis": basis.map { JSON($0) },
      ]))
  }

  fileprivate init(_ members: Members) throws(SluiceError) {
    self.init(
      try members.text("what"), until: try members.text("until"), basis: try members.optionalText("basis"))
  }
}

extension ReportInputs.DetectorQuality {
  fileprivate var json: JSON {
    [
      "type": JSON(type), "corpus": JSON(corpus), "examples": JSON(examples), "precision": JSON(precision),
      "recall": JSON(recall),
    ]
  }

  fileprivate init(_ members: Members) throws(SluiceError) {
    self.init(
      type: try members.text("type"), corpus: try members.text("corpus"),
      examples: try members.integer("examples"), precision: try members.number("precision"),
      recall: try members.number("recall"))
  }
}
