/// A fast hash of byte strings for tables that compare the strings themselves.
enum ByteHash {
  @inline(__always)
  static func hash(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = unsafe UnsafeRawPointer(text)
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index &+ 8 <= count {
      hash =
        unsafe (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash &>> 32
      index &+= 8
    }
    var rest: UInt64 = 0
    while index < count {
      rest = unsafe rest &<< 8 | UInt64(text[index])
      index &+= 1
    }
    hash = (hash ^ rest) &* 0x9E37_79B9_7F4A_7C15
    return hash ^ hash &>> 29
  }

  @inline(__always)
  static func equal(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = 0
    while index < count {
      if unsafe left[index] != right[index] { return false }
      index &+= 1
    }
    return true
  }
}
