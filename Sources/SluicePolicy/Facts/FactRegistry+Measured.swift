extension FactRegistry {
  static let graphFacts: [FactDefinition] = []
  static let measuredFacts: [FactDefinition] = []
}
