import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceCrypto

@Suite("Identities") struct IdentityTests {
  @Test(
    "every kind of key has a did:key that reads back", arguments: [KeyKind.p256, .p384, .x25519, .ed25519])
  func roundTrip(kind: KeyKind) throws {
    for _ in 0..<20 {
      let key = try JWK.generate(kind)
      let did = try #require(key.did)
      let read = try JWK(did: did)
      #expect(read.thumbprint == key.thumbprint && read.kind == kind && !read.isPrivate)
      #expect(read.keyID == "\(did)#\(did.dropFirst(8))")
    }
  }

  @Test("the examples of the did:key method come out")
  func published() throws {
    #expect(try JWK(did: "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").kind == .ed25519)
    #expect(try JWK(did: "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169").kind == .p256)
    #expect(
      try JWK(did: "did:key:z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9").kind
        == .p384)
    #expect(try JWK(did: "did:key:z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F").kind == .x25519)
  }

  @Test(
    "a did:key that is not well-formed is refused",
    arguments: [
      "did:key:", "did:key:z", "did:key:z0", "did:web:a.example", "did:key:m6Mk", "did:key:z6Mk",
      "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#other",
      "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doKA",
    ])
  func malformed(did: String) { #expect(throws: SluiceError.self) { try JWK(did: did) } }

  @Test("base58 keeps leading zeros and refuses other characters")
  func base58() {
    for bytes: [UInt8] in [[], [0], [0, 0, 1], [255, 255], Array(0..<40)] {
      #expect(Base58.bytes(Base58.string(bytes)) == bytes)
    }
    #expect(Base58.string(Array("Hello World!".utf8)) == "2NEpo7TZRRrLZSi2U")
    #expect(Base58.bytes("0OIl") == nil && Base58.bytes(String(repeating: "z", count: 513)) == nil)
  }

  private func document() throws -> (JSONObject, JWK, JWK) {
    let (agreement, signing) = try (JWK.generate(.p256), JWK.generate(.ed25519))
    let object: JSON = [
      "@context": "https://www.w3.org/ns/did/v1", "id": "did:web:node.example",
      "verificationMethod": [
        [
          "id": "did:web:node.example#sign", "type": "Multikey", "controller": "did:web:node.example",
          "publicKeyMultibase": JSON(Multikey.text(signing) ?? ""),
        ],
        [
          "id": "#agree", "type": "JsonWebKey", "controller": "did:web:node.example",
          "publicKeyJwk": agreement.json(),
        ],
      ],
      "assertionMethod": ["#sign"], "keyAgreement": ["did:web:node.example#agree"],
    ]
    return (try #require(object.object), agreement, signing)
  }

  @Test("a DID document gives each purpose its own keys, called by their DID URLs")
  func documents() throws {
    let (object, agreement, signing) = try document()
    let json = JSON(object)
    #expect(DIDDocument.isDocument(json))
    let receiving = try JWK.keys(json: json, for: .keyAgreement)
    #expect(receiving.map(\.keyID) == ["did:web:node.example#agree"])
    #expect(receiving[0].thumbprint == agreement.thumbprint)
    let trusted = try JWK.keys(json: json, for: .assertionMethod)
    #expect(trusted.map(\.keyID) == ["did:web:node.example#sign"])
    #expect(trusted[0].thumbprint == signing.thumbprint)
  }

  @Test("a document that contradicts itself, shows a secret or whose keys are over is refused")
  func refusals() throws {
    let (object, agreement, _) = try document()
    func refuses(_ change: (inout JSONObject) throws -> Void) throws -> Bool {
      var changed = object
      try change(&changed)
      return (try? JWK.keys(json: JSON(changed), for: .keyAgreement)) == nil
    }
    func method(_ name: String, _ value: JSON) -> (inout JSONObject) throws -> Void {
      { object in
        var methods = object["verificationMethod"]?.array ?? []
        var method = methods[1].object ?? JSONObject()
        method[name] = value
        methods[1] = JSON(method)
        object["verificationMethod"] = JSON(methods)
      }
    }
    #expect(try !refuses { _ in })
    #expect(try refuses { $0["keyAgreement"] = ["#nothing"] })
    #expect(try refuses { $0["keyAgreement"] = nil })
    #expect(try refuses { $0["keyAgreement"] = [] })
    #expect(try refuses { $0["id"] = "https://node.example" })
    #expect(try refuses(method("controller", "did:web:other.example")))
    #expect(try refuses(method("id", "did:web:other.example#agree")))
    #expect(try refuses(method("revoked", "2020-01-01T00:00:00Z")))
    #expect(try refuses(method("expires", "2020-01-01T00:00:00Z")))
    #expect(try refuses(method("expires", "soon")))
    #expect(try refuses(method("publicKeyJwk", agreement.json(revealingSecret: true))))
    #expect(try !refuses(method("expires", "2999-01-01T00:00:00Z")))
  }
}
