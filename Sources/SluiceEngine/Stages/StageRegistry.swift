internal import SluiceCore

/// Every kind of stage there is.
public enum StageRegistry {
  static let kinds: [any StageKind.Type] = [
    IngestStage.self, PolicyGateStage.self, PolicyAssertStage.self, AnonymizeStage.self, FilterStage.self,
    DeduplicateStage.self, RouteStage.self, SampleStage.self, TokenizeStage.self, SealStage.self,
    WriteStage.self, TokenizerCountStage.self, TokenizerTrainStage.self,
  ]

  /// Declarations in the order of the reference.
  public static var declarations: [StageDeclaration] { kinds.map { $0.declaration } }

  /// Names of all kinds.
  static let names: [String] = kinds.map { $0.declaration.kind }

  static func kind(_ name: String) -> (any StageKind.Type)? { kinds.first { $0.declaration.kind == name } }

  /// The declaration of the kind called `name`.
  public static func declaration(_ name: String) -> StageDeclaration? { kind(name)?.declaration }
}
