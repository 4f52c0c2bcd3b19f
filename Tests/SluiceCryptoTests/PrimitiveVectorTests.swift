import SluiceCore
import Testing

@testable import SluiceCrypto

@Suite("Wycheproof: primitives") struct PrimitiveVectorTests {
  @Test("AES-GCM agrees with all 316 cases; nonces that are not 12 bytes are refused")
  func aesGCM() throws {
    guard let vectors = try Vector.load("aes_gcm_test") else { return }
    #expect(vectors.count == 316)
    var counts = (opened: 0, refused: 0, otherNonce: 0)
    for vector in vectors {
      let cipher = try AESGCM(key: vector.secret("key"))
      let (nonce, data) = (vector.bytes("iv"), vector.bytes("aad"))
      let sealed = vector.bytes("ct") + vector.bytes("tag")
      let opened = try? cipher.open(sealed, nonce: nonce, data: data)
      if nonce.count != AESGCM.nonceSize {
        #expect(opened == nil, "case \(vector.id)")
        counts.otherNonce += 1
      } else if vector.isValid {
        #expect(opened == vector.bytes("msg"), "case \(vector.id)")
        #expect(try cipher.seal(vector.bytes("msg"), nonce: nonce, data: data) == sealed)
        counts.opened += 1
      } else {
        #expect(opened == nil, "case \(vector.id)")
        counts.refused += 1
      }
    }
    #expect(counts == (116, 81, 119))
  }

  @Test("AES Key Wrap agrees with all 165 cases")
  func keyWrap() throws {
    guard let vectors = try Vector.load("aes_wrap_test") else { return }
    #expect(vectors.count == 165)
    var unwrapped = 0
    for vector in vectors {
      let key = try? KeyWrap.unwrap(vector.bytes("ct"), under: vector.secret("key"))
      if vector.isValid {
        #expect(key?.exposed == vector.bytes("msg"), "case \(vector.id)")
        #expect(try KeyWrap.wrap(vector.secret("msg"), under: vector.secret("key")) == vector.bytes("ct"))
        unwrapped += 1
      } else {
        #expect(key == nil, "case \(vector.id): \(vector.comment)")
      }
    }
    #expect(unwrapped == 36)
  }

  @Test("HKDF agrees with all 169 cases", arguments: [("hkdf_sha256_test", 86), ("hkdf_sha512_test", 83)])
  func hkdf(file: String, count: Int) throws {
    guard let vectors = try Vector.load(file) else { return }
    #expect(vectors.count == count)
    let function: HashFunction = file.contains("512") ? .sha512 : .sha256
    for vector in vectors {
      let size = vector.fields["size"] as? Int ?? 0
      let derived = try? HKDF.derive(
        function, secret: vector.secret("ikm"), salt: vector.bytes("salt"), info: vector.bytes("info"),
        count: size)
      #expect(derived?.exposed == (vector.isValid ? vector.bytes("okm") : nil), "case \(vector.id)")
    }
  }

  @Test("HMAC agrees with all 348 cases", arguments: ["hmac_sha256_test", "hmac_sha512_test"])
  func hmac(file: String) throws {
    guard let vectors = try Vector.load(file) else { return }
    #expect(vectors.count == 174)
    for vector in vectors {
      let mac = HMAC(file.contains("512") ? .sha512 : .sha256, key: vector.secret("key"))
      let tag = vector.bytes("tag")
      let code = mac.authenticate(vector.bytes("msg"))
      #expect((Array(code.prefix(tag.count)) == tag) == vector.isValid, "case \(vector.id)")
      #expect(mac.duplicate().authenticate(vector.bytes("msg")) == code)
    }
  }

  @Test("Ed25519 and ECDSA verification agree with all 693 cases")
  func signatures() throws {
    let files: [(String, KeyKind, Int, Int)] = [
      ("ed25519_test", .ed25519, 151, 0), ("ecdsa_secp256r1_sha256_p1363_test", .p256, 262, 32),
      ("ecdsa_secp384r1_sha384_p1363_test", .p384, 280, 48),
    ]
    for (file, kind, count, width) in files {
      guard let vectors = try Vector.load(file) else { return }
      #expect(vectors.count == count)
      for vector in vectors {
        let parts = vector.group["publicKey"] as? [String: Any]
        let encoded = Hex.bytes((parts?[width == 0 ? "pk" : "uncompressed"] as? String) ?? "") ?? []
        let key = try JWK.publicHandle(kind, width == 0 ? encoded : Array(encoded.dropFirst()))
        let verifies = key.verifies(vector.bytes("sig"), of: vector.bytes("msg"), kind)
        #expect(verifies == vector.isValid, "\(file) \(vector.id): \(vector.comment)")
      }
    }
  }
}
