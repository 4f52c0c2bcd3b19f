public import SluiceCore
public import SluiceStorage

/// What a plan says it will do, for people and programs.
public struct PlanDescription: Sendable {
  /// The plan.
  public let plan: Plan
  /// The shards it will read; nil when they could not be found.
  public let inventory: Inventory?
  /// Threads it will use.
  public let workers: Int
  /// Most memory for records in flight and caches, in bytes.
  public let memory: Int

  /// Describes `plan` with the input found now.
  public init(_ plan: Plan, in fileSystem: any FileSystem = LocalFileSystem()) {
    self.plan = plan
    inventory = try? Inventory.take(plan, in: fileSystem)
    workers = plan.pipeline.resources.workers ?? WorkerPool.processors
    memory = plan.pipeline.resources.memory
  }

  /// The description as JSON: phases, stages with schemas and labels, shards, bytes, workers, memory.
  public var json: JSON {
    var json: JSON = [
      "name": JSON(plan.pipeline.name), "workers": JSON(workers), "memoryBytes": JSON(memory),
      "phases": JSON(plan.phases.map(phase)), "stages": JSON(plan.stages.map(stage)),
    ]
    if let inventory {
      json["shards"] = JSON(inventory.shards)
      json["inputBytes"] = JSON(inventory.bytes)
      json["sources"] = JSON(
        inventory.sources.map { source in
          [
            "stage": JSON(plan.stages[source.stage].name), "shards": JSON(source.shards.count),
            "bytes": JSON(source.shards.reduce(0) { $0 + $1.bytes }),
          ]
        })
    }
    return json
  }

  private func phase(_ phase: Phase) -> JSON {
    [
      "number": JSON(phase.number + 1), "reads": JSON(phase.feeds.map { JSON(name($0)) }),
      "chain": JSON(phase.maps.map { JSON(plan.stages[$0].name) }),
      "ends": JSON(phase.terminals.map { JSON(name($0)) }),
      "spills": JSON(phase.spills.map { JSON(name($0)) }),
    ]
  }

  private func stage(_ stage: PlannedStage) -> JSON {
    [
      "name": JSON(stage.name), "use": JSON(stage.declaration.kind), "phase": JSON(stage.phase + 1),
      "in": JSON(stage.inputs.map { JSON(name(Phase.Stream($0))) }), "fields": fields(stage.inputSchema),
      "outputs": JSON(stage.outputs.map { ["port": JSON($0.name), "fields": fields($0.schema)] }),
    ]
  }

  private func fields(_ schema: Schema) -> JSON {
    JSON(
      schema.fields.map {
        ["name": JSON($0.name), "type": JSON($0.type.rawValue), "label": JSON($0.label.description)]
      })
  }

  /// What feeds a phase, in words.
  public func name(_ feed: Phase.Feed) -> String {
    switch feed {
    case .source(let stage): plan.stages[stage].name
    case .spill(let stream): name(stream)
    }
  }

  /// Where records of a phase end, in words.
  public func name(_ terminal: Phase.Terminal) -> String {
    switch terminal {
    case .sink(let stage), .gather(let stage): plan.stages[stage].name
    case .carry(let stream): name(stream)
    }
  }

  /// A stage's output, as pipelines write it.
  public func name(_ stream: Phase.Stream) -> String {
    let stage = plan.stages[stream.stage]
    let port = stage.outputs[stream.port].name
    return port.isEmpty ? stage.name : "\(stage.name).\(port)"
  }
}
