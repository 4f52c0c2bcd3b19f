public import SluiceCore

/// A key at a key service with the interface of OpenBao's and Vault's transit engine.
///
/// `https://HOST:PORT/v1/MOUNT/keys/NAME`, as the service itself calls the key, and how it is to be reached:
/// `?token-source=file:/run/token&ca=/etc/ssl/bao.pem&namespace=NAME`. Without a token source the token is taken
/// from `BAO_TOKEN` or `VAULT_TOKEN`.
public struct ServiceAddress: Sendable, Equatable, CustomStringConvertible {
  /// `https://HOST:PORT/v1/MOUNT`.
  public let base: String
  /// Name of the key.
  public let name: String
  /// Where the service's mount is, without `v1`.
  public let mount: String
  /// Where the token is held: `file:PATH`, `env:NAME` or `credential:NAME`.
  public let tokenSource: String?
  /// File with the certificates to trust instead of those of the system.
  public let authorities: String?
  /// Namespace at the service.
  public let namespace: String?

  /// Reads an address.
  ///
  /// - Throws: A `badPipeline` error for anything but https, another path, or a token in the address.
  public init(_ text: String) throws(SluiceError) {
    let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard text.hasPrefix("https://"), text.utf8.count <= 4096,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      throw SluiceError(.badPipeline, "a key service must be called over https", at: Place(file: text))
    }
    let parts = halves[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    // https: "" HOST v1 MOUNT… keys NAME
    guard parts.count >= 7, !parts[2].isEmpty, !parts[2].contains("@"), parts[3] == "v1",
      parts[parts.count - 2] == "keys", parts[4...].allSatisfy(Self.isPlain)
    else {
      throw SluiceError(
        .badPipeline, "is not the address of a key", at: Place(file: String(halves[0])),
        hint: "https://HOST:8200/v1/transit/keys/NAME")
    }
    mount = parts[4..<parts.count - 2].joined(separator: "/")
    base = "https://\(parts[2])/v1/\(mount)"
    name = parts[parts.count - 1]
    var options: [String: String] = [:]
    for option in (halves.count > 1 ? halves[1] : "").split(separator: "&") {
      let pair = option.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2, ["token-source", "ca", "namespace"].contains(pair[0]),
        options.updateValue(pair[1], forKey: pair[0]) == nil
      else {
        throw SluiceError(
          .badPipeline, "'\(pair.first ?? "")' of the key service's address is not understood",
          hint: "known are token-source, ca and namespace")
      }
    }
    tokenSource = options["token-source"]
    authorities = options["ca"]
    namespace = options["namespace"]
  }

  private static func isPlain(_ part: String) -> Bool {
    !part.isEmpty && part != "." && part != ".."
      && part.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }

  /// The key's address without how it is reached.
  public var description: String { "\(base)/keys/\(name)" }
}
