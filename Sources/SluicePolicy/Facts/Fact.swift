public import SluiceCore

/// A value with the one who vouches for it.
public struct Fact: Sendable, Equatable {
  /// Who or what asserts a fact.
  public enum Source: Sendable, Equatable {
    /// Stated in a configuration file, under a path of keys such as `governance.controller.name`.
    case declared(path: String, at: Place)
    /// Measured on the data or the run by the named part of the engine.
    case measured(by: String)
    /// Worked out from other facts, named in words.
    case derived(from: String)
    /// Signed by a person in a named role.
    case signed(by: String, role: String)
  }

  /// The value.
  public var value: FactValue
  /// Who asserts it.
  public var source: Source

  /// A fact asserted by `source`.
  public init(_ value: FactValue, _ source: Source) {
    self.value = value
    self.source = source
  }
}

extension Fact.Source: CustomStringConvertible {
  /// For instance `declared in governance.controller.name at pipeline.json:4:12`.
  public var description: String {
    switch self {
    case .declared(let path, let place):
      place.isEmpty ? "declared in \(path)" : "declared in \(path) at \(place)"
    case .measured(let part): "measured by \(part)"
    case .derived(let origin): "derived from \(origin)"
    case .signed(let signer, let role): "signed by \(signer) as \(role)"
    }
  }
}
