internal import Glibc
public import SluiceCore

/// Where text for people and programs goes.
public protocol TextSink: Sendable {
  /// Writes all of `text` before it returns.
  ///
  /// - Throws: An `inputOutput` error, or one of code `done` when nobody reads any more.
  func write(_ text: String) throws(SluiceError)
}

/// Writes to a file descriptor without a buffer, so that nothing is lost when the process ends.
public struct DescriptorSink: TextSink {
  private let descriptor: Int32

  /// A sink for an open descriptor, which it does not close.
  public init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Writes all of `text`; a closed pipe is an error of code `done`.
  public func write(_ text: String) throws(SluiceError) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno != EINTR {
        if errno == EPIPE { throw SluiceError(.done, "nobody reads the output any more") }
        throw SluiceError(
          .inputOutput,
          "cannot write the output: \(String(describing: unsafe String(cString: strerror(errno))))")
      }
    }
  }
}
