public import SluiceCore
internal import SluiceText

/// A condition about the records of a stream, read from text and checked against a schema.
///
/// The language is total: every expression that passes `check` has a value for every record, and evaluation
/// takes time linear in the bytes of the record. Truth has three values (Kleene): a comparison with a value that
/// is missing is neither true nor false but unknown. `Docs/reference/expressions.md` is the reference.
public struct Expression: Sendable {
  /// The condition, its names resolved to positions in the schema.
  let condition: TruthNode
  /// The texts that are measured, each with all its measures.
  let measured: [MeasuredText]
  /// The condition in normal form: measures with their field, dates as literals, no needless parentheses.
  public let description: String
  /// Names of the fields that are read, in order of the schema.
  public let fields: [String]
  private let schema: Schema

  /// Most bytes of an expression's text.
  public static let lengthLimit = 65_536
  /// Deepest nesting of an expression.
  public static let depthLimit = 64

  /// Reads an expression and checks it against the schema of the records it will meet.
  ///
  /// - Returns: The expression, or all that is wrong with it in order of place.
  public static func check(_ text: String, _ schema: Schema) -> Result<Expression, ExpressionErrors> {
    do throws(ExpressionErrors) {
      return .success(try Expression(text, schema: schema))
    } catch {
      return .failure(error)
    }
  }

  /// Reads an expression and checks it against the schema of the records it will meet.
  public init(_ text: String, schema: Schema) throws(ExpressionErrors) {
    let syntax: Syntax
    do throws(ExpressionDiagnostic) {
      var parser = try Parser(text)
      syntax = try parser.parse()
    } catch {
      throw ExpressionErrors([error])
    }
    var checker = Checker(schema: schema)
    guard let (condition, normal) = checker.condition(syntax), checker.diagnostics.isEmpty else {
      throw ExpressionErrors(checker.diagnostics)
    }
    self.condition = condition
    measured = checker.measured
    description = normal.normalForm
    fields = schema.names.enumerated().filter { checker.read.contains($0.offset) }.map(\.element)
    self.schema = schema
  }

  /// Decides each of the given rows.
  ///
  /// - Parameters:
  ///   - frame: A frame of the schema the expression was checked against.
  ///   - rows: The rows that matter; the frame's selection by default. The others are neither true nor unknown.
  public func evaluate(_ frame: Frame, _ rows: Bitmap? = nil) -> Truth {
    precondition(frame.schema.names == schema.names, "the frame has another schema than the expression")
    var evaluator = Evaluator(frame: frame, measured: measured)
    return evaluator.truth(condition, rows ?? frame.selection)
  }

  /// Which rows a condition holds for; a row in neither set is false or was not asked about.
  public struct Truth: Sendable, Equatable {
    /// Rows for which the condition is true.
    public var isTrue: Bitmap
    /// Rows for which it is unknown, because a value is missing.
    public var isUnknown: Bitmap

    /// The given rows.
    public init(isTrue: Bitmap, isUnknown: Bitmap) {
      self.isTrue = isTrue
      self.isUnknown = isUnknown
    }
  }
}

extension Expression: CustomStringConvertible {}
