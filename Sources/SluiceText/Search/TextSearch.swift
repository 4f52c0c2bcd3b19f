internal import CSluice
internal import Glibc

/// Comparisons of UTF-8 bytes; texts are equal when their bytes are, without normalisation.
public enum TextSearch {
  /// Whether `text` begins with `prefix`.
  public static func starts(_ text: Span<UInt8>, with prefix: Span<UInt8>) -> Bool {
    prefix.count <= text.count && compare(text.extracting(first: prefix.count), prefix) == 0
  }

  /// Whether `text` ends with `suffix`.
  public static func ends(_ text: Span<UInt8>, with suffix: Span<UInt8>) -> Bool {
    suffix.count <= text.count && compare(text.extracting(last: suffix.count), suffix) == 0
  }

  /// Whether `part` occurs in `text`; linear in the sum of the lengths.
  public static func contains(_ text: Span<UInt8>, _ part: Span<UInt8>) -> Bool {
    unsafe text.withUnsafeBufferPointer { text in
      unsafe part.withUnsafeBufferPointer { part in
        unsafe part.isEmpty || sl_memmem(text.baseAddress, text.count, part.baseAddress, part.count) != nil
      }
    }
  }

  /// Less than, equal to or greater than zero as `left` sorts before, with or after `right`.
  ///
  /// The order of UTF-8 bytes, which is the order of Unicode scalars.
  public static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
    unsafe left.withUnsafeBufferPointer { left in
      unsafe right.withUnsafeBufferPointer { right in
        guard let a = left.baseAddress, let b = right.baseAddress else { return left.count - right.count }
        let order = unsafe memcmp(a, b, min(left.count, right.count))
        if order != 0 { return Int(order) }
        return left.count - right.count
      }
    }
  }
}
