import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceCrypto

@Suite("Cobblestone-256") struct CobblestoneTests {
  private let key = SecretBytes((0..<32).map { UInt8($0) })
  private let context = Array("context".utf8)

  @Test("agrees with all 35 Wycheproof cases")
  func wycheproof() throws {
    guard let vectors = try Vector.load("c2sp_chunked_encryption_aes_256_gcm_test") else { return }
    #expect(vectors.count == 35)
    #expect(vectors.filter(\.isValid).count == 10)
    for vector in vectors {
      let message = Inflate.zlib(vector.bytes("ct"))
      let plaintext = try? Cobblestone256.decrypt(
        message, key: vector.secret("key"), context: vector.bytes("ctx"))
      #expect((plaintext != nil) == vector.isValid, "case \(vector.id): \(vector.comment)")
      guard let plaintext else { continue }
      #expect(plaintext.count == vector.fields["msgLength"] as? Int)
      #expect(HashFunction.sha512.digest(of: plaintext) == vector.bytes("msgSha512"))
      #expect(try encrypt(plaintext, vector) == message, "case \(vector.id)")
    }
  }

  private func encrypt(_ plaintext: [UInt8], _ vector: Vector) throws -> [UInt8] {
    var message: [UInt8] = []
    let salt = Array(Inflate.zlib(vector.bytes("ct")).prefix(Cobblestone256.saltSize))
    let encryptor = try CobblestoneEncryptor(
      key: vector.secret("key"), context: vector.bytes("ctx"), salt: salt
    ) { message += $0 }
    try plaintext.withUnsafeBytes { try encryptor.append($0) }
    try encryptor.finish()
    return message
  }

  @Test("gives the same message however the plaintext is cut into pieces")
  func pieces() throws {
    var generator = SeededGenerator(seed: 7)
    let plaintext = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    var messages: Set<[UInt8]> = []
    for _ in 0..<8 {
      var message: [UInt8] = []
      let encryptor = try CobblestoneEncryptor(
        key: key, context: context, salt: [UInt8](repeating: 5, count: 24)
      ) { message += $0 }
      var rest = plaintext[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 0...40_000, using: &generator))
        try piece.withUnsafeBytes { try encryptor.append($0) }
        rest = rest.dropFirst(piece.count)
      }
      try encryptor.finish()
      #expect(encryptor.messageSize == message.count)
      messages.insert(message)
    }
    #expect(messages.count == 1)
    #expect(try Cobblestone256.decrypt(messages.first ?? [], key: key, context: context) == plaintext)
  }

  @Test("sizes are arithmetic in both directions")
  func sizes() {
    for size in [0, 1, 16_383, 16_384, 16_385, 32_768, 1 << 40] {
      let messageSize = Cobblestone256.messageSize(plaintextSize: size)
      #expect(Cobblestone256.plaintextSize(messageSize: messageSize) == size)
    }
    for size in [0, 55, 56, 71, 56 + 16_400, 56 + 16_400 + 15] {
      #expect(Cobblestone256.plaintextSize(messageSize: size) == nil)
    }
  }

  @Test("opens any range alone, and refuses one beyond the end")
  func ranges() throws {
    let plaintext = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let message = try Cobblestone256.encrypt(plaintext, key: key, context: context)
    let decryptor = try CobblestoneDecryptor(
      key: key, context: context, header: message.prefix(56), messageSize: message.count)
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      let start = Int.random(in: 0...plaintext.count, using: &generator)
      let range = start..<Int.random(in: start...plaintext.count, using: &generator)
      var output = [UInt8](repeating: 0, count: range.count)
      try output.withUnsafeMutableBytes { output in
        try decryptor.decrypt(range, into: output) { offset, buffer in
          buffer.copyBytes(from: message[offset..<offset + buffer.count])
        }
      }
      #expect(output == Array(plaintext[range]))
    }
    var output = [UInt8](repeating: 0, count: 2)
    #expect(throws: SluiceError.self) {
      try output.withUnsafeMutableBytes { output in
        try decryptor.decrypt(69_999..<70_001, into: output) { _, _ in }
      }
    }
  }

  @Test("refuses every single changed bit and every truncation of a short message")
  func faults() throws {
    let message = try Cobblestone256.encrypt(Array("attack at dawn".utf8), key: key, context: context)
    for bit in 0..<message.count * 8 {
      var changed = message
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: SluiceError.self) { try Cobblestone256.decrypt(changed, key: key, context: context) }
    }
    for count in 0..<message.count {
      let cut = Array(message.prefix(count))
      #expect(throws: SluiceError.self) { try Cobblestone256.decrypt(cut, key: key, context: context) }
    }
  }

  @Test("a sealed segment opens only under its own purpose and name")
  func segments() throws {
    let spill = SegmentSealer(runKey: key, purpose: "spill")
    let sealed = try spill.seal([1, 2, 3], name: "0001")
    #expect(try spill.open(sealed, name: "0001") == [1, 2, 3])
    #expect(throws: SluiceError.self) { try spill.open(sealed, name: "0002") }
    #expect(throws: SluiceError.self) {
      try SegmentSealer(runKey: key, purpose: "journal").open(sealed, name: "0001")
    }
  }
}
