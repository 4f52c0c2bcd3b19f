import SluiceCore
import Testing

@testable import SluiceCrypto

@Suite("Wycheproof: key agreement") struct AgreementVectorTests {
  /// A public key in X.509 form whose algorithm part is exactly the one of a named curve.
  private func publicKey(_ der: [UInt8], _ kind: KeyKind) -> EVPKey? {
    let prefix = Hex.bytes(
      kind == .p256
        ? "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
        : "3076301006072a8648ce3d020106052b8104002203620004")
    guard let prefix, der.starts(with: prefix), der.count == prefix.count + kind.publicSize else {
      return nil
    }
    return try? JWK.publicHandle(kind, Array(der.dropFirst(prefix.count)))
  }

  @Test(
    "ECDH on NIST curves agrees with all 1,659 cases",
    arguments: [("ecdh_secp256r1_test", KeyKind.p256, 612), ("ecdh_secp384r1_test", KeyKind.p384, 1047)])
  func nistCurves(file: String, kind: KeyKind, count: Int) throws {
    guard let vectors = try Vector.load(file) else { return }
    #expect(vectors.count == count)
    for vector in vectors {
      var scalar = vector.bytes("private").drop { $0 == 0 }
      scalar.insert(
        contentsOf: [UInt8](repeating: 0, count: kind.privateSize - scalar.count), at: scalar.startIndex)
      let key = try EVPKey.elliptic(kind, point: nil, scalar: SecretBytes(Array(scalar)))
      let shared = publicKey(vector.bytes("public"), kind).flatMap { try? key.agree(with: $0) }
      check(vector, shared)
    }
  }

  @Test("ECDH from JSON Web Keys agrees with all 353 cases")
  func webKeys() throws {
    guard let vectors = try Vector.load("ecdh_secp256r1_webcrypto_test") else { return }
    #expect(vectors.count == 353)
    for vector in vectors { check(vector, try agree(vector)) }
  }

  @Test("X25519 agrees with all 518 cases, and refuses a shared secret of zeros")
  func x25519() throws {
    guard let vectors = try Vector.load("x25519_test") else { return }
    #expect(vectors.count == 518)
    for vector in vectors {
      let key = try EVPKey.raw(.x25519, privateKey: vector.secret("private"))
      let peer = try EVPKey.raw(.x25519, publicKey: vector.bytes("public"))
      let shared = try? key.agree(with: peer)
      #expect((shared == nil) == vector.flags.contains("ZeroSharedSecret"), "case \(vector.id)")
      check(vector, shared)
    }
  }

  @Test("X25519 from JSON Web Keys agrees with all 531 cases")
  func x25519WebKeys() throws {
    guard let vectors = try Vector.load("x25519_jwk_test") else { return }
    #expect(vectors.count == 531)
    for vector in vectors { check(vector, try agree(vector)) }
  }

  private func agree(_ vector: Vector) throws -> SecretBytes? {
    let key = try? JWK(json: vector.json("private"))
    let peer = try? JWK(json: vector.json("public"))
    guard let key = key?.handle, let peer = peer?.handle else { return nil }
    return try? key.agree(with: peer)
  }

  private func check(_ vector: Vector, _ shared: SecretBytes?) {
    switch vector.result {
    case "valid": #expect(shared?.exposed == vector.bytes("shared"), "case \(vector.id): \(vector.comment)")
    case "acceptable":
      #expect(shared.map { $0.exposed == vector.bytes("shared") } != false, "case \(vector.id)")
    default: #expect(shared == nil, "case \(vector.id): \(vector.comment)")
    }
  }
}
