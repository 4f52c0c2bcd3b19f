internal import SluiceCore

/// A value that a condition compares.
indirect enum Operand: Sendable {
  case fact(FactRegistry.Index)
  case constant(FactValue)
  /// A date moved by a period.
  case plus(Operand, Operand)
  /// How many values a list has.
  case count(Operand)
  /// The age of consent in a place.
  case childAge(Operand)

  func value(_ context: RuleContext) -> FactValue? {
    switch self {
    case .fact(let index): context.fact(index)?.value
    case .constant(let value): value
    case .plus(let date, let period): moved(date.value(context), by: period.value(context))
    case .count(let operand): (operand.value(context)?.elements.count).map { .integer($0) }
    case .childAge(let operand): operand.value(context)?.text.map { .integer(ChildAge.age(in: $0)) }
    }
  }

  func facts(_ context: RuleContext) -> [Explanation.FactUse] {
    switch self {
    case .fact(let index): [context.use(index)]
    case .constant: []
    case .plus(let date, let period): date.facts(context) + period.facts(context)
    case .count(let operand), .childAge(let operand): operand.facts(context)
    }
  }

  private func moved(_ date: FactValue?, by period: FactValue?) -> FactValue? {
    guard let date, case .period(let period) = period else { return nil }
    return date.moved(by: period)
  }
}

extension FactValue {
  /// This date moved by `period`; a day stays a day unless the period has parts of a day.
  func moved(by period: Period) -> FactValue? {
    guard let instant else { return nil }
    let moved = period.added(to: instant)
    if case .day = self, period.seconds == 0 { return .day(moved.date) }
    return .instant(moved)
  }
}

extension Operand: CustomStringConvertible {
  var description: String {
    switch self {
    case .fact(let index): FactRegistry.all[index].name
    case .constant(let value): value.description
    case .plus(let operand, let period): "\(operand) plus \(period)"
    case .count(let operand): "the number of \(operand)"
    case .childAge(let operand): "the age of consent in \(operand)"
    }
  }
}
