public import SluiceCore

/// The `governance` section of a pipeline: what its controller declares, as facts.
public struct Governance: Sendable {
  /// Facts about the run.
  public let run: FactSet.Subject
  /// Recipients, processors, key holders and open requests.
  public let subjects: [FactSet.Subject]

  /// Reads the section together with the pipeline's own `purpose` and `controller`.
  ///
  /// `purpose` stands for `purposes` of the section, `controller` for its namesake; stating either in both
  /// places is a finding.
  public static func parse(
    _ section: JSON?, purpose: JSON? = nil, controller: JSON? = nil
  ) -> (Governance, [Diagnostic]) {
    var reader = DeclarationReader(FactSet.Subject("run", scope: .run), root: "governance")
    if let section { reader.read(section, keys: keys, prefix: "") }
    var outer = DeclarationReader(reader.subject, root: "pipeline")
    for (name, json) in [("purposes", purpose), ("controller", controller)] {
      guard let json else { continue }
      if let member = section?.object?.member(name) {
        outer.report(
          "stated-twice", "'governance.\(name)' repeats what the pipeline states at its top",
          at: member.keyPlace, hint: "keep one of the two")
      }
      let wrapped = JSON(.object(JSONObject([JSONObject.Member(name, json)])), at: json.place)
      outer.read(wrapped, keys: keys, prefix: "")
    }
    let governance = Governance(run: outer.subject, subjects: reader.subjects)
    return (governance, reader.diagnostics + outer.diagnostics)
  }

  /// The JSON Schema of the section.
  public static var schema: JSON { keys.schema }

  /// Files that hold sign-offs, relative to the pipeline file.
  public var signoffFiles: [String] { (run["signoffs"]?.value.elements ?? []).compactMap(\.text) }

  /// Whose sign-offs count: name, role and file of the public key, relative to the pipeline file.
  public var signers: [(name: String, role: String, keyFile: String)] {
    subjects.compactMap { subject in
      guard let role = subject["signer.role"]?.value.text, let file = subject["signer.key"]?.value.text else {
        return nil
      }
      return (subject.name, role, file)
    }
  }

  /// The fields that may reach a sink; nil where nothing is declared.
  public var neededFields: [String]? { run["neededFields"]?.value.elements.compactMap(\.text) }
}
