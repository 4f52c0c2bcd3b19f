public import SluiceCore

/// The `dataset` section of an ingest stage: where data come from and what may be done with them.
public struct DatasetDeclaration: Sendable {
  /// Facts about the dataset, under the name of its stage.
  public let subject: FactSet.Subject

  /// Reads the section of the ingest stage called `stage`.
  public static func parse(_ section: JSON, stage: String) -> (DatasetDeclaration, [Diagnostic]) {
    var reader = DeclarationReader(
      FactSet.Subject(stage, scope: .dataset, at: section.place), root: "stages.\(stage).dataset")
    reader.read(section, keys: keys, prefix: "dataset.")
    return (DatasetDeclaration(subject: reader.subject), reader.diagnostics)
  }

  /// The JSON Schema of the section.
  public static var schema: JSON { keys.schema }

  /// The dataset's id, if one is declared.
  public var id: String? { subject["dataset.id"]?.value.text }
}
