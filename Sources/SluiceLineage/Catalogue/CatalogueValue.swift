internal import SluiceCore

/// One value of a row of the catalogue.
public enum CatalogueValue: Sendable, Equatable {
  /// No value.
  case null
  /// 64-bit whole number.
  case integer(Int64)
  /// UTF-8 text.
  case text(String)
  /// Bytes.
  case blob([UInt8])
}

extension CatalogueValue {
  /// A whole number.
  init(_ number: Int) { self = .integer(Int64(number)) }
  /// A whole number or nothing.
  init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
  /// 0 or 1.
  init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }
  /// A text.
  init(_ text: String) { self = .text(text) }
  /// A text or nothing.
  init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  /// An instant.
  init(_ time: Timestamp) { self = .text(time.description) }
  /// An instant or nothing.
  init(_ time: Timestamp?) { self = time.map { .text($0.description) } ?? .null }
  /// JSON in canonical form.
  init(_ json: JSON) { self = .text(String(decoding: json.canonical, as: UTF8.self)) }
  /// A JSON array of strings.
  init(_ strings: [String]) { self.init(JSON(strings.map { JSON($0) })) }
}
