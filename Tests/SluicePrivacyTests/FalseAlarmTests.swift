import Foundation
import SluicePrivacy
import Testing

@Suite("False alarms")
struct FalseAlarmTests {
  @Test("licence texts hold no numbers, accounts or devices of people")
  func licences() throws {
    let folder = URL(filePath: "/usr/share/common-licenses")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard !names.isEmpty else {
      FileHandle.standardError.write(Data("SKIPPED: false alarms: no licence texts on this system\n".utf8))
      return
    }
    let quiet: Set<IdentifierFamily> = [.national, .financial, .network, .vehicle, .energy, .document]
    var alarms = 0
    var bytes = 0
    for name in names {
      let text = try Data(contentsOf: folder.appending(path: name))
      bytes += text.count
      let detector = Detector(Detection.balanced)
      let copy = [UInt8](text)
      detector.find(in: copy.span)
      alarms += detector.findings.filter { quiet.contains($0.type.family) || $0.type == .phone }.count
    }
    #expect(bytes > 100_000)
    #expect(alarms == 0)
  }

  @Test(
    "numbers that identify nobody are left alone",
    arguments: [
      "ISBN 978-3-16-148410-0", "Art. 6 Abs. 1 lit. f DSGVO, BGBl. I 2017 S. 2097",
      "version 10.4.12.7 of the library",
      "blood pressure 128/96 mmHg, pulse 71 per minute", "Kreatinin 1,40 mg/dl, NT-proBNP 4135 pg/ml",
      "from 12:30 to 14:45 in room 4711", "commit 1234567 closes bug 861123", "2024-2025",
      "§ 203 Abs. 1 Nr. 1 StGB",
      "1 000 000 000 EUR", "3.14159265358979", "foo::bar::baz and std::vector", "git@{upstream} and HEAD@{1}",
      "getty@tty1.service", "Seite 33 von 59", "the Mother Board and Father Time",
      "10.1038/s41586-020-2649-2",
    ])
  func harmless(text: String) {
    #expect(Detection.find(text) == [])
  }
}
