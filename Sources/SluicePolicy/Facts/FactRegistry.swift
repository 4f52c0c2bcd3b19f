/// All facts there are; a name that is not here is an error wherever it is used.
public enum FactRegistry {
  /// Position of a fact in `all`.
  typealias Index = Int

  /// Every fact, in the order of the reference.
  public static let all: [FactDefinition] =
    Governance.keys.factDefinitions(scope: .run, prefix: "")
    + DatasetDeclaration.keys.factDefinitions(scope: .dataset, prefix: "dataset.")
    + graphFacts + measuredFacts

  private static let indices: [String: Index] = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })

  /// Position of the fact called `name`.
  static func index(of name: String) -> Index? { indices[name] }

  /// The fact called `name`.
  public static func definition(of name: String) -> FactDefinition? { indices[name].map { all[$0] } }

  /// Every name, for suggestions.
  public static let names: [String] = all.map(\.name)
}
