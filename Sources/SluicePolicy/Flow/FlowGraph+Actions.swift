extension FlowGraph {
  /// The ODRL actions that the stages perform, in order of the stages, each once.
  ///
  /// A sink with recipients distributes, one without reproduces; tokens are made to train on.
  public var actions: [String] {
    var actions = ["read"]
    for node in nodes {
      switch node.kind {
      case "anonymize": actions.append("anonymize")
      case "filter", "route", "sample": actions.append("sluice:filter")
      case "deduplicate": actions.append("sluice:deduplicate")
      case "tokenize": actions.append("sluice:tokenize")
      default: break
      }
      guard case .sink(let sink) = node.role else { continue }
      actions.append(sink.recipients.isEmpty ? "reproduce" : "distribute")
      if sink.granularity == "tokens" { actions.append("sluice:train") }
    }
    var seen: Set<String> = []
    return actions.filter { seen.insert($0).inserted }
  }
}
