public import SluiceCore
public import SluiceCrypto

/// A request to a service whose address somebody named.
public struct HTTPRequest: Sendable {
  /// Address; it must be `https`.
  public var url: String
  /// Headers, as `Name: value`.
  public var headers: [String]
  /// One more header whose value is secret.
  public var credential: (name: String, value: SecretBytes)?
  /// What is posted, which may be a key; nil asks only.
  public var body: SecretBytes?

  /// A request of the given parts.
  public init(
    _ url: String, headers: [String] = [], credential: (name: String, value: SecretBytes)? = nil,
    body: SecretBytes? = nil
  ) {
    self.url = url
    self.headers = headers
    self.credential = credential
    self.body = body
  }
}

/// What a service answered.
public struct HTTPAnswer: Sendable {
  /// Status code of RFC 9110.
  public var status: Int
  /// The content, which may be a key.
  public var body: SecretBytes

  /// An answer of the given parts.
  public init(status: Int, body: SecretBytes) {
    self.status = status
    self.body = body
  }
}

/// Something that carries requests to services.
public protocol HTTPTransport: Sendable {
  /// Sends a request and waits for the answer, whatever its status.
  ///
  /// - Throws: An `inputOutput` error if there is no connection or the server cannot prove its name.
  func send(_ request: HTTPRequest) throws(SluiceError) -> HTTPAnswer
}
