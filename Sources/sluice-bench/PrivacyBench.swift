internal import CSluice
internal import Glibc
internal import SluiceCore
internal import SluicePrivacy

/// Times the detectors of structured identifiers on files of text, one thread, both offsets of every finding.
enum PrivacyBench {
  /// Documents are about this long, cut at line ends.
  private static let documentBytes = 8192

  static func run(_ arguments: [String]) throws {
    var files = arguments
    var profile = DetectionProfile.balanced
    if files.first == "--profile", files.count > 1, let chosen = DetectionProfile(rawValue: files[1]) {
      profile = chosen
      files.removeFirst(2)
    }
    guard !files.isEmpty else { throw SluiceError(.usage, "usage: sluice-bench privacy [--profile P] FILE…") }
    let structured = IdentifierSet(
      IdentifierType.allCases.filter { ![.person, .address, .knownValue].contains($0) })
    let detector = Detector(DetectorSet(types: structured, profile: profile))
    for file in files {
      let bytes = try read(file)
      let documents = cut(bytes)
      detector.find(in: bytes.span.extracting(documents.first ?? 0..<0))
      let wall = clock(CLOCK_MONOTONIC)
      let cpu = clock(CLOCK_PROCESS_CPUTIME_ID)
      var findings = 0
      for document in documents {
        detector.find(in: bytes.span.extracting(document))
        findings += detector.findings.count
      }
      let result: JSON = [
        "file": JSON(file), "bytes": JSON(bytes.count), "documents": JSON(documents.count),
        "findings": JSON(findings), "cpu": JSON(clock(CLOCK_PROCESS_CPUTIME_ID) - cpu),
        "wall": JSON(clock(CLOCK_MONOTONIC) - wall),
      ]
      print(result.compact)
    }
  }

  private static func clock(_ kind: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(kind, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func cut(_ bytes: [UInt8]) -> [Range<Int>] {
    var documents: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      var end = min(start + documentBytes, bytes.count)
      while end < bytes.count, bytes[end - 1] != 0x0A { end += 1 }
      documents.append(start..<end)
      start = end
    }
    return documents
  }

  private static func read(_ file: String) throws(SluiceError) -> [UInt8] {
    let descriptor = unsafe sl_open(file, O_RDONLY, 0)
    guard descriptor >= 0 else { throw SluiceError(.noInput, "cannot open", at: Place(file: file)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}
