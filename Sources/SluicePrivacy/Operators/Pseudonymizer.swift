internal import SluiceCore
public import SluiceCrypto

/// The secrets of a pipeline's pseudonyms, by name.
public struct PseudonymKeys: Sendable {
  private let secrets: [String: SecretBytes]

  /// The secrets; each of 32 bytes or more, from a random generator.
  public init(_ secrets: [String: SecretBytes] = [:]) { self.secrets = secrets }

  /// The secret of a key; throws exit code 78 if it is missing or too short.
  func secret(_ key: Operator.KeyReference) throws(SluiceError) -> SecretBytes {
    guard let secret = secrets[key.secret] else {
      throw SluiceError(
        .badPipeline, "no secret is called '\(key.secret)'",
        hint: Suggestion.hint(for: key.secret, among: secrets.keys.sorted()))
    }
    guard secret.count >= 32 else {
      throw SluiceError(.badPipeline, "the secret '\(key.secret)' is shorter than 32 bytes")
    }
    return secret
  }
}

/// Makes the pseudonyms of one domain: HMAC-SHA-256 under a key derived for the domain (HKDF, RFC 5869).
///
/// Stateless: every worker and machine with the key makes the same pseudonyms. One instance serves one thread.
final class Pseudonymizer {
  private let names: HMAC
  private let shifts: HMAC
  private let calendar = CalendarWords.shared

  init(_ key: Operator.KeyReference, _ keys: PseudonymKeys) throws(SluiceError) {
    let secret = try keys.secret(key)
    func derived(_ purpose: String) throws(SluiceError) -> HMAC {
      let info = Array("sluice/\(purpose)/1\u{0}\(key.domain)".utf8)
      return HMAC(key: try HKDF.derive(.sha256, secret: secret, salt: [], info: info, count: 32))
    }
    names = try derived("pseudonym")
    shifts = try derived("date-shift")
  }

  /// The pseudonym of `value`: a prefix by type, then 130 bits in base 32 (RFC 4648 §6).
  func pseudonym(of value: String, _ type: IdentifierType, callingCode: Int?) -> String {
    let canonical = CanonicalForm.make(value, type, callingCode: callingCode, calendar)
    let isPlain = type == .knownValue
    let code = names.authenticate(Array("\(isPlain ? "value" : type.name)\u{0}\(canonical)".utf8))
    return (isPlain ? "ID" : type.tag) + "_" + Pseudonymizer.base32(code.prefix(17), characters: 26)
  }

  /// The days that all dates of `subject` move by: from -days to days, never 0.
  func shift(of subject: ArraySlice<UInt8>, days: Int) -> Int {
    let code = shifts.authenticate(Array(subject))
    let value = code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let step = Int(value % UInt64(2 * days))
    return step < days ? step - days : step - days + 1
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  private static func base32(_ bytes: some Sequence<UInt8>, characters: Int) -> String {
    var text: [UInt8] = []
    var group: UInt32 = 0
    var bits = 0
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      bits += 8
      while bits >= 5, text.count < characters {
        bits -= 5
        text.append(alphabet[Int(group >> UInt32(bits)) & 31])
      }
      group &= 0xFF
    }
    return String(decoding: text, as: UTF8.self)
  }
}
