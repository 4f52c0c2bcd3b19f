internal import SluiceCore

extension FlowGraph {
  /// A path of stage names from a source to `sink` that passes no stage of which `isBarrier` is true.
  func pathFromSource(to sink: String, avoiding isBarrier: (Node) -> Bool) -> [String]? {
    var next: [String: String] = [:]
    var seen: Set<String> = [sink]
    var queue = [sink]
    var position = 0
    while position < queue.count {
      let name = queue[position]
      position += 1
      if let node = byName[name], node.role == .source { return follow(next, from: name) }
      for edge in incoming[name] ?? [] {
        guard let giver = byName[edge.from], !isBarrier(giver), seen.insert(edge.from).inserted else {
          continue
        }
        next[edge.from] = name
        queue.append(edge.from)
      }
    }
    return nil
  }

  /// The stages through which `field` came to the taker of `edge`, back to where it was first seen.
  func path(of field: Field, on edge: Edge) -> [String] {
    var path = [edge.to]
    var edge = edge
    var field = field
    var seen: Set<String> = [edge.to]
    while seen.insert(edge.from).inserted {
      path.append(edge.from)
      let origins = origins(of: field, on: edge)
      guard
        let origin = origins.max(by: { $0.field.label.identifiability < $1.field.label.identifiability })
      else { break }
      edge = origin.edge
      field = origin.field
    }
    return path.reversed()
  }

  /// Names of the ingest stages whose datasets can reach the stage called `name`.
  public func datasets(reaching name: String) -> [String] { sources(reaching: name).map(\.id) }

  /// Every source from which data can reach `name`.
  func sources(reaching name: String) -> [Node] {
    var seen: Set<String> = [name]
    var open = [name]
    while let next = open.popLast() {
      for edge in incoming[next] ?? [] where seen.insert(edge.from).inserted { open.append(edge.from) }
    }
    return sources.filter { seen.contains($0.id) }
  }

  private func follow(_ next: [String: String], from start: String) -> [String] {
    var path = [start]
    while let name = path.last.flatMap({ next[$0] }) { path.append(name) }
    return path
  }
}
