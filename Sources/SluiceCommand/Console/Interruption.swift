internal import Dispatch
internal import Glibc

/// Turns the first SIGINT or SIGTERM into a call; the next one ends the process as usual.
final class Interruption {
  private let sources: [any DispatchSourceSignal]
  private static let signals = [SIGINT, SIGTERM]

  /// Listens until `end`, and calls `stop` on a thread of its own.
  init(_ stop: @escaping @Sendable () -> Void) {
    sources = Interruption.signals.map { number in
      Glibc.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        for number in Interruption.signals { Glibc.signal(number, SIG_DFL) }
        stop()
      }
      source.resume()
      return source
    }
  }

  /// Gives the signals back their usual meaning.
  func end() {
    for source in sources { source.cancel() }
    for number in Interruption.signals { Glibc.signal(number, SIG_DFL) }
  }
}
