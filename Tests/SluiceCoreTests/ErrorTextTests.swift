import SluiceCore
import Testing

@Suite("Texts of errors") struct ErrorTextTests {
  static let places: [(Place, String)] = [
    (Place(), ""), (Place(file: "a.json"), "a.json"), (Place(file: "a.json", line: 3), "a.json:3"),
    (Place(file: "a.json", line: 3, column: 7), "a.json:3:7"), (Place(line: 3, column: 7), "line 3:7"),
    (Place(file: "a.json", column: 7), "a.json"), (Place(stage: "clean"), "stage 'clean'"),
    (
      Place(file: "a.gz", line: 9, byteOffset: 512, stage: "in", record: 4),
      "a.gz:9 (stage 'in', record 4, byte 512)"
    ),
    (Place(record: 0), "record 0"),
  ]

  @Test("a place says what is known of it", arguments: places)
  func describesPlaces(place: Place, text: String) {
    #expect(place.description == text)
    #expect(place.isEmpty == text.isEmpty)
  }

  @Test("a place keeps what it knows and takes the rest from another")
  func completesPlaces() {
    let place = Place(file: "a", line: 1).completed(by: Place(file: "b", line: 2, column: 3, stage: "s"))
    #expect(place == Place(file: "a", line: 1, column: 3, stage: "s"))
  }

  @Test("an error says where, what and what to do")
  func describesErrors() {
    let error = SluiceError(.badData, "the record has no end", hint: "mend it")
    #expect(error.description == "the record has no end\n  hint: mend it")
    let placed = error.at(Place(file: "a", line: 2)).at(Place(file: "b", stage: "s"))
    #expect(placed.description == "a:2 (stage 's'): the record has no end\n  hint: mend it")
    #expect(SluiceError(.bug, "x").description == "x")
  }

  @Test("a finding says place, severity, message and kind")
  func describesFindings() {
    let place = Place(file: "p.json", line: 4, column: 5)
    #expect(
      Diagnostic("bad-name", "no name", at: place).description == "p.json:4:5: error: no name [bad-name]")
    let warning = Diagnostic("odd", "odd", at: place, hint: "look", severity: .warning)
    #expect(warning.description == "p.json:4:5: warning: odd [odd]\n  hint: look")
    #expect(DiagnosticsError([warning]).code == .badPipeline)
  }

  @Test("exit codes are those of the documentation")
  func exitCodes() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 3, 64, 65, 66, 70, 74, 78, 130])
  }
}
