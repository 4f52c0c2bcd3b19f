internal import Glibc
internal import SluiceCore

extension SluiceError {
  /// The error for `errno` after a call on `path`.
  internal static func system(_ action: String, _ path: String? = nil, number: Int32 = errno) -> SluiceError {
    let reason = unsafe String(cString: strerror(number))
    return SluiceError(
      number == ENOENT ? .noInput : .inputOutput, "cannot \(action): \(reason)", at: Place(file: path),
      hint: hint(number))
  }

  private static func hint(_ number: Int32) -> String? {
    switch number {
    case ENOSPC, EDQUOT: "free space on the file system or write to another one, then run again"
    case EACCES, EPERM: "check owner and mode of the path and of the folders above it"
    case EROFS: "the file system is mounted read-only"
    case EMFILE, ENFILE: "raise the limit of open files (ulimit -n)"
    case EIO: "the disk or the network file system failed; see the system log"
    case EXDEV: "both paths must be on one file system"
    default: nil
    }
  }
}
