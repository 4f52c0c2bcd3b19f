internal import CCurl
public import SluiceCore
internal import SluiceCrypto

/// Requests over TLS through libcurl, which is loaded with the first one.
///
/// The certificate must be good and carry the server's name. No redirect is followed and no proxy is asked, so that
/// bytes go nowhere but to the address of the request.
public struct TLSTransport: HTTPTransport {
  private static let answerLimit = 1 << 20
  private let authorities: String?
  private let seconds: Int

  /// A transport.
  ///
  /// - Parameters:
  ///   - authorities: File with the certificates (PEM) to trust instead of those of the system.
  ///   - seconds: How long a request may take.
  public init(authorities: String? = nil, seconds: Int = 30) {
    self.authorities = authorities
    self.seconds = seconds
  }

  /// Sends a request and waits for the answer.
  public func send(_ request: HTTPRequest) throws(SluiceError) -> HTTPAnswer {
    guard request.url.hasPrefix("https://") else {
      throw SluiceError(.badPipeline, "a service must be called over https", at: Place(file: request.url))
    }
    guard Self.isLoaded else {
      throw SluiceError(.failed, "libcurl is not installed", hint: "on Debian: apt-get install libcurl4")
    }
    var answer = unsafe sl_http_answer(status: 0, count: 0, limit: Self.answerLimit, bytes: nil)
    defer { unsafe sl_http_forget(&answer) }
    if let failure = unsafe perform(request, &answer) {
      throw SluiceError(
        .inputOutput, "the service cannot be reached: \(failure)", at: Place(file: request.url))
    }
    let body = unsafe SecretBytes(copying: UnsafeRawBufferPointer(start: answer.bytes, count: answer.count))
    return HTTPAnswer(status: unsafe answer.status, body: body)
  }

  private func perform(_ request: HTTPRequest, _ answer: inout sl_http_answer) -> String? {
    let none = unsafe SecretBytes(copying: UnsafeRawBufferPointer(start: nil, count: 0))
    let headers = request.headers.joined(separator: "\n")
    let error = unsafe (request.credential?.value ?? none).withUnsafeBytes { credential in
      unsafe (request.body ?? none).withUnsafeBytes { body in
        unsafe sl_http_request(
          &Self.library, request.url, headers, request.credential?.name,
          credential.baseAddress?.assumingMemoryBound(to: CChar.self), credential.count,
          request.body == nil ? nil : body.baseAddress?.assumingMemoryBound(to: CChar.self), body.count,
          authorities, seconds, &answer)
      }
    }
    return unsafe error.map { unsafe String(cString: $0) }
  }

  nonisolated(unsafe) private static var library = sl_http_library()
  private static let isLoaded: Bool = unsafe sl_http_load(&library) != 0
}
