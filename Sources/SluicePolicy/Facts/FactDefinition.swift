/// One fact that rules may speak of: its name, type, scope and where it comes from.
public struct FactDefinition: Sendable, Equatable {
  /// Where values of a fact come from.
  public enum Origin: String, Sendable, CaseIterable {
    /// A key of the pipeline file.
    case declared
    /// The stage graph, at plan time.
    case graph
    /// The engine, at plan time or during the run.
    case measured
  }

  /// Dotted name, unique over all scopes.
  public let name: String
  /// Type of the value.
  public let type: FactType
  /// What it is about.
  public let scope: FactScope
  /// Where it comes from.
  public let origin: Origin
  /// What it says, as one sentence.
  public let doc: String
}
