internal import Dispatch
internal import SluiceCore

/// Shows on standard error how far work is, while another thread does it.
///
/// On a terminal one line is drawn over and over; elsewhere a plain line is written every few seconds.
final class ProgressDisplay: Sendable {
  private struct State {
    var meter = RateMeter()
    var lastPlain = 0.0
    var isDrawn = false
    var isFinished = false
  }

  private let console: Console
  private let observe: @Sendable () -> Progress
  private let state = Monitor(State())
  private let start = DispatchTime.now()
  private let queue = DispatchQueue(label: "progress")

  /// Seconds between plain lines.
  private static let plainInterval = 5.0

  /// Starts to show what `observe` returns, whose rate is filled in here.
  init(_ console: Console, _ observe: @escaping @Sendable () -> Progress) {
    self.console = console
    self.observe = observe
    if !console.isQuiet { schedule() }
  }

  private func schedule() {
    queue.asyncAfter(deadline: .now() + .milliseconds(200)) { [weak self] in
      guard let self, draw() else { return }
      schedule()
    }
  }

  /// Stops, and takes the line off the terminal.
  func finish() {
    state.withLock { state in
      state.isFinished = true
      if state.isDrawn { try? console.errors.write("\r\u{1B}[K") }
      state.isDrawn = false
    }
  }

  /// Whether to go on.
  private func draw() -> Bool {
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
    var progress = observe()
    return state.withLock { state in
      guard !state.isFinished else { return false }
      state.meter.observe(done: progress.done, at: seconds)
      progress.rate = state.meter.rate
      if console.errorTerminal.isInteractive {
        let line = progress.line(console.errorStyle, width: console.errorTerminal.width)
        try? console.errors.write("\r\u{1B}[K" + line)
        state.isDrawn = true
      } else if seconds - state.lastPlain >= ProgressDisplay.plainInterval {
        state.lastPlain = seconds
        try? console.errors.write(progress.plainLine + "\n")
      }
      return true
    }
  }
}
