import Foundation
import SluiceCore
import SluiceCrypto
import SluiceStorage
import SluiceTestSupport
import Testing

@testable import SluiceKeys

@Suite("Where keys are held") struct KeyPlaceTests {
  @Test("each way to name a place is understood")
  func places() throws {
    #expect(try KeyPlace("node.jwk") == .file("node.jwk"))
    #expect(try KeyPlace("env:NODE") == .environment("NODE"))
    #expect(try KeyPlace("credential:node") == .credential("node"))
    #expect(try KeyPlace("did:key:z6Mk") == .did("did:key:z6Mk"))
    let uri = try TokenURI(
      "pkcs11:token=My%20token;object=node;id=%01%aF?module-path=/usr/lib/m.so&pin-source=file:/run/pin")
    #expect(uri.token == "My token" && uri.object == "node" && uri.id == [1, 0xAF])
    #expect(uri.module == "/usr/lib/m.so" && uri.pinSource == "file:/run/pin")
    #expect(uri.description == "pkcs11:token=My token;object=node;id=%01%af")
    let address = try ServiceAddress(
      "https://bao.example:8200/v1/team/transit/keys/nodes?ca=/etc/ca.pem&token-source=env:T&namespace=eu")
    #expect(address.base == "https://bao.example:8200/v1/team/transit" && address.name == "nodes")
    #expect(
      address.authorities == "/etc/ca.pem" && address.tokenSource == "env:T" && address.namespace == "eu")
    #expect(address.description == "https://bao.example:8200/v1/team/transit/keys/nodes")
  }

  @Test(
    "places that are not understood or would give a secret away are refused",
    arguments: [
      "pkcs11:object=a", "pkcs11:object=a?module-path=m.so", "pkcs11:token=t?module-path=/m.so",
      "pkcs11:object=a?module-path=/m.so&pin-value=1234", "pkcs11:object=a;object=b?module-path=/m.so",
      "pkcs11:object=%zz?module-path=/m.so", "pkcs11:object=a;colour=red?module-path=/m.so",
      "http://h/v1/transit/keys/a", "https://h/v1/transit/a", "https://h/v2/transit/keys/a",
      "https://u:p@h/v1/transit/keys/a", "https://h/v1/../keys/a", "https://h/v1/t/keys/a?token=x",
      "https://h/v1/t/keys/a b", "https:///v1/t/keys/a",
    ])
  func refused(text: String) { #expect(throws: SluiceError.self) { try KeyPlace(text) } }

  @Test("keys come from files, key sets and DID documents")
  func files() throws {
    let folder = try TemporaryFolder()
    let ring = KeyRing()
    let key = try JWK.generate(.p256, keyID: "did:web:a.example#k1")
    let private1 = try folder.write(Array(key.json(revealingSecret: true).compact.utf8), to: "a.jwk")
    #expect(try ring.held(.file(private1)).name == "did:web:a.example#k1")
    let both: JSON = ["keys": [key.json(), try JWK.generate(.x25519).json()]]
    let set = try folder.write(Array(both.compact.utf8), to: "set.jwks")
    #expect(try ring.keys(.file(set), for: .keyAgreement).count == 2)
    #expect(throws: SluiceError.self) { try ring.held(.file(set)) }
    #expect(throws: SluiceError.self) { try ring.held(.file(folder.path("none.jwk"))) }
    #expect(throws: SluiceError.self) { try ring.held(.environment("SLUICE_NO_SUCH_KEY")) }
    let did = try #require(key.did)
    #expect(try ring.keys(.did(did), for: .keyAgreement).first?.publicKey?.thumbprint == key.thumbprint)
  }
}

/// A key service with the interface of a transit engine, in memory.
private final class FakeService: HTTPTransport {
  let pair: JWK
  let type: String
  let isChanging: Bool

  init(_ kind: KeyKind, type: String, isChanging: Bool = false) throws {
    pair = try JWK.generate(kind == .symmetric ? .p256 : kind)
    self.type = type
    self.isChanging = isChanging
  }

  func send(_ request: HTTPRequest) throws(SluiceError) -> HTTPAnswer {
    let token = request.credential?.value.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    guard request.credential?.name == "X-Vault-Token", token == "s.test" else { return answer(403, [:]) }
    let path = request.url.split(separator: "/").map(String.init)
    let text = request.body?.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } ?? "{}"
    let body = try JSON.parse(text)
    switch path[path.count - 2] {
    case "keys":
      let pem = pair.kind == .ed25519 ? Base64.string(pair.publicBytes) : pem(pair)
      return answer(200, ["type": JSON(type), "latest_version": 1, "keys": ["1": ["public_key": JSON(pem)]]])
    case "encrypt": return answer(200, ["ciphertext": JSON("vault:v1:" + (body["plaintext"]?.string ?? ""))])
    case "decrypt":
      let sealed = body["ciphertext"]?.string ?? ""
      guard sealed.hasPrefix("vault:v1:"), !isChanging else { return answer(400, [:]) }
      return answer(200, ["plaintext": JSON(String(sealed.dropFirst(9)))])
    case "sign":
      let message = Base64.bytes(body["input"]?.string ?? "") ?? []
      let signature = try pair.sign(message)
      let encoded = pair.kind == .ed25519 ? Base64.string(signature) : Base64.urlString(signature)
      return answer(200, ["signature": JSON("vault:v\(isChanging ? 2 : 1):\(encoded)")])
    default: return answer(404, [:])
    }
  }

  private func pem(_ key: JWK) -> String {
    let prefix =
      key.kind == .p256
      ? "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
      : "3076301006072a8648ce3d020106052b8104002203620004"
    return "-----BEGIN PUBLIC KEY-----\n" + Base64.string((Hex.bytes(prefix) ?? []) + key.publicBytes)
      + "\n-----END PUBLIC KEY-----\n"
  }

  private func answer(_ status: Int, _ data: JSON) -> HTTPAnswer {
    let object: JSON = ["data": data]
    var bytes = object.canonical
    return HTTPAnswer(status: status, body: SecretBytes(consuming: &bytes))
  }
}

@Suite("Keys at a service") struct ServiceKeyTests {
  private func service(_ transport: FakeService, token: String = "s.test\n") throws -> KeyService {
    let folder = try TemporaryFolder()
    let file = try folder.write(Array(token.utf8), to: "token")
    return try KeyService(
      ServiceAddress("https://bao.example/v1/transit/keys/nodes?token-source=file:\(file)"), ring: KeyRing(),
      transport: transport)
  }

  @Test("an AES key of a service receives envelopes, and nobody else opens them")
  func envelope() throws {
    let key = try ServiceKey(service(FakeService(.symmetric, type: "aes256-gcm96")))
    #expect(key.name == "transit/keys/nodes" && key.encryptionAlgorithm == "urn:sluice:transit")
    let secret = try SecretBytes.random(32)
    let envelope = try JWE(json: JSON.parse(JWE.seal(secret, for: [key]).json.compact))
    #expect(try envelope.open(with: key).isEqual(to: secret))
    let impostor = try JWK.symmetric(SecretBytes.random(32), keyID: "transit/keys/nodes")
    #expect(throws: SluiceError.self) { try envelope.open(with: impostor) }
    let refusing = try ServiceKey(service(FakeService(.symmetric, type: "aes256-gcm96", isChanging: true)))
    #expect(throws: SluiceError.self) { try envelope.open(with: refusing) }
  }

  @Test(
    "signatures of a service hold under its public key",
    arguments: [(KeyKind.p256, "ecdsa-p256"), (.p384, "ecdsa-p384"), (.ed25519, "ed25519")])
  func signing(kind: KeyKind, type: String) throws {
    let key = try ServiceKey(service(FakeService(kind, type: type)))
    let signed = try JWS.sign([1, 2, 3], with: [key])
    let publicKey = try #require(key.publicKey)
    #expect(try signed.verify(with: [publicKey]).payload == [1, 2, 3])
    let changing = try ServiceKey(service(FakeService(kind, type: type, isChanging: true)))
    #expect(throws: SluiceError.self) { try JWS.sign([1], with: [changing]) }
  }

  @Test("a wrong token, another type of key and a missing key are told apart")
  func refusals() throws {
    #expect(throws: SluiceError.self) {
      try ServiceKey(service(FakeService(.symmetric, type: "aes256-gcm96"), token: "wrong"))
    }
    #expect(throws: SluiceError.self) { try service(FakeService(.p256, type: "x"), token: "a b") }
    #expect(throws: SluiceError.self) { try ServiceKey(service(FakeService(.p256, type: "rsa-2048"))) }
  }
}
