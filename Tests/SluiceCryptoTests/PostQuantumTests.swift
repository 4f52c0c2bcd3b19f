import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceCrypto

@Suite("Wycheproof: ML-KEM-768") struct PostQuantumVectorTests {
  @Test("key generation agrees with all 100 cases")
  func keyGeneration() throws {
    guard let vectors = try Vector.load("mlkem_768_keygen_seed_test") else { return }
    #expect(vectors.count == 100)
    for vector in vectors {
      let pair = try MLKEM768.keyPair(seed: vector.secret("seed"))
      #expect(pair.publicKey == vector.bytes("ek") && pair.privateKey.exposed == vector.bytes("dk"))
    }
  }

  @Test("encapsulation agrees with all 265 cases, and refuses keys beyond the modulus")
  func encapsulation() throws {
    guard let vectors = try Vector.load("mlkem_768_encaps_test") else { return }
    #expect(vectors.count == 265)
    for vector in vectors {
      let result = try? MLKEM768.encapsulate(vector.bytes("ek"), random: vector.secret("m"))
      #expect((result != nil) == vector.isValid, "case \(vector.id)")
      guard let result else { continue }
      #expect(result.ciphertext == vector.bytes("c") && result.secret.exposed == vector.bytes("K"))
    }
  }

  @Test("decapsulation agrees with all 193 cases, with implicit rejection")
  func decapsulation() throws {
    guard let vectors = try Vector.load("mlkem_768_test") else { return }
    #expect(vectors.count == 193)
    for vector in vectors {
      guard vector.bytes("seed").count == MLKEM768.seedSize else {
        #expect(!vector.isValid)
        continue
      }
      let key = try MLKEM768.keyPair(seed: vector.secret("seed")).privateKey
      let secret = try? MLKEM768.decapsulate(vector.bytes("c"), privateKey: key)
      #expect(secret?.exposed == (vector.isValid ? vector.bytes("K") : nil), "case \(vector.id)")
    }
  }

  @Test("expanded private keys are checked: all 9 cases")
  func expandedKeys() throws {
    guard let vectors = try Vector.load("mlkem_768_semi_expanded_decaps_test") else { return }
    #expect(vectors.count == 9)
    for vector in vectors {
      let secret = try? MLKEM768.decapsulate(vector.bytes("c"), privateKey: vector.secret("dk"))
      #expect(secret?.exposed == (vector.isValid ? vector.bytes("K") : nil), "case \(vector.id)")
    }
  }
}

@Suite("Hybrid recipients") struct HybridTests {
  @Test("SHA3-256 and SHAKE256 give the examples of NIST")
  func keccak() throws {
    #expect(
      Hex.string(try Keccak.sha3([.open(Array("abc".utf8))]).exposed)
        == "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532")
    #expect(
      Hex.string(try Keccak.shake256([.open([])], count: 32).exposed)
        == "46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f")
  }

  @Test("the parts of a message do not matter, nor do blocks")
  func parts() throws {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    let whole = try Keccak.shake256([.open(bytes)], count: 500).exposed
    for cut in [1, 135, 136, 137, 272, 999] {
      let parts: [SecretBytes] = [.open(Array(bytes[..<cut])), .open(Array(bytes[cut...]))]
      #expect(try Keccak.shake256(parts, count: 500).exposed == whole)
    }
  }

  @Test("the secret arrives, and a ciphertext changed in either half carries another")
  func encapsulation() throws {
    let key = try JWK.generate(.hybrid)
    let (ciphertext, secret) = try HybridKEM.encapsulate(key.publicBytes)
    #expect(try key.decapsulate(ciphertext).isEqual(to: secret))
    for position in [0, 700, 1087, 1088, 1119] {
      var changed = ciphertext
      changed[position] ^= 1
      #expect(try !key.decapsulate(changed).isEqual(to: secret))
    }
    for size in [0, 1119, 1121] {
      #expect(throws: SluiceError.self) { try key.decapsulate([UInt8](repeating: 0, count: size)) }
    }
  }

  @Test("an envelope whose encapsulated secret or wrapped key is changed does not open")
  func envelope() throws {
    let key = try JWK.generate(.hybrid, keyID: "pq")
    let secret = try SecretBytes.random(32)
    let json = try JWE.seal(secret, for: [#require(key.publicKey)]).json
    #expect(try JWE(json: json).open(with: key).isEqual(to: secret))
    func changed(_ change: (inout JSONObject, inout JSONObject) -> Void) throws -> JWE {
      var message = try #require(json.object)
      var recipient = try #require(message["recipients"]?.array?[0].object)
      var header = try #require(recipient["header"]?.object)
      change(&recipient, &header)
      recipient["header"] = JSON(header)
      message["recipients"] = [JSON(recipient)]
      return try JWE(json: JSON(message))
    }
    #expect(throws: SluiceError.self) { try changed { $1["ek"] = nil }.open(with: key) }
    #expect(throws: SluiceError.self) { try changed { $1["ek"] = "AAAA" }.open(with: key) }
    #expect(throws: SluiceError.self) { try changed { $1["alg"] = "HPKE-11-KE" }.open(with: key) }
    #expect(throws: SluiceError.self) {
      try changed { recipient, _ in
        recipient["encrypted_key"] = JSON(Base64.urlString([UInt8](repeating: 1, count: 48)))
      }
      .open(with: key)
    }
    #expect(try changed { _, _ in }.open(with: key).isEqual(to: secret))
  }
}

@Suite("Profiles of mechanisms") struct MechanismProfileTests {
  @Test(
    "the European profile admits P-256, P-384 and shared AES keys, and nothing else",
    arguments: KeyKind.allCases)
  func kinds(kind: KeyKind) throws {
    let key = try JWK.generate(kind, keyID: "k")
    let isAdmitted = (try? MechanismProfile.eccg.require(key)) != nil
    #expect(isAdmitted == [.p256, .p384, .symmetric].contains(kind))
    guard kind != .ed25519 else { return }
    let envelope = try JWE.seal(SecretBytes.random(32), for: [key])
    #expect(envelope.recipient(outside: .eccg) == (isAdmitted ? nil : "k"))
  }

  @Test("signatures outside the profile are named")
  func signatures() throws {
    let keys = try [KeyKind.p256, .p384, .ed25519].map { try JWK.generate($0) }
    #expect(try JWS.sign([1], with: Array(keys[..<2])).algorithm(outside: .eccg) == nil)
    #expect(try JWS.sign([1], with: keys).algorithm(outside: .eccg) == "EdDSA")
  }
}
