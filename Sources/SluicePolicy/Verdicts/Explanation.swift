public import SluiceCore

/// Why a condition holds, does not hold, or cannot be decided: a tree down to single facts.
public struct Explanation: Sendable, Equatable {
  /// A fact that was looked at.
  public struct FactUse: Sendable, Equatable {
    /// Name of the fact.
    public let name: String
    /// The thing it is about, where that is not the run.
    public let subject: String?
    /// The fact; nil where it is missing.
    public let fact: Fact?
  }

  /// What was asked, in words.
  public var statement: String
  /// The answer.
  public var truth: Truth
  /// The facts looked at on this level.
  public var facts: [FactUse]
  /// Where the condition stands.
  public var place: Place
  /// What the answer rests on.
  public var children: [Explanation]

  /// One level of an explanation.
  public init(
    _ statement: String, _ truth: Truth, facts: [FactUse] = [], at place: Place = Place(),
    children: [Explanation] = []
  ) {
    self.statement = statement
    self.truth = truth
    self.facts = facts
    self.place = place
    self.children = children
  }

  /// Every fact looked at, in order, each once.
  public var allFacts: [FactUse] {
    var found: [FactUse] = []
    collectFacts(into: &found)
    return found
  }

  /// Names of the missing facts that keep the answer open, in order, each once.
  public var missing: [String] {
    guard truth == .undetermined else { return [] }
    var names: [String] = []
    collectMissing(into: &names)
    return names
  }

  /// The first level, followed down along violated conditions, that has no violated condition below it.
  var decisive: Explanation { children.first { $0.truth == .violated }?.decisive ?? self }

  private func collectFacts(into found: inout [FactUse]) {
    for use in facts where !found.contains(use) { found.append(use) }
    for child in children { child.collectFacts(into: &found) }
  }

  private func collectMissing(into names: inout [String]) {
    guard truth == .undetermined else { return }
    for use in facts where use.fact == nil {
      let name = use.subject.map { "\(use.name) of '\($0)'" } ?? use.name
      if !names.contains(name) { names.append(name) }
    }
    for child in children { child.collectMissing(into: &names) }
  }
}
