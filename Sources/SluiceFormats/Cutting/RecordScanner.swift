internal import Glibc

/// Finds where records end; fed with a buffer that grows, it never looks at a byte twice.
internal enum RecordScanner {
  /// A record is a line.
  case lines
  /// RFC 4180: a record is a line, line feeds in quotes aside.
  case csv(CSVScanner)

  /// Offset of the line feed that ends the record, looking from `position` on; nil if more bytes are needed.
  internal mutating func end(in bytes: UnsafeRawBufferPointer, from position: Int) -> Int? {
    switch self {
    case .lines:
      return unsafe bytes.offset(of: 0x0A, from: position)
    case .csv(var scanner):
      let end = unsafe scanner.end(in: bytes, from: position)
      self = .csv(scanner)
      return end
    }
  }

  /// Forgets what was seen of the record at hand.
  internal mutating func restart() {
    if case .csv(var scanner) = self {
      scanner.state = .fieldStart
      self = .csv(scanner)
    }
  }
}

/// Where a CSV record ends, quotes considered.
internal struct CSVScanner {
  internal enum State {
    case fieldStart
    case unquoted
    case quoted
    case quoteInQuoted
  }

  internal let delimiter: UInt8
  internal var state = State.fieldStart

  internal mutating func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var position = start
    let count = bytes.count
    while position < count {
      if state == .quoted {
        guard let quote = unsafe bytes.offset(of: 0x22, from: position) else { return nil }
        state = .quoteInQuoted
        position = quote + 1
        continue
      }
      if state == .fieldStart, position == start, let end = unsafe lineWithoutQuotes(bytes, position) {
        return end
      }
      let byte = unsafe bytes[position]
      position += 1
      if byte == 0x0A {
        state = .fieldStart
        return position - 1
      }
      state =
        byte == delimiter
        ? .fieldStart
        : byte == 0x22 && state != .unquoted
          ? .quoted
          : .unquoted
    }
    return nil
  }

  /// The common case at a record's start: no quote before the next line feed.
  private func lineWithoutQuotes(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> Int? {
    guard let end = unsafe bytes.offset(of: 0x0A, from: position) else { return nil }
    let line = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<end])
    return unsafe line.offset(of: 0x22, from: position) == nil ? end : nil
  }
}

extension UnsafeRawBufferPointer {
  /// Offset of the first `byte` at or after `position`.
  @inline(__always)
  internal func offset(of byte: UInt8, from position: Int) -> Int? {
    guard position < count, let base = baseAddress else { return nil }
    guard let found = unsafe memchr(base + position, Int32(byte), count - position) else { return nil }
    return unsafe base.distance(to: found)
  }

  /// Number of line feeds.
  internal func lineFeeds() -> Int {
    var lines = 0
    for position in indices where unsafe self[position] == 0x0A { lines &+= 1 }
    return lines
  }
}
