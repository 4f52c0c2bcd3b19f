import Foundation
import SluicePrivacy

/// Findings of one call as strings, for short assertions.
struct Found: Equatable, CustomStringConvertible {
  var type: String
  var text: String

  var description: String { "\(type) \(text)" }
}

enum Detection {
  static let balanced = DetectorSet()
  static let strict = DetectorSet(profile: .strict)

  static func findings(_ text: String, _ set: DetectorSet = balanced, known: [String] = []) -> [Finding] {
    let detector = Detector(set)
    var values = KnownValues()
    for value in known { values.add(Array(value.utf8).span) }
    detector.find(in: Array(text.utf8).span, known: known.isEmpty ? nil : values)
    return detector.findings
  }

  static func find(_ text: String, _ set: DetectorSet = balanced, known: [String] = []) -> [Found] {
    let bytes = Array(text.utf8)
    return findings(text, set, known: known).map {
      Found(type: $0.type.name, text: String(decoding: bytes[$0.range], as: UTF8.self))
    }
  }

  /// Byte offset of each code point, and of the end.
  static func byteOffsets(_ text: String) -> [Int] {
    var offsets = [0]
    for scalar in text.unicodeScalars { offsets.append((offsets.last ?? 0) + UTF8.width(scalar)) }
    return offsets
  }

  static func lines(_ url: URL) throws -> [[String: Any]] {
    try String(contentsOf: url, encoding: .utf8).split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }
}
