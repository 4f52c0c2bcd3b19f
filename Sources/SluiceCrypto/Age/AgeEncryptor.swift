public import SluiceCore

/// Encrypts one message in the format of `age` (c2sp.org/age, version 1) for X25519 recipients.
public final class AgeEncryptor {
  /// Receives the message, piece by piece, in order.
  public typealias Sink = ([UInt8]) throws(SluiceError) -> Void

  private let payloadKey: SecretBytes
  private let sink: Sink
  private var pending: [UInt8] = []
  private var chunk: UInt64 = 0

  private static let version = "age-encryption.org/v1"
  private static let chunkSize = 65_536
  private static let fileKeySize = 16

  /// Draws a file key and hands the header to `sink`.
  public init(for recipients: [AgeRecipient], sink: @escaping Sink) throws(SluiceError) {
    guard !recipients.isEmpty else { throw SluiceError(.usage, "an age file needs a recipient") }
    let fileKey = try SecretBytes.random(Self.fileKeySize)
    var header = Self.version + "\n"
    for recipient in recipients { header += try Self.stanza(recipient, fileKey) }
    header += "---"
    let macKey = try Self.derive(fileKey, salt: [], info: "header")
    let code = HMAC(key: macKey).authenticate(Array(header.utf8))
    let nonce = try Random.bytes(16)
    payloadKey = try Self.derive(fileKey, salt: nonce, info: "payload")
    self.sink = sink
    try sink(Array("\(header) \(Self.base64(code))\n".utf8) + nonce)
  }

  /// Adds plaintext to the message.
  public func append(_ plaintext: [UInt8]) throws(SluiceError) {
    pending += plaintext
    var start = 0
    // The last chunk is marked, so one that is full waits for what follows.
    while pending.count - start > Self.chunkSize {
      try seal(pending[start..<start + Self.chunkSize], isLast: false)
      start += Self.chunkSize
    }
    pending.removeFirst(start)
  }

  /// Seals the last chunk; the message is complete afterwards.
  public func finish() throws(SluiceError) {
    try seal(pending[...], isLast: true)
    pending.wipe()
  }

  private func seal(_ plaintext: ArraySlice<UInt8>, isLast: Bool) throws(SluiceError) {
    var nonce = [UInt8](repeating: 0, count: 3)
    for shift in stride(from: 56, through: 0, by: -8) {
      nonce.append(UInt8(truncatingIfNeeded: chunk >> UInt64(shift)))
    }
    nonce.append(isLast ? 1 : 0)
    chunk += 1
    var sealed: [UInt8] = []
    let cipher = try ChaCha20Poly1305(key: payloadKey)
    let bytes = Array(plaintext)
    try unsafe bytes.withBytes { buffer throws(SluiceError) in
      try unsafe cipher.seal(buffer, nonce: nonce, appendingTo: &sealed)
    }
    try sink(sealed)
  }

  private static func stanza(_ recipient: AgeRecipient, _ fileKey: SecretBytes) throws(SluiceError) -> String
  {
    let ephemeral = try EVPKey.generate(.x25519)
    let share = try ephemeral.publicBytes(.x25519)
    let secret = try ephemeral.agree(with: .raw(.x25519, publicKey: recipient.publicKey))
    let key = try derive(secret, salt: share + recipient.publicKey, info: "\(version)/X25519")
    var wrapped: [UInt8] = []
    let cipher = try ChaCha20Poly1305(key: key)
    try unsafe fileKey.withUnsafeBytes { bytes throws(SluiceError) in
      try unsafe cipher.seal(bytes, nonce: [UInt8](repeating: 0, count: 12), appendingTo: &wrapped)
    }
    return "-> X25519 \(base64(share))\n\(base64(wrapped))\n"
  }

  private static func derive(
    _ secret: SecretBytes, salt: [UInt8], info: String
  ) throws(SluiceError) -> SecretBytes {
    try HKDF.derive(.sha256, secret: secret, salt: salt, info: Array(info.utf8), count: 32)
  }

  /// Base64 of the standard alphabet without padding.
  private static func base64(_ bytes: [UInt8]) -> String {
    String(Base64.string(bytes).prefix { $0 != "=" })
  }
}
