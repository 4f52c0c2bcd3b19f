internal import SluiceCore
internal import SluiceCrypto
internal import SluicePolicy
internal import SluiceShards
internal import SluiceStorage

/// Lets records pass only if agreements and rules permit what the pipeline does with them.
struct PolicyGateStage: MapStage {
  static let declaration = StageDeclaration(
    "policy.gate", .map, "Lets records pass only if agreements and rules permit what the pipeline does.",
    discussion: """
      The gate decides before a byte is read: the agreements (ODRL 2.2) and rule packs are evaluated on what \
      the pipeline declares under `governance`, on each ingest's `dataset`, and on the graph itself, along \
      which privacy labels flow. What cannot be determined is denied, and the missing fact is named. A refused \
      run ends with exit code 3. Every sink must lie behind a gate.
      """,
    options: [
      OptionDeclaration(
        "policy", .oneOrMany(.path), "Agreements or sets that bind the data: ODRL 2.2 in JSON-LD."),
      OptionDeclaration(
        "rules", .list(.choice(RulePack.builtInNames), atLeast: 1), "Rule packs that bind the run."),
      OptionDeclaration(
        "onDeny", .choice(["fail"]), default: "fail", "What a refusal does: it fails the run."),
    ])

  let outputs: [OutputPort]
  /// What the gate decides with.
  let gate: Gate

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    outputs = [OutputPort("", input)]
    var policies: [OdrlPolicy] = []
    for (index, file) in options.strings("policy").enumerated() {
      let place = options["policy"]?.array?[index].place ?? options.place("policy")
      if let policy = PolicyGateStage.load(file, at: place, &context) { policies.append(policy) }
    }
    var packs: [RulePack] = []
    for name in options.strings("rules") where RulePack.builtInNames.contains(name) {
      do throws(SluiceError) { packs.append(try RulePack.builtIn(name)) } catch {
        context.report("bad-rules", error, at: options.place("rules"))
      }
    }
    if options["policy"] == nil, options["rules"] == nil {
      context.report(
        "empty-gate", "stage '\(context.stage)' names neither 'policy' nor 'rules'", at: options.json.place)
    }
    let sources = Set(context.ancestorNames)
    gate = Gate(policies: policies, packs: packs, datasets: sources)
  }

  private static func load(_ file: String, at place: Place, _ context: inout PlanContext) -> OdrlPolicy? {
    do throws(SluiceError) {
      let path = PathResolution.resolve(try PathResolution.expand(file), in: context.pipeline.folder)
      let json = try JSON.parse(InputFile.contents(of: path, limit: 16 << 20), file: path)
      let (policy, findings) = OdrlPolicy.parse(json)
      context.report(findings)
      return policy
    } catch {
      context.report("bad-policy", error, at: place)
      return nil
    }
  }

  /// The first agreement with its digest, which the manifest of sealed shards pins.
  var agreement: Manifest.Reference? {
    gate.policies.first.flatMap { policy in
      Digest256(hex: String(policy.digest.dropFirst("sha256:".count))).map {
        Manifest.Reference(id: policy.uid, digest: $0)
      }
    }
  }

  func makeWorker(_ resources: RunResources) throws -> any MapWorker { Worker() }

  /// Frames that arrive were let in before the run began.
  private final class Worker: MapWorker {
    func process(_ frame: Frame, _ outcome: inout StageOutcome) throws -> [Frame] { [frame] }
  }
}
