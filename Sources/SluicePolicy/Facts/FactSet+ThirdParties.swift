internal import SluiceCore

extension FactSet {
  /// Whether anybody but the controller and its processors can open what a sink writes.
  ///
  /// A processor acts for the controller and is no third party (GDPR Article 4(10)); whoever is not declared
  /// is one.
  var reachesThirdParties: Bool {
    var own = [run["controller.id"], run["controller.name"]].compactMap { $0?.value.text }
    for processor in all(.processor) {
      own += [processor.name, processor["processor.id"]?.value.text ?? processor.name]
    }
    for recipient in all(.recipient) where recipient["recipient.role"]?.value == .text("processor") {
      own += [recipient.name, recipient["recipient.id"]?.value.text ?? recipient.name]
    }
    return all(.sink).contains { sink in
      (sink["sink.recipients"]?.value.elements ?? []).contains { !own.contains($0.text ?? "") }
    }
  }
}
