import Foundation
import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluicePolicy

@Suite("The sample pipelines") struct SamplePipelineTests {
  static let folder = SharedData.checkout.appending(path: "Pipelines")

  static func files(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }

  static func json(_ file: URL) throws -> JSON {
    try JSON.parse(Array(Data(contentsOf: file)), file: file.lastPathComponent)
  }

  @Test("declare governance and datasets without findings")
  func declarations() throws {
    let files = try Self.files(in: Self.folder)
    #expect(files.count >= 5)
    for file in files {
      let pipeline = try Self.json(file)
      let findings = Governance.parse(
        pipeline["governance"], purpose: pipeline["purpose"], controller: pipeline["controller"]
      ).1
      #expect(findings.isEmpty, "\(findings)")
      for member in pipeline["stages"]?.object?.members ?? [] {
        guard let dataset = member.value["dataset"] else { continue }
        let findings = DatasetDeclaration.parse(dataset, stage: member.key).1
        #expect(findings.isEmpty, "\(findings)")
      }
    }
  }

  @Test("come with agreements that can be evaluated")
  func agreements() throws {
    let files = try Self.files(in: Self.folder.appending(path: "policies"))
    #expect(files.count >= 4)
    for file in files {
      let (policy, findings) = OdrlPolicy.parse(try Self.json(file))
      #expect(policy?.kind == .agreement, "\(findings)")
    }
  }
}
