internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

/// The calls that keys make to a transit engine.
struct KeyService: Sendable {
  let address: ServiceAddress
  let transport: any HTTPTransport
  let token: SecretBytes

  init(_ address: ServiceAddress, ring: KeyRing, transport: (any HTTPTransport)? = nil) throws(SluiceError) {
    self.address = address
    self.transport = transport ?? TLSTransport(authorities: address.authorities)
    token = try Self.token(address, ring)
  }

  private static func token(_ address: ServiceAddress, _ ring: KeyRing) throws(SluiceError) -> SecretBytes {
    let sources = address.tokenSource.map { [$0] } ?? ["env:BAO_TOKEN", "env:VAULT_TOKEN"]
    for source in sources {
      do throws(SluiceError) {
        var bytes = try ring.bytes(KeyPlace.source(source), limit: 4096)
        while bytes.last == UInt8(ascii: "\n") || bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
          throw SluiceError(.badData, "is no token of a key service", at: Place(file: source))
        }
        return SecretBytes(consuming: &bytes)
      } catch {
        guard error.code == .noInput, address.tokenSource == nil else { throw error }
      }
    }
    throw SluiceError(
      .noInput, "the key service wants a token", at: Place(file: address.description),
      hint: "set BAO_TOKEN, or add '?token-source=file:PATH' to the address")
  }

  /// What the service says about the key.
  func description() throws(SluiceError) -> JSON { try call("keys", body: nil) }

  /// Member `data` of what `operation` answers.
  ///
  /// - Parameter body: What is posted: secrets inside are wiped by whoever made it.
  func call(_ operation: String, body: SecretBytes?) throws(SluiceError) -> JSON {
    var headers = ["X-Vault-Request: true"]
    if body != nil { headers.append("Content-Type: application/json") }
    if let namespace = address.namespace { headers.append("X-Vault-Namespace: " + namespace) }
    let answer = try transport.send(
      HTTPRequest(
        "\(address.base)/\(operation)/\(address.name)", headers: headers,
        credential: ("X-Vault-Token", token), body: body))
    guard answer.status == 200 else { throw refusal(answer.status, operation) }
    var bytes = unsafe answer.body.withUnsafeBytes { unsafe Array($0) }
    defer { bytes.wipe() }
    let limits = JSON.Limits(bytes: 1 << 20, depth: 16)
    do throws(SluiceError) {
      guard let data = try JSON.parse(bytes, limits: limits)["data"], data.object != nil else {
        throw SluiceError(.badData, "the key service answered without 'data'")
      }
      return data
    } catch { throw SluiceError(.badData, error.message, at: Place(file: address.description)) }
  }

  /// Texts of the service are left out: they may quote what was sent.
  private func refusal(_ status: Int, _ operation: String) -> SluiceError {
    let place = Place(file: address.description)
    switch status {
    case 400:
      return SluiceError(
        .badData, "the key service refuses to \(operation): what it got is not for this key", at: place)
    case 403:
      return SluiceError(
        .failed, "the key service does not allow to \(operation)", at: place,
        hint: "the token needs the capability 'update' on \(address.mount)/\(operation)/\(address.name)")
    case 404: return SluiceError(.noInput, "the key service has no such key", at: place)
    case 503: return SluiceError(.inputOutput, "the key service is sealed", at: place)
    default: return SluiceError(.inputOutput, "the key service answered with status \(status)", at: place)
    }
  }
}
