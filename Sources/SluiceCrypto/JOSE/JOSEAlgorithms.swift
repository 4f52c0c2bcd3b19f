internal import SluiceCore

/// Which algorithms a reader of envelopes accepts.
struct JOSEAlgorithms {
  let keySizes: Set<Int>
  let content: Set<ContentEncryption>

  /// What this library writes: keys of 256 bits only.
  static let own = JOSEAlgorithms(keySizes: [32], content: [.a256gcm])
  /// The shorter keys of the same algorithms, which published vectors use.
  static let allKeySizes = JOSEAlgorithms(keySizes: [16, 24, 32], content: Set(ContentEncryption.allCases))
}

/// Content encryption of RFC 7518 §5.3.
enum ContentEncryption: String, CaseIterable {
  case a128gcm = "A128GCM"
  case a192gcm = "A192GCM"
  case a256gcm = "A256GCM"

  var keySize: Int {
    switch self {
    case .a128gcm: 16
    case .a192gcm: 24
    case .a256gcm: 32
    }
  }

  func seal(
    _ plaintext: SecretBytes, key: SecretBytes, nonce: [UInt8], authenticating data: [UInt8]
  ) throws(SluiceError) -> [UInt8] {
    let cipher = try AESGCM(key: key)
    var sealed = [UInt8](repeating: 0, count: plaintext.count + AESGCM.tagSize)
    try unsafe sealed.withMutableBytes { output throws(SluiceError) in
      try unsafe plaintext.withUnsafeBytes { input throws(SluiceError) in
        try unsafe nonce.withBytes { nonce throws(SluiceError) in
          try unsafe data.withBytes { data throws(SluiceError) in
            try unsafe cipher.seal(input, nonce: nonce, authenticating: data, into: output)
          }
        }
      }
    }
    return sealed
  }

  func open(
    _ sealed: [UInt8], key: SecretBytes, nonce: [UInt8], authenticating data: [UInt8]
  ) throws(SluiceError) -> SecretBytes {
    let cipher = try AESGCM(key: key)
    guard sealed.count >= AESGCM.tagSize else { throw SluiceError(.badData, "the envelope is cut short") }
    return try unsafe SecretBytes(count: sealed.count - AESGCM.tagSize) { output throws(SluiceError) in
      try unsafe sealed.withBytes { input throws(SluiceError) in
        try unsafe nonce.withBytes { nonce throws(SluiceError) in
          try unsafe data.withBytes { data throws(SluiceError) in
            try unsafe cipher.open(input, nonce: nonce, authenticating: data, into: output)
          }
        }
      }
    }
  }
}
