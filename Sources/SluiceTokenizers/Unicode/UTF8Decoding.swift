enum UTF8Decoding {
  /// The scalar at the start of valid UTF-8, and its length in bytes.
  @inline(__always)
  static func scalar(_ text: UnsafePointer<UInt8>) -> (scalar: UInt32, length: Int) {
    let lead = unsafe UInt32(text[0])
    if lead < 0x80 { return (lead, 1) }
    let second = unsafe UInt32(text[1] & 63)
    if lead < 0xE0 { return ((lead & 31) << 6 | second, 2) }
    let third = unsafe UInt32(text[2] & 63)
    if lead < 0xF0 { return ((lead & 15) << 12 | second << 6 | third, 3) }
    return (unsafe (lead & 7) << 18 | second << 12 | third << 6 | UInt32(text[3] & 63), 4)
  }

  /// The length in bytes of the character that starts with `lead`.
  @inline(__always)
  static func length(_ lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }

  /// Calls `body` with the bytes of a scalar in UTF-8.
  @inline(__always)
  static func forEachByte(of scalar: UInt32, _ body: (UInt8) -> Void) {
    switch scalar {
    case 0..<0x80: body(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      body(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      body(UInt8(truncatingIfNeeded: 0x80 | scalar & 63))
    case 0x800..<0x10000:
      body(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      body(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 63))
      body(UInt8(truncatingIfNeeded: 0x80 | scalar & 63))
    default:
      body(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      body(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 63))
      body(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 63))
      body(UInt8(truncatingIfNeeded: 0x80 | scalar & 63))
    }
  }
}
