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
      "10.1038/s41586-020-2649-2", "zip(attrs[0::2], attrs[1::2])", "15 000 000 000 Euro zum Rückkauf",
      "Copyright (c) 2006-2007 the authors", "restricted [3] 0123456789",
      "Uid:    1000    1000    1000    1000",
      "00000000  7f 45 4c 46 02 01 01 00  00 00 00 00", "sda1 0 92828 4.002804 2.677592 0.86186",
      "sortlist 130.155.160.0/255.255.240.0 130.155.0.0", "127.0.0.1 localhost", "ff02::1 ip6-allnodes",
      "0x00000000 x0000007F: read", "for PID 2955 shown above", "taken precedence. Ref #2957.",
      "Operator: \"#666666\"", "30 40 50 60 70 80 90 100 110 120",
    ])
  func harmless(text: String) {
    #expect(Detection.find(text) == [])
  }
}
