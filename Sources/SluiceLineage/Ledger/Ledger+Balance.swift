extension Ledger {
  /// Records that are not accounted for.
  public struct Imbalance: Sendable, Equatable, Hashable {
    /// Where records appeared or vanished.
    public enum Site: Sendable, Equatable, Hashable {
      /// Within a stage: what came in is not what left or was dropped.
      case stage(String)
      /// Before a stage: what its inputs gave is not what it took.
      case inputs(String)
      /// After a port that no stage reads and that is no sink's.
      case port(String, String)
    }

    /// Where records appeared or vanished.
    public var site: Site
    /// Position of the source.
    public var source: Int
    /// Number of the input shard.
    public var shard: Int
    /// Records that came.
    public var came: UInt64
    /// Records that are accounted for.
    public var accounted: UInt64
  }

  /// Every stage and shard whose counts do not balance; empty for a run that lost nothing.
  public func imbalances() -> [Imbalance] {
    let readers = plan.stages.indices.map { stage in plan.edges.filter { $0.target == stage } }
    var found: [Imbalance] = []
    for shard in touchedShards {
      let slots = slots(ofShard: shard)
      let origin = plan.origin(ofShard: shard)
      func expect(_ came: UInt64, _ accounted: UInt64, at site: Imbalance.Site) {
        guard came != accounted else { return }
        found.append(
          Imbalance(
            site: site, source: origin.source, shard: origin.shard, came: came, accounted: accounted))
      }
      for (position, stage) in plan.stages.enumerated() {
        let first = slots.startIndex + plan.slots[position]
        let outputs = slots[first + 1..<first + 1 + stage.ports.count + stage.reasons.count]
        expect(slots[first], outputs.reduce(0, +), at: .stage(stage.name))
        if !readers[position].isEmpty {
          let given = readers[position].reduce(0) { sum, edge in
            sum + slots[slots.startIndex + plan.slots[edge.stage] + 1 + edge.port]
          }
          expect(given, slots[first], at: .inputs(stage.name))
        }
        guard !stage.isSink else { continue }
        for port in stage.ports.indices
        where !plan.edges.contains(where: { $0.stage == position && $0.port == port }) {
          expect(slots[first + 1 + port], 0, at: .port(stage.name, stage.ports[port]))
        }
      }
    }
    return found
  }
}

extension Ledger.Imbalance: CustomStringConvertible {
  /// One sentence that names the stage, the shard and both counts.
  public var description: String {
    let place = "source \(source), shard \(shard)"
    return switch site {
    case .stage(let stage):
      "stage '\(stage)' took \(came) records of \(place) and accounts for \(accounted)"
    case .inputs(let stage): "stage '\(stage)' was given \(came) records of \(place) and took \(accounted)"
    case .port(let stage, let port):
      "\(came) records of \(place) left '\(stage).\(port)', which nothing reads"
    }
  }
}
