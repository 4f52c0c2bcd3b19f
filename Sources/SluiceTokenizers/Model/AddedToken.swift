/// A token that stands outside the vocabulary's merges, such as `<|endoftext|>`.
public struct AddedToken: Sendable, Equatable {
  /// Its id.
  public var id: UInt32
  /// The text that stands for it.
  public var content: String
  /// Whether it is a control token, which text must not be able to produce.
  public var isSpecial: Bool
  /// Whether white space before it belongs to it.
  var stripsLeft = false
  /// Whether white space after it belongs to it.
  var stripsRight = false
  /// Whether it is looked for after the text is normalised.
  var isNormalized = false
  /// Whether it is found only where no word goes on at either end.
  var isWholeWord = false
}
