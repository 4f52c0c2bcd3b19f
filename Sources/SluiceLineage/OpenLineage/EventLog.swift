internal import Glibc
public import SluiceCore

/// The file `events.jsonl` of a run's folder: one event a line, added and never changed.
public final class EventLog: Sendable {
  /// Name of the file in a run's folder.
  public static let fileName = "events.jsonl"

  private let path: String
  private let descriptor: Int32

  /// Opens the log at `path`, makes it if there is none, and cuts off a last line that a crash left half
  /// written.
  public init(_ path: String) throws(SluiceError) {
    self.path = path
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("open") }
    try cutUnfinishedLine()
  }

  deinit { _ = close(descriptor) }

  /// Adds an event as one line and waits until it is on the disk.
  public func append(_ event: JSON) throws(SluiceError) {
    let line = Array(event.compact.utf8) + [UInt8(ascii: "\n")]
    var written = 0
    while written < line.count {
      let count = unsafe line.withUnsafeBytes { bytes in
        unsafe write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("write") }
      written += count
    }
    guard fdatasync(descriptor) == 0 else { throw failure("sync") }
  }

  private func cutUnfinishedLine() throws(SluiceError) {
    var end = lseek(descriptor, 0, SEEK_END)
    guard end >= 0 else { throw failure("read") }
    let size = end
    var block = [UInt8](repeating: 0, count: 4096)
    while end > 0 {
      let start = max(0, end - 4096)
      let count = unsafe block.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress, end - start, start)
      }
      guard count == end - start else { throw failure("read") }
      if let newLine = block[..<count].lastIndex(of: UInt8(ascii: "\n")) {
        end = start + newLine + 1
        break
      }
      end = start
    }
    guard end == size || ftruncate(descriptor, end) == 0 else { throw failure("repair") }
  }

  private func failure(_ action: String) -> SluiceError {
    let reason = unsafe String(cString: strerror(errno))
    return SluiceError(.inputOutput, "cannot \(action) the event log: \(reason)", at: Place(file: path))
  }
}
