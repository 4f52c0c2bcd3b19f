import Foundation
import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceCrypto

@Suite("JOSE vectors") struct JOSEVectorTests {
  @Test("Wycheproof JWE: all 173 cases open, fail or are refused by name as they should")
  func encryption() throws {
    var counts = (opened: 0, refusedByName: 0, invalid: 0)
    for file in ["json_web_encryption_test", "json_web_crypto_test"] {
      guard let vectors = try Vector.load(file) else { return }
      for vector in vectors where vector.fields["jwe"] != nil {
        switch open(vector) {
        case .success(let secret):
          #expect(vector.isValid, "case \(vector.id): \(vector.comment)")
          #expect(vector.fields["pt"] == nil || secret.exposed == vector.bytes("pt"), "case \(vector.id)")
          counts.opened += 1
        case .failure(let error) where vector.isValid:
          #expect(isRefusal(error), "case \(vector.id): \(error)")
          counts.refusedByName += 1
        case .failure: counts.invalid += 1
        }
      }
    }
    #expect(counts == (15, 52, 106))
  }

  private func open(_ vector: Vector) -> Result<SecretBytes, SluiceError> {
    Result { () throws(SluiceError) in
      let key = try JWK(json: foreign(vector.group["private"]))
      guard let compact = vector.fields["jwe"] as? String else {
        return try JWE(json: foreign(vector.fields["jwe"])).open(with: key, accepting: .allKeySizes)
      }
      return try JWE(compact: compact).open(with: key, accepting: .allKeySizes)
    }
  }

  private func foreign(_ value: Any?) throws(SluiceError) -> JSON {
    do { return try Vectors.json(value ?? NSNull()) } catch {
      throw SluiceError(.badData, "not JSON")
    }
  }

  private func isRefusal(_ error: SluiceError) -> Bool {
    // Two cases of an algorithm that is refused anyway also count loose base64 as valid.
    ["is refused", "not supported", "under AES-GCM", "strict base64url", "in compact form"].contains {
      error.message.contains($0)
    }
  }

  @Test("Wycheproof JWS: all 450 cases verify, fail or are refused by name as they should")
  func signatures() throws {
    var counts = (verified: 0, refusedByName: 0, invalid: 0)
    for file in ["json_web_signature_test", "json_web_crypto_test"] {
      guard let vectors = try Vector.load(file) else { return }
      for vector in vectors where vector.fields["jws"] != nil { count(vector, into: &counts) }
    }
    #expect(counts == (3, 47, 400))
  }

  @Test("Wycheproof JWK: all 26 cases are refused, the valid ones by the name of their algorithm")
  func keys() throws {
    guard let vectors = try Vector.load("json_web_key_test") else { return }
    #expect(vectors.count == 26)
    var counts = (verified: 0, refusedByName: 0, invalid: 0)
    for vector in vectors { count(vector, into: &counts) }
    #expect(counts == (0, 5, 21))
  }

  private func count(_ vector: Vector, into counts: inout (verified: Int, refusedByName: Int, invalid: Int)) {
    let result = Result { () throws(SluiceError) in
      let keys = try JWK.set(json: foreign(vector.group["public"] ?? vector.group["private"]))
      guard let compact = vector.fields["jws"] as? String else {
        return try JWS(json: foreign(vector.fields["jws"])).verify(with: keys).payload
      }
      return try JWS(compact: compact).verify(with: keys).payload
    }
    switch result {
    case .success:
      #expect(vector.isValid, "case \(vector.id): \(vector.comment)")
      counts.verified += 1
    case .failure(let error) where vector.isValid:
      #expect(isRefusal(error), "case \(vector.id): \(error)")
      counts.refusedByName += 1
    case .failure: counts.invalid += 1
    }
  }

  @Test("RFC 7520 and 8037 JWE: AES Key Wrap and ECDH-ES+A128KW open in all forms, the rest is refused")
  func cookbookEncryption() throws {
    let openable: Set = ["5_4.", "5_8.", "5_10", "5_11", "5_12"]
    guard let root = SharedData.path("vectors/jose/jwe", for: "JOSE cookbook") else { return }
    let files = try FileManager.default.contentsOfDirectory(atPath: root.path).map { "jwe/" + $0 }
    var counts = (forms: 0, opened: 0)
    for file in files + ["curve25519/ecdh-es.json"] {
      guard let document = try Vectors.cookbook(file), let output = document["output"]?.object else {
        continue
      }
      let texts = [document["input"]?["key"]].compactMap { $0 }.flatMap { $0.array ?? [$0] }
      let keys = texts.compactMap { try? JWK(json: $0) }
      for member in output.members {
        counts.forms += 1
        let message = try? member.value.string.map { try JWE(compact: $0) } ?? JWE(json: member.value)
        let secrets = keys.compactMap { try? message?.open(with: $0, accepting: .allKeySizes) }
        let isOpenable = openable.contains { file.dropFirst(4).hasPrefix($0) }
        #expect(secrets.isEmpty == !isOpenable, "\(file) \(member.key)")
        guard let secret = secrets.first else { continue }
        #expect(secret.exposed == document["input"]?["plaintext"]?.string.map { Array($0.utf8) })
        #expect(keys.allSatisfy { (try? message?.open(with: $0)) == nil }, "128-bit keys need the wider set")
        counts.opened += 1
      }
    }
    #expect(counts == (37, 12))
  }

  @Test("RFC 7520 and 8037 JWS: Ed25519 verifies and repeats in all forms, the rest is refused")
  func cookbookSignatures() throws {
    guard let root = SharedData.path("vectors/jose/jws", for: "JOSE cookbook") else { return }
    let files = try FileManager.default.contentsOfDirectory(atPath: root.path).map { "jws/" + $0 }
    var counts = (forms: 0, verified: 0)
    for file in files + ["curve25519/jws.json"] {
      guard let document = try Vectors.cookbook(file), let output = document["output"]?.object else {
        continue
      }
      let texts = [document["input"]?["key"]].compactMap { $0 }.flatMap { $0.array ?? [$0] }
      let keys = texts.compactMap { try? JWK(json: $0) }
      for member in output.members {
        counts.forms += 1
        let message = try? member.value.string.map { try JWS(compact: $0) } ?? JWS(json: member.value)
        guard let payload = try? message?.verify(with: keys).payload else { continue }
        #expect(payload == document["input"]?["payload"]?.string.map { Array($0.utf8) })
        let signing = document["signing"]
        let again = try keys[0].handle?.sign(Array((signing?["sig-input"]?.string ?? "").utf8), .ed25519)
        #expect(again.map(Base64.urlString) == signing?["sig"]?.string)
        #expect(message?.json == output["json"] && message?.flattened == output["json_flat"])
        counts.verified += 1
      }
    }
    #expect(counts == (23, 3))
  }

  @Test("RFC 7520 keys: P-521 and RSA are refused by name, symmetric keys are read")
  func cookbookKeys() throws {
    guard let root = SharedData.path("vectors/jose/jwk", for: "JOSE cookbook") else { return }
    let files = try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
    #expect(files.count == 6)
    var kinds: [String] = []
    for file in files {
      guard let json = try Vectors.cookbook("jwk/\(file)") else { continue }
      do { kinds.append(try JWK(json: json).kind.rawValue) } catch { kinds.append(error.message) }
    }
    #expect(
      kinds == [
        "curve 'P-521' is not supported for key type 'EC'",
        "curve 'P-521' is not supported for key type 'EC'",
        "key type 'RSA' is not supported", "key type 'RSA' is not supported", "oct", "oct",
      ])
  }

  @Test("the thumbprint of RFC 8037 §A.3 comes out")
  func thumbprint() throws {
    guard let document = try Vectors.cookbook("curve25519/jws.json"), let key = document["input"]?["key"]
    else { return }
    #expect(try JWK(json: key).thumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
  }
}

@Suite("RFC 8785 vectors") struct CanonicalJSONTests {
  @Test("all six documents take the published canonical form")
  func canonical() throws {
    guard let root = SharedData.path("vectors/jcs/testdata", for: "JCS vectors") else { return }
    let files = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "input").path)
    #expect(files.count == 6)
    for file in files {
      let input = try JSON.parse([UInt8](Data(contentsOf: root.appending(path: "input/\(file)"))))
      let output = try [UInt8](Data(contentsOf: root.appending(path: "output/\(file)")))
      #expect(input.canonical == output, "\(file)")
    }
  }
}
