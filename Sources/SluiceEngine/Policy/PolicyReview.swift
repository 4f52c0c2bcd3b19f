internal import SluiceCore
internal import SluiceLineage
internal import SluicePolicy

/// What policies and rules say about a plan before a record is read.
struct PolicyReview: Sendable {
  var governance: Governance
  var controllerName: String? { nil }
  var digests: JSON { [:] }
  var reportInputs: ReportInputs { ReportInputs(purpose: "") }
  func rows(of plan: Plan) -> [(stage: Int, verdicts: [Verdict])] { [] }
  func jurisdictions(of stage: Int, _ plan: Plan) -> [String] { [] }
}
extension Verdict {
  func row(stage: Int) -> RunCatalogue.Verdict {
    RunCatalogue.Verdict(stage: stage, pack: "", rule: id, citation: citation.description, title: title, basis: .machine, outcome: .permit, message: "")
  }
}
