/// What a kind of stage is called, what it does and which options it has.
public struct StageDeclaration: Sendable {
  /// Where a stage stands in the flow.
  public enum Role: String, Sendable {
    /// Brings records in.
    case source
    /// Turns each frame into frames on its own.
    case map
    /// Must see all records before the first one may go on; ends a phase.
    case gather
    /// Takes records out.
    case sink
  }

  /// The value of `use`.
  public var kind: String
  /// Where it stands in the flow.
  public var role: Role
  /// What it does, in one sentence.
  public var summary: String
  /// More about it, for the reference; paragraphs in Markdown.
  public var discussion: String
  /// Its options, `use` and `in` left out.
  public var options: [OptionDeclaration]
  /// Reasons for which it drops records, in the order of their numbers.
  public var dropReasons: [String]

  /// A declaration of the given parts.
  init(
    _ kind: String, _ role: Role, _ summary: String, discussion: String = "", options: [OptionDeclaration],
    dropReasons: [String] = []
  ) {
    self.kind = kind
    self.role = role
    self.summary = summary
    self.discussion = discussion
    self.options =
      options + [
        OptionDeclaration("description", .text, "What the stage is for, in the author's words.")
      ]
    self.dropReasons = dropReasons
  }
}
