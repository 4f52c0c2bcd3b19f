internal import CPKCS11
internal import SluiceCore
internal import SluiceCrypto

/// One session with a token; closed with its last key.
@safe final class TokenSession: @unchecked Sendable {
  let module: TokenModule
  let uri: TokenURI
  let handle: UInt

  init(_ uri: TokenURI, ring: KeyRing) throws(SluiceError) {
    let module = try TokenModule.load(uri.module)
    let slot = try module.slot(uri)
    var handle: UInt = 0
    try module.check(unsafe sl_token_open(module.list, slot, &handle), "open a session", uri)
    self.module = module
    self.uri = uri
    self.handle = handle
    guard let source = uri.pinSource else { return }
    var pin = try ring.bytes(KeyPlace.source(source), limit: 256)
    defer { pin.wipe() }
    while pin.last == UInt8(ascii: "\n") || pin.last == UInt8(ascii: "\r") { pin.removeLast() }
    try module.check(unsafe sl_token_login(module.list, handle, pin, UInt(pin.count)), "let us in", uri)
  }

  deinit { unsafe sl_token_close(module.list, handle) }

  /// Handles of objects of a class that the URI names.
  func objects(_ objectClass: UInt) throws(SluiceError) -> [UInt] {
    var objects = [UInt](repeating: 0, count: 8)
    var count = UInt(objects.count)
    let (label, id) = (Array((uri.object ?? "").utf8), uri.id ?? [])
    try check(
      unsafe sl_token_find(
        module.list, handle, objectClass, label, UInt(label.count), id, UInt(id.count), &objects, &count),
      "look for the key")
    return Array(objects.prefix(Int(count)))
  }

  /// The bytes of an attribute.
  func attribute(_ type: UInt, of object: UInt) throws(SluiceError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 512)
    var count = UInt(bytes.count)
    try check(
      unsafe sl_token_attribute(module.list, handle, object, type, &bytes, &count), "describe the key")
    return Array(bytes.prefix(Int(count)))
  }

  func check(_ result: UInt, _ action: String) throws(SluiceError) {
    try module.check(result, action, uri)
  }
}

/// Keys in tokens.
enum Token {
  /// The key that a URI names: a private key or an AES key.
  static func key(_ uri: TokenURI, ring: KeyRing) throws(SluiceError) -> any HeldKey {
    let session = try TokenSession(uri, ring: ring)
    let pairs = try session.objects(UInt(CKO_PRIVATE_KEY))
    let secrets = try session.objects(UInt(CKO_SECRET_KEY))
    guard pairs.count + secrets.count == 1 else {
      let isMissing = pairs.isEmpty && secrets.isEmpty
      throw SluiceError(
        .noInput, isMissing ? "there is no such key" : "names \(pairs.count + secrets.count) keys",
        at: Place(file: uri.description),
        hint: isMissing && uri.pinSource == nil
          ? "private keys show only after a PIN: add 'pin-source='" : nil)
    }
    if let secret = secrets.first { return TokenSecretKey(session: session, object: secret) }
    return try TokenKeyPair(session: session, object: pairs[0])
  }
}

extension KeyPlace {
  /// A place as `pin-source` and options for secrets name it: `file:PATH`, `env:NAME`, `credential:NAME` or a path.
  static func source(_ text: String) throws(SluiceError) -> KeyPlace {
    if text.hasPrefix("file:") {
      let path = text.dropFirst(5)
      return .file(path.hasPrefix("///") ? String(path.dropFirst(2)) : String(path))
    }
    let place = try KeyPlace(text)
    switch place {
    case .file, .environment, .credential: return place
    default:
      throw SluiceError(
        .badPipeline, "a secret is read from a file, a variable or a credential",
        hint: "file:PATH, env:NAME or credential:NAME")
    }
  }
}
