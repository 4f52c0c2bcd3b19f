internal import COpenSSL

extension [UInt8] {
  /// Overwrites the elements with zeros in a way that no optimiser removes, then empties the array.
  public mutating func wipe() {
    unsafe withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
    removeAll()
  }

  /// `withUnsafeBytes` that keeps the type of what `body` throws.
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe withUnsafeBufferPointer { buffer throws(Failure) in
      try unsafe body(UnsafeRawBufferPointer(buffer))
    }
  }

  /// `withUnsafeMutableBytes` that keeps the type of what `body` throws.
  mutating func withMutableBytes<Result, Failure: Error>(
    _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe withUnsafeMutableBufferPointer { buffer throws(Failure) in
      try unsafe body(UnsafeMutableRawBufferPointer(buffer))
    }
  }
}
