import SluiceCommand
import SluiceCore

/// Keeps what is written; after `limit` writes nobody reads any more.
final class CapturedSink: TextSink {
  private let written = Monitor("")
  private let left: Monitor<Int>

  init(limit: Int = .max) { left = Monitor(limit) }

  var text: String { written.withLock { $0 } }

  func write(_ text: String) throws(SluiceError) {
    let mayWrite = left.withLock { left in
      left -= 1
      return left >= 0
    }
    guard mayWrite else { throw SluiceError(.done, "nobody reads the output any more") }
    written.withLock { $0 += text }
  }
}
