import SluiceCore
import SluiceCrypto
import Testing

@testable import SluicePolicy

@Suite("Sign-offs of persons") struct SignoffTests {
  let key: JWK
  let signoff = Signoff(
    rule: "g-35-7", scopeDigest: World.digest, expires: Timestamp("2027-01-01T00:00:00Z") ?? .now,
    role: "data-protection-officer", signer: "A. Muster", statement: "risk is acceptable")

  init() throws { key = try JWK.generate(.ed25519, keyID: "dpo-1") }

  func signer(_ key: JWK, role: String = "data-protection-officer") throws -> Signoff.Signer {
    Signoff.Signer(name: "A. Muster", role: role, key: try #require(key.publicKey))
  }

  @Test("verify by the key of a named signer, also after a round trip through text")
  func roundTrip() throws {
    let document = try JSON.parse(signoff.signed(with: key).pretty, file: "s.json")
    #expect(try Signoff.verify(document, signers: [signer(key)]) == signoff)
  }

  @Test("by nobody known, in another role or changed afterwards are refused")
  func refused() throws {
    let document = try signoff.signed(with: key)
    let stranger = try JWK.generate(.ed25519, keyID: "dpo-1")
    #expect(throws: SluiceError.self) { try Signoff.verify(document, signers: [signer(stranger)]) }
    #expect(throws: SluiceError.self) {
      try Signoff.verify(document, signers: [signer(key, role: "controller")])
    }
    var object = try #require(document.object)
    let payload = Signoff(
      rule: "g-35-7", scopeDigest: World.digest, expires: Timestamp("2099-01-01T00:00:00Z") ?? .now,
      role: "data-protection-officer", signer: "x")
    object["payload"] = try payload.signed(with: key)["payload"]
    #expect(throws: SluiceError.self) { try Signoff.verify(JSON(object), signers: [signer(key)]) }
    #expect(throws: SluiceError.self) { try Signoff.verify([:], signers: [signer(key)]) }
  }

  @Test("count for their rule, scope, role and time only")
  func scope() throws {
    let rule = try #require(RulePack.builtIn("eu-gdpr").rules.first { $0.id == "g-35-7" })
    func outcome(_ change: (String) -> Signoff) throws -> Verdict.Outcome {
      var facts = try World.facts()
      facts.signoffs = [change("g-35-7")]
      return rule.verdict(facts).outcome
    }
    func given(
      _ rule: String, scope: String = World.digest, expires: String = "2027-01-01",
      role: String = "data-protection-officer"
    ) -> Signoff {
      Signoff(
        rule: rule, scopeDigest: scope, expires: Timestamp(expires) ?? .now, role: role, signer: "A. Muster")
    }
    #expect(try outcome { given($0) } == .permit)
    #expect(try outcome { _ in given("g-36") } == .undetermined)
    #expect(try outcome { given($0, scope: "sha256:00") } == .undetermined)
    #expect(try outcome { given($0, role: "controller") } == .undetermined)
    #expect(try outcome { given($0, expires: "2026-11-19") } == .deny)
  }
}
