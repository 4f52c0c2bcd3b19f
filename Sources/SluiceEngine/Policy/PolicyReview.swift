internal import SluiceCore
internal import SluiceLineage
internal import SluicePolicy

/// What policies and rules say about a plan before a record is read.
struct PolicyReview: Sendable {
  var governance: Governance
  var controllerName: String? { nil }
  var digests: JSON { [:] }
  var reportInputs: ReportInputs { ReportInputs(purpose: "") }
  var verdicts: [RunCatalogue.Verdict] { [] }
  func jurisdictions(of stage: Int, _ plan: Plan) -> [String] { [] }
}
extension PolicyReview {
  static func of(_ plan: Plan, inventory: Inventory) throws -> PolicyReview {
    PolicyReview(governance: Governance.parse(plan.pipeline.json["governance"]).0)
  }
}
