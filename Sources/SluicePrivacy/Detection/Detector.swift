internal import CSluice

/// Finds identifiers in text; one for each worker, used by one thread at a time.
///
/// Linear in the length of the text, whatever it holds: every candidate looks at a bounded stretch around it.
public final class Detector {
  /// What it looks for.
  public let set: DetectorSet
  /// The findings of the last call, in order, none overlapping another.
  public internal(set) var findings: [Finding] = []
  /// Candidates and words looked at in the last call: a measure of work that no clock disturbs.
  public internal(set) var work = 0

  /// End of the last candidate that was found; nothing before it is read backwards.
  var floor = 0
  /// End of the last word that was looked at; candidates before it are done.
  var scanned = 0
  let chain = Chain()
  private let view = FoldedText()
  private var hits = [UInt32](repeating: 0, count: 4096)
  private var guess: LanguageSet?

  /// A detector for what `set` looks for.
  public init(_ set: DetectorSet) { self.set = set }

  /// Finds the identifiers of `text`, and every occurrence of the record's own `known` values; see `findings`.
  public func find(in text: Span<UInt8>, known: KnownValues? = nil) {
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe find(in: ByteText(bytes), known: known)
    }
    if let tagger = set.tagger, set.types.contains(.person) {
      tagger.tag(text, into: &findings)
      Overlap.resolve(&findings)
    }
  }

  func find(in text: ByteText, known: KnownValues?) {
    findings.removeAll(keepingCapacity: true)
    work = 0
    floor = 0
    scanned = 0
    guess = nil
    view.withFolded(text) { text in
      findCandidates(in: text)
      mergeSeries(in: text)
      if !set.custom.isEmpty { findCustom(in: text) }
      if set.types.contains(.person) || set.types.contains(.address) { findPeople(in: text) }
      if let known, set.types.contains(.knownValue) { known.find(in: text, into: &findings, work: &work) }
    }
    for index in findings.indices { findings[index].range = view.original(findings[index].range) }
    Overlap.resolve(&findings)
  }

  private func findCandidates(in text: ByteText) {
    var position = 0
    while position < text.count {
      var next = 0
      let count = unsafe text.withPointer { bytes in
        unsafe hits.withUnsafeMutableBufferPointer { buffer in
          unsafe sl_candidates(
            bytes.baseAddress, bytes.count, position, 0, buffer.baseAddress, buffer.count, &next)
        }
      }
      for index in 0..<count {
        let hit = Int(hits[index])
        guard hit >= scanned else { continue }
        work &+= 1
        examine(hit, in: text)
      }
      position = next
    }
  }

  private func examine(_ position: Int, in text: ByteText) {
    switch text[position] {
    case UInt8(ascii: "@"): findEmail(around: position, in: text)
    case UInt8(ascii: "("), UInt8(ascii: "["): findSpelledEmail(around: position, in: text)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): findBankCode(at: position, in: text)
    case UInt8(ascii: ":"): findURL(around: position, in: text)
    default: findNumber(around: position, in: text)
    }
  }

  /// The languages of the document, guessed at the first question.
  func languages(of text: ByteText) -> LanguageSet {
    if let guess { return guess }
    let made = set.languages.guess(text)
    guess = made
    return made
  }

  /// Notes a finding, unless it is too unsure for the profile or its type is switched off.
  @discardableResult
  func report(_ type: IdentifierType, _ range: Range<Int>, _ score: Float, _ evidence: Evidence) -> Bool {
    guard score >= set.profile.threshold, set.types.contains(type) else { return false }
    findings.append(Finding(range: range, type: type, score: score, evidence: evidence))
    floor = max(floor, range.upperBound)
    scanned = max(scanned, range.upperBound)
    return true
  }
}
