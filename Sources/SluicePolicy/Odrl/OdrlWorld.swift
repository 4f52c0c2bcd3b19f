internal import SluiceCore

/// The state of the world for one evaluation: facts, and for facts of many values the one at hand.
struct OdrlWorld {
  let context: RuleContext
  private(set) var choice: [FactRegistry.Index: Int] = [:]

  /// Most combinations of values that are tried one by one.
  static let combinationLimit = 4096

  init(_ facts: FactSet, dataset: FactSet.Subject?) {
    context = RuleContext(facts, subject: dataset)
  }

  /// The value at hand of a fact with `values`; nil when it has none.
  func chosen(_ fact: FactRegistry.Index, of values: [FactValue]) -> FactValue? {
    guard !values.isEmpty else { return nil }
    return values[choice[fact] ?? 0]
  }

  /// A world for every combination of the values of `facts`; nil when there are too many.
  func combinations(over facts: [FactRegistry.Index]) -> [OdrlWorld]? {
    var worlds = [self]
    for fact in Set(facts).sorted() {
      guard case .list(let values)? = context.fact(fact)?.value, values.count > 1 else { continue }
      guard worlds.count * values.count <= Self.combinationLimit else { return nil }
      worlds = worlds.flatMap { world in
        values.indices.map { index in
          var next = world
          next.choice[fact] = index
          return next
        }
      }
    }
    return worlds
  }

  /// The values at hand, in words.
  var description: String {
    choice.keys.sorted().compactMap { fact in
      context.fact(fact).map { "\(FactRegistry.all[fact].name) \($0.value.elements[choice[fact] ?? 0])" }
    }.joined(separator: ", ")
  }
}
