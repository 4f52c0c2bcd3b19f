internal import SluiceCore

/// Sends each record to the first port whose expression is true.
struct RouteStage: MapStage {
  static let declaration = StageDeclaration(
    "route", .map, "Sends each record to the first port whose expression is true.",
    discussion: """
      Ports are tried in the order of the file; `"*"` takes what is left. Other stages read a port as \
      `stage.port`. A record that fits no port is dropped and counted as `unrouted`.
      """,
    options: [
      OptionDeclaration(
        "to", .map(.expression), required: true,
        "Ports with their expressions, such as `{\"german\": \"lang == 'de'\", \"other\": \"*\"}`.")
    ], dropReasons: ["unrouted"])

  let outputs: [OutputPort]
  /// One for each port; nil takes what is left.
  private let conditions: [Expression?]

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    let members = options["to"]?.object?.members ?? []
    if members.isEmpty, let value = options["to"], value.object != nil {
      context.report("too-few", "'to' names no port", at: value.place)
    }
    var conditions: [Expression?] = []
    for (position, member) in members.enumerated() {
      if member.value.string == "*" {
        if position < members.count - 1 {
          context.report(
            "unreachable-port",
            "no record reaches the ports after '\(member.key)', which takes all that is left",
            at: member.value.place, hint: "put it last")
        }
        conditions.append(nil)
      } else {
        conditions.append(context.expression(member.value, in: input))
      }
    }
    self.conditions = conditions
    outputs = members.map { OutputPort($0.key, input, at: $0.keyPlace) }
  }

  func makeWorker(_ resources: RunResources) throws -> any MapWorker { Worker(conditions: conditions) }

  private final class Worker: MapWorker {
    let conditions: [Expression?]

    init(conditions: [Expression?]) { self.conditions = conditions }

    func process(_ frame: Frame, _ outcome: inout StageOutcome) throws -> [Frame] {
      var rest = frame
      var outputs: [Frame] = []
      for index in conditions.indices {
        var taken = rest
        if let condition = conditions[index] {
          taken.selection.formIntersection(condition.evaluate(rest, rest.selection).isTrue)
        }
        rest.selection.subtract(taken.selection)
        outputs.append(taken)
      }
      outcome.drop(rest.selection, reason: 0)
      return outputs
    }
  }
}
