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
}
