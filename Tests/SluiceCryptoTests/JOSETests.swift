import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceCrypto

@Suite("Keys, envelopes and signatures") struct JOSETests {
  private let secret = SecretBytes((0..<32).map { UInt8($0) })

  @Test("a generated key survives its JSON form", arguments: KeyKind.allCases)
  func keyRoundTrip(kind: KeyKind) throws {
    let key = try JWK.generate(kind, keyID: "did:web:example.eu#k1")
    var text = Array(key.json(revealingSecret: true).compact.utf8)
    let again = try JWK(consuming: &text)
    #expect(text.isEmpty)
    #expect(again.thumbprint == key.thumbprint)
    #expect(again.keyID == "did:web:example.eu#k1")
    #expect(again.secret.map { key.secret?.isEqual(to: $0) } == true)
    let shown = key.json()
    #expect(shown["d"] == nil && shown["k"] == nil && shown["priv"] == nil)
  }

  @Test("a key whose private part belongs to another public part is refused", arguments: KeyKind.allCases)
  func mixedKey(kind: KeyKind) throws {
    guard kind != .symmetric else { return }
    var object = try #require(JWK.generate(kind).json(revealingSecret: true).object)
    let member = kind == .hybrid ? "priv" : "d"
    object[member] = try JWK.generate(kind).json(revealingSecret: true)[member]
    #expect(throws: SluiceError.self) { try JWK(json: JSON(object)) }
  }

  @Test("an envelope opens for each of its recipients and for nobody else")
  func envelope() throws {
    let keys = try [KeyKind.p256, .p384, .x25519, .hybrid, .symmetric].map {
      try JWK.generate($0, keyID: $0.rawValue)
    }
    let envelope = try JWE.seal(
      secret, for: keys.map { $0.publicKey ?? $0 }, binding: JSONObject([.init("gid", "g0")]))
    let parsed = try JWE(json: JSON.parse(envelope.json.compact))
    #expect(parsed.recipientIDs == keys.compactMap(\.keyID))
    #expect(parsed.protectedMember("gid") == "g0")
    for key in keys { #expect(try parsed.open(with: key).isEqual(to: secret)) }
    for kind in [KeyKind.p256, .symmetric] {
      let stranger = try JWK.generate(kind, keyID: kind.rawValue)
      #expect(throws: SluiceError.self) { try parsed.open(with: stranger) }
    }
    #expect(throws: SluiceError.self) { try parsed.open(with: JWK.generate(.p256, keyID: "other")) }
  }

  @Test("an envelope cannot be made for a key that signs, has no name or is for something else")
  func unfitRecipients() throws {
    #expect(throws: SluiceError.self) { try JWE.seal(secret, for: [JWK.generate(.ed25519)]) }
    #expect(throws: SluiceError.self) { try JWE.seal(secret, for: [JWK.symmetric(secret)]) }
    #expect(throws: SluiceError.self) { try JWE.seal(secret, for: []) }
    var object = try #require(JWK.generate(.p256).json().object)
    object["use"] = "sig"
    let signer = try JWK(json: JSON(object))
    #expect(throws: SluiceError.self) { try JWE.seal(secret, for: [signer]) }
  }

  @Test("signatures of every kind verify, attached and detached")
  func signatures() throws {
    let keys = try [KeyKind.p256, .p384, .ed25519].map { try JWK.generate($0) }
    let payload = Array("payload".utf8)
    let signed = try JWS.sign(payload, with: keys, type: "test")
    let parsed = try JWS(json: JSON.parse(signed.json.compact))
    let result = try parsed.verify(with: keys.compactMap(\.publicKey), type: "test")
    #expect(result.payload == payload)
    #expect(result.signers == keys.compactMap(\.keyID))
    #expect(try signed.detached.verify(with: keys, detached: payload).payload == payload)
    #expect(throws: SluiceError.self) { try signed.detached.verify(with: keys) }
    #expect(throws: SluiceError.self) { try signed.verify(with: keys, detached: payload) }
    #expect(throws: SluiceError.self) { try signed.verify(with: keys, type: "other") }
    #expect(throws: SluiceError.self) { try signed.verify(with: [JWK.generate(.ed25519)]) }
  }

  @Test("one trusted signature suffices, but none of a trusted key may fail")
  func severalSignatures() throws {
    let (trusted, other) = try (JWK.generate(.ed25519), JWK.generate(.p256))
    let signed = try JWS.sign([1], with: [other, trusted])
    #expect(try signed.verify(with: [trusted]).signers == trusted.keyID.map { [$0] })
    let forged = JWS(payload: [2], signatures: signed.signatures)
    #expect(throws: SluiceError.self) { try forged.verify(with: [trusted]) }
  }

  @Test("a key without a name is called by its thumbprint")
  func namelessKeys() throws {
    var (node, signer) = try (JWK.generate(.x25519), JWK.generate(.ed25519))
    node.keyID = nil
    signer.keyID = nil
    let envelope = try JWE.seal(secret, for: [node, JWK.generate(.x25519)])
    #expect(envelope.recipientIDs.first == node.thumbprint)
    #expect(try envelope.open(with: node).isEqual(to: secret))
    let signed = try JWS.sign([1], with: [signer])
    #expect(try signed.verify(with: [JWK.generate(.ed25519), signer]).signers == [signer.thumbprint])
  }

  @Test("algorithm none, MACs and critical extensions are refused")
  func refusedHeaders() throws {
    let key = try JWK.generate(.p256)
    for header in [#"{"alg":"none"}"#, #"{"alg":"HS256"}"#, #"{"alg":"ES256","crit":["x"],"x":1}"#] {
      let text = Base64.urlString(Array(header.utf8))
      let message = try JWS(compact: text + ".AA." + Base64.urlString([UInt8](repeating: 1, count: 64)))
      #expect(throws: SluiceError.self) { try message.verify(with: [key]) }
    }
  }

  @Test("mutated keys, envelopes and signatures are refused and never crash")
  func fuzz() throws {
    var generator = SeededGenerator(seed: 99)
    let node = try JWK.generate(.p256, keyID: "node")
    let signer = try JWK.generate(.ed25519)
    let texts = try [
      Array(JWE.seal(secret, for: [node]).json.compact.utf8),
      Array(JWS.sign([1, 2, 3], with: [signer]).json.compact.utf8),
      Array(node.json(revealingSecret: true).compact.utf8),
    ]
    for round in 0..<1500 {
      let original = texts[round % 3]
      let mutated = generator.mutation(of: original)
      guard let json = try? JSON.parse(mutated) else { continue }
      if let envelope = try? JWE(json: json), let opened = try? envelope.open(with: node) {
        #expect(opened.isEqual(to: secret))
      }
      if let message = try? JWS(json: json), let result = try? message.verify(with: [signer]) {
        #expect(result.payload == [1, 2, 3])
      }
      if let key = try? JWK(json: json), let handle = key.handle { _ = try? handle.agree(with: handle) }
    }
  }
}
