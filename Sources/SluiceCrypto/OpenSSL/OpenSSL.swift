internal import COpenSSL
internal import SluiceCore

/// What every file that calls OpenSSL shares: one way to fail, and algorithms fetched once.
enum OpenSSL {
  /// Turns a failed call into an error and empties OpenSSL's error queue, whose texts may quote key material.
  static func check(_ result: Int32, _ message: @autoclosure () -> String) throws(SluiceError) {
    guard result > 0 else {
      ERR_clear_error()
      throw SluiceError(.badData, message())
    }
  }

  /// For calls that fail only when memory runs out or the library is broken.
  static func must(_ result: Int32, _ call: StaticString) {
    precondition(result > 0, "OpenSSL: \(call) failed")
  }

  /// Unwraps a handle whose creation fails only when memory runs out or the library is broken.
  static func must(_ handle: OpaquePointer?, _ call: StaticString) -> OpaquePointer {
    guard let handle = unsafe handle else { preconditionFailure("OpenSSL: \(call) failed") }
    return unsafe handle
  }

  static func cipher(_ name: String) -> OpaquePointer {
    unsafe must(EVP_CIPHER_fetch(nil, name, nil), "EVP_CIPHER_fetch")
  }

  static func digest(_ name: String) -> OpaquePointer {
    unsafe must(EVP_MD_fetch(nil, name, nil), "EVP_MD_fetch")
  }
}
