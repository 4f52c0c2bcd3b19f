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
  /// What is left of the block that libarchive gave last, and where it belongs in the entry.
  private var rest = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  private var restOffset = 0
  private var entryPosition = 0
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

  /// Goes to the next entry; returns what libarchive answers and the entry.
  internal func nextHeader() -> (result: Int32, header: OpaquePointer?) {
    unsafe rest = UnsafeRawBufferPointer(start: nil, count: 0)
    restOffset = 0
    entryPosition = 0
    var header: OpaquePointer?
    let result = unsafe archive_read_next_header(pointer, &header)
    return unsafe (result, header)
  }

  /// Reads bytes of the entry; 0 only at its end.
  ///
  /// All bytes before damage are handed out: `archive_read_data` would drop what it has read in a call that
  /// then meets damage.
  internal func read(into buffer: UnsafeMutableRawBufferPointer) throws(DecodingFailure) -> Int {
    while restOffset == entryPosition, unsafe rest.isEmpty {
      var start: UnsafeRawPointer?
      var count = 0
      var offset: Int64 = 0
      let result = unsafe archive_read_data_block(pointer, &start, &count, &offset)
      guard result == ARCHIVE_OK || result == ARCHIVE_EOF else { throw failure("the data is damaged") }
      guard offset >= entryPosition else {
        if result == ARCHIVE_EOF { return 0 }
        throw .damage(StreamDamage(.damaged, "the data overlaps"))
      }
      unsafe rest = UnsafeRawBufferPointer(start: start, count: result == ARCHIVE_OK ? count : 0)
      restOffset = Int(offset)
      if result == ARCHIVE_EOF, restOffset == entryPosition { return 0 }
    }
    let hole = restOffset - entryPosition
    let count = unsafe min(buffer.count, hole > 0 ? hole : rest.count)
    if hole > 0 {
      unsafe buffer.baseAddress?.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    } else {
      unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      restOffset += count
    }
    entryPosition += count
    return count
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
    return .damage(StreamDamage(StreamDamage.Kind(message), message))
  }
}

extension StreamDamage.Kind {
  /// What libarchive means, which only its words tell.
  fileprivate init(_ message: String) {
    let words = message.lowercased()
    if words.contains("truncated") || words.contains("premature") {
      self = .truncated
    } else if words.contains("unsupported") {
      self = .unsupported
    } else {
      self = .damaged
    }
  }
}
