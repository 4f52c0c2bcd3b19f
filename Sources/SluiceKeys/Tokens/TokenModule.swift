internal import CPKCS11
internal import SluiceCore

/// A loaded PKCS #11 module; it stays loaded, for tokens lose their sessions with it.
@safe struct TokenModule: Sendable {
  nonisolated(unsafe) let list: UnsafePointer<ck_function_list>

  private static let loaded = Monitor<[String: TokenModule]>([:])

  /// Loads the module at `path` once.
  static func load(_ path: String) throws(SluiceError) -> TokenModule {
    let found = loaded.withLock { modules -> TokenModule? in
      if let module = modules[path] { return module }
      var result: UInt = 0
      guard let list = unsafe sl_token_module(path, &result) else { return nil }
      let module = unsafe TokenModule(list: list)
      modules[path] = module
      return module
    }
    guard let found else {
      throw SluiceError(
        .noInput, "cannot be loaded as a PKCS #11 module", at: Place(file: path),
        hint: "is the path right, and may the process read the module's configuration?")
    }
    return found
  }

  /// The slot of the one token that `uri` names.
  func slot(_ uri: TokenURI) throws(SluiceError) -> UInt {
    var slots = [UInt](repeating: 0, count: 64)
    var count = UInt(slots.count)
    try check(unsafe sl_token_slots(list, &slots, &count), "list the tokens", uri)
    var fitting: [UInt] = []
    for slot in slots.prefix(Int(count)) {
      var (label, serial) = ([UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 16))
      var maker = [UInt8](repeating: 0, count: 32)
      try check(unsafe sl_token_names(list, slot, &label, &serial, &maker), "look at a token", uri)
      guard uri.token.map({ $0 == Self.text(label) }) ?? true,
        uri.serial.map({ $0 == Self.text(serial) }) ?? true
      else { continue }
      fitting.append(slot)
    }
    guard fitting.count == 1 else {
      throw SluiceError(
        .noInput, fitting.isEmpty ? "there is no such token" : "names \(fitting.count) tokens",
        at: Place(file: uri.description), hint: "name one by 'token=' or 'serial='")
    }
    return fitting[0]
  }

  private static func text(_ padded: [UInt8]) -> String {
    let end = (padded.lastIndex { $0 != 0x20 && $0 != 0 } ?? -1) + 1
    return String(decoding: padded[..<end], as: UTF8.self)
  }

  /// Turns a result into an error.
  func check(_ result: UInt, _ action: String, _ uri: TokenURI) throws(SluiceError) {
    guard result != UInt(CKR_OK) else { return }
    let reason: (ExitCode, String) =
      switch result {
      case UInt(CKR_PIN_INCORRECT), UInt(CKR_PIN_INVALID), UInt(CKR_PIN_LEN_RANGE):
        (.failed, "the PIN is wrong")
      case UInt(CKR_PIN_LOCKED): (.failed, "the PIN is locked")
      case UInt(CKR_USER_NOT_LOGGED_IN): (.failed, "it wants a PIN")
      case UInt(CKR_MECHANISM_INVALID): (.badData, "it does not know the mechanism")
      case UInt(CKR_KEY_FUNCTION_NOT_PERMITTED), UInt(CKR_KEY_TYPE_INCONSISTENT):
        (.badData, "the key is not for this")
      case UInt(CKR_WRAPPED_KEY_INVALID), UInt(CKR_WRAPPED_KEY_LEN_RANGE):
        (.badData, "a wrapped key failed its integrity check")
      case UInt(CKR_DEVICE_REMOVED), UInt(CKR_TOKEN_NOT_PRESENT): (.inputOutput, "it was removed")
      default: (.badData, "PKCS #11 error 0x" + String(result, radix: 16))
      }
    throw SluiceError(
      reason.0, "the token cannot \(action): \(reason.1)", at: Place(file: uri.description))
  }
}
