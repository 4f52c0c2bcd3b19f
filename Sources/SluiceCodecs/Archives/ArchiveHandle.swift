internal import CArchive
internal import Glibc
internal import SluiceCore

/// A libarchive reader over a byte source.
@safe
internal final class ArchiveHandle {
  internal let pointer: OpaquePointer
  private let source: any ByteSource
  private let block: UnsafeMutableRawBufferPointer
  private var position = 0
  /// Why the source failed, for libarchive only learns that it did.
  private(set) internal var sourceFailure: SluiceError?

  internal init(_ source: any ByteSource) throws(SluiceError) {
    guard let pointer = unsafe archive_read_new() else {
      throw SluiceError(.failed, "no memory for libarchive")
    }
    unsafe self.pointer = pointer
    self.source = source
    unsafe block = .allocate(byteCount: 128 << 10, alignment: 64)
  }

  deinit {
    unsafe _ = archive_read_free(pointer)
    unsafe block.deallocate()
  }

  /// Starts reading; formats, filters and options have been set before.
  internal func open() -> Int32 {
    let data = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe _ = archive_read_set_callback_data(pointer, data)
    unsafe _ = archive_read_set_read_callback(pointer) { _, data, block in
      guard let data = unsafe data, let block = unsafe block else { return -1 }
      return unsafe Unmanaged<ArchiveHandle>.fromOpaque(data).takeUnretainedValue().read(block)
    }
    if source is any SeekableByteSource {
      unsafe _ = archive_read_set_seek_callback(pointer) { _, data, offset, whence in
        guard let data = unsafe data else { return -1 }
        return unsafe Unmanaged<ArchiveHandle>.fromOpaque(data).takeUnretainedValue().seek(offset, whence)
      }
    }
    return unsafe archive_read_open1(pointer)
  }

  private func read(_ start: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    do throws(SluiceError) {
      unsafe start.pointee = UnsafeRawPointer(block.baseAddress)
      let count = unsafe try source.read(into: block)
      position += count
      return count
    } catch {
      return fail(error)
    }
  }

  private func fail(_ error: SluiceError) -> Int {
    sourceFailure = error
    unsafe sl_archive_fail(pointer)
    return -1
  }

  private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
    guard let source = source as? any SeekableByteSource else { return Int64(ARCHIVE_FATAL) }
    let base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position : source.size
    let (target, overflow) = base.addingReportingOverflow(Int(offset))
    guard !overflow, (0...source.size).contains(target) else { return Int64(ARCHIVE_FATAL) }
    source.seek(to: target)
    position = target
    return Int64(target)
  }

  /// Whether the source has `count` bytes and no more.
  internal func hasRead(only count: Int) throws(DecodingFailure) -> Bool {
    guard position == count else { return false }
    do throws(SluiceError) {
      return unsafe try source.read(into: block) == 0
    } catch {
      throw .source(error)
    }
  }

  /// Whether a failure is one of the source, which is passed on, or damage of the stream.
  internal func failure(_ fallback: String) -> DecodingFailure {
    if let sourceFailure { return .source(sourceFailure) }
    let message = unsafe archive_error_string(pointer).map { unsafe String(cString: $0) } ?? fallback
    let isTruncated = message.lowercased().contains("truncated") || message.lowercased().contains("premature")
    return .damage(StreamDamage(isTruncated ? .truncated : .damaged, message))
  }
}
