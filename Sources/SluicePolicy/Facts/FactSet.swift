public import SluiceCore

/// What is known about a run, each fact with its source.
public struct FactSet: Sendable {
  /// The facts about one thing: the run, a dataset, a sink, a recipient.
  public struct Subject: Sendable {
    /// Name, unique in its scope: a dataset's stage, a sink's stage, a recipient's name.
    public var name: String
    /// What kind of thing it is.
    public let scope: FactScope
    /// Where it is declared.
    public var place: Place
    var values: [Fact?]

    /// A subject of which nothing is known yet.
    public init(_ name: String, scope: FactScope, at place: Place = Place()) {
      self.name = name
      self.scope = scope
      self.place = place
      values = [Fact?](repeating: nil, count: FactRegistry.all.count)
    }

    /// The fact called `name`, if it is known.
    public subscript(name: String) -> Fact? { FactRegistry.index(of: name).flatMap { values[$0] } }

    /// Adds a fact, replacing what was known.
    ///
    /// - Throws: A `bug` error for a name, scope or type that the registry does not have.
    public mutating func set(
      _ name: String, _ value: FactValue, _ source: Fact.Source
    ) throws(SluiceError) {
      guard let index = FactRegistry.index(of: name) else {
        throw SluiceError(
          .bug, "no fact is called '\(name)'", hint: Suggestion.hint(for: name, among: FactRegistry.names))
      }
      let definition = FactRegistry.all[index]
      guard definition.scope == scope else {
        throw SluiceError(.bug, "fact '\(name)' is about a \(definition.scope), not a \(scope)")
      }
      guard value.fits(definition.type) else {
        throw SluiceError(.bug, "fact '\(name)' must be \(definition.type)")
      }
      values[index] = Fact(value, source)
    }

    /// Adds what `other` knows and this does not.
    public mutating func complete(from other: Subject) {
      for index in values.indices where values[index] == nil { values[index] = other.values[index] }
    }
  }

  /// Facts about the run.
  public var run = Subject("run", scope: .run)
  /// Facts about datasets, sinks, recipients, processors, key holders and requests, in order of declaration.
  public private(set) var subjects: [FactScope: [Subject]] = [:]
  /// Persons' sign-offs whose signatures were verified.
  public var signoffs: [Signoff] = []
  /// Digest of what sign-offs are given for: the pipeline with its declarations.
  public var scopeDigest: String?

  /// Nothing is known.
  public init() {}

  /// Adds the facts about one more thing, or completes those about a thing of the same scope and name.
  public mutating func add(_ subject: Subject) {
    guard subject.scope != .run else {
      var merged = subject
      merged.complete(from: run)
      run = merged
      return
    }
    var known = subjects[subject.scope] ?? []
    if let position = known.firstIndex(where: { $0.name == subject.name }) {
      var merged = subject
      merged.complete(from: known[position])
      merged.place = subject.place.completed(by: known[position].place)
      known[position] = merged
    } else {
      known.append(subject)
    }
    subjects[subject.scope] = known
  }

  /// The things of a scope; the run is the only one of its scope.
  public func all(_ scope: FactScope) -> [Subject] { scope == .run ? [run] : subjects[scope] ?? [] }

  /// The facts about the run and, where given, about one thing.
  func view(of subject: Subject? = nil) -> FactView { FactView(run: run, subject: subject) }
}

/// The facts that one evaluation may read.
struct FactView {
  let run: FactSet.Subject
  let subject: FactSet.Subject?

  func fact(_ index: FactRegistry.Index) -> Fact? {
    if let subject, let fact = subject.values[index] { return fact }
    return run.values[index]
  }
}
