/// The normalization forms of Unicode Standard Annex #15.
enum UnicodeForm: UInt8, Sendable, CaseIterable {
  case nfc, nfd, nfkc, nfkd

  var composes: Bool { self == .nfc || self == .nfkc }
  var isCompatible: Bool { self == .nfkc || self == .nfkd }
}

/// Brings text into a normalization form; one for each worker.
///
/// Only stretches that may change are taken apart; nearly all text is in NFC already and is only looked at.
final class FormNormalizer {
  private let form: UnicodeForm
  private let tables = NormalizationTables.shared
  private var scalars: [UInt32] = []
  private var classes: [UInt8] = []
  private var sorted: [UInt32] = []

  init(_ form: UnicodeForm) { self.form = form }

  /// Appends the normalized text to `output`, or nothing, with false, if it is normalized already.
  func append(_ text: UnsafePointer<UInt8>, _ count: Int, to output: inout [UInt8]) -> Bool {
    var copied = 0
    var position = 0
    while let (start, previous) = unsafe nextActive(text, position, count) {
      let from = form.composes ? max(copied, previous) : start
      unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: from - copied))
      scalars.removeAll(keepingCapacity: true)
      classes.removeAll(keepingCapacity: true)
      position = from
      repeat {
        let (scalar, length) = unsafe UTF8Decoding.scalar(text + position)
        decompose(scalar)
        position += length
      } while unsafe position < count && (position <= start || isActive(text + position))
      sortMarks()
      if form.composes { compose() }
      for scalar in scalars { UTF8Decoding.forEachByte(of: scalar) { output.append($0) } }
      copied = position
    }
    guard copied > 0 else { return false }
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: text + copied, count: count - copied))
    return true
  }

  @inline(__always)
  private func isActive(_ text: UnsafePointer<UInt8>) -> Bool {
    unsafe tables.active[UTF8Decoding.scalar(text).scalar] & 1 &<< form.rawValue != 0
  }

  /// The next scalar that may change, and the start of the one before it.
  private func nextActive(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ count: Int
  ) -> (start: Int, previous: Int)? {
    // Below U+0300 nothing is active in NFC; below U+0080 nothing in any form.
    let limit: UInt8 = form == .nfc ? 0xCC : 0x80
    var position = start
    while position < count {
      if unsafe text[position] < limit {
        position &+= 1
        continue
      }
      if unsafe isActive(text + position) {
        var previous = max(start, position &- 1)
        while previous > start, unsafe text[previous] & 0xC0 == 0x80 { previous &-= 1 }
        return (position, previous)
      }
      position &+= unsafe UTF8Decoding.length(text[position])
    }
    return nil
  }

  private func decompose(_ scalar: UInt32) {
    var place = form.isCompatible ? tables.compatible[scalar] : 0
    if place == 0 { place = tables.canonical[scalar] }
    if place != 0 {
      for index in 0..<Int(place & 31) { append(tables.scalars[Int(place >> 5) + index]) }
    } else if Hangul.syllables.contains(scalar) {
      let number = scalar - 0xAC00
      append(0x1100 + number / 588)
      append(0x1161 + number % 588 / 28)
      if number % 28 != 0 { append(0x11A7 + number % 28) }
    } else {
      append(scalar)
    }
  }

  private func append(_ scalar: UInt32) {
    scalars.append(scalar)
    classes.append(tables.combiningClasses[scalar])
  }

  /// Puts each run of marks in the order of their classes, equal ones as they stand.
  private func sortMarks() {
    var start = 0
    while start < scalars.count {
      guard classes[start] != 0 else {
        start += 1
        continue
      }
      var end = start + 1
      while end < scalars.count, classes[end] != 0 { end += 1 }
      if end - start > 1 { sortMarks(start..<end) }
      start = end
    }
  }

  /// Sorts by counting, so that time is linear for any number of marks.
  private func sortMarks(_ range: Range<Int>) {
    guard zip(classes[range], classes[range].dropFirst()).contains(where: { $0 > $1 }) else { return }
    var places = [Int](repeating: 0, count: 257)
    for index in range { places[Int(classes[index]) + 1] += 1 }
    for kind in 1...256 { places[kind] += places[kind - 1] }
    sorted.removeAll(keepingCapacity: true)
    sorted.append(contentsOf: scalars[range])
    for scalar in sorted {
      let kind = tables.combiningClasses[scalar]
      let place = range.lowerBound + places[Int(kind)]
      places[Int(kind)] += 1
      scalars[place] = scalar
      classes[place] = kind
    }
  }

  private func compose() {
    var starter: Int?
    var last: UInt8 = 0
    var kept = 0
    for index in scalars.indices {
      let (scalar, kind) = (scalars[index], classes[index])
      if let starter, kept == starter + 1 || last < kind,
        let composed = composition(scalars[starter], scalar)
      {
        scalars[starter] = composed
        continue
      }
      scalars[kept] = scalar
      classes[kept] = kind
      if kind == 0 { starter = kept }
      last = kind
      kept += 1
    }
    scalars.removeSubrange(kept...)
  }

  private func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
    tables.compositions[UInt64(first) << 32 | UInt64(second)] ?? Hangul.composed(first, second)
  }
}
