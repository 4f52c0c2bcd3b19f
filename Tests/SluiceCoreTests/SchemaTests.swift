import SluiceCore
import Testing

@Suite("Schemas, labels and frames") struct SchemaTests {
  @Test("labels join to the more identifying, the less treated and all categories")
  func joinsLabels() {
    let raw = PrivacyLabel(.quasi, special: [.health])
    let treated = PrivacyLabel(.direct, special: [.genetic], treatment: .redacted)
    #expect(raw.joined(with: treated) == PrivacyLabel(.direct, special: [.health, .genetic]))
    #expect(raw.joined(with: raw) == raw)
    #expect(treated.description == "direct-identifier (genetic), redacted")
    #expect(PrivacyLabel().description == "none")
  }

  @Test("joining labels does not depend on the order")
  func joinsInAnyOrder() {
    let labels = PrivacyLabel.Identifiability.allCases.flatMap { identifiability in
      PrivacyLabel.Treatment.allCases.map { PrivacyLabel(identifiability, treatment: $0) }
    }
    for a in labels {
      for b in labels {
        #expect(a.joined(with: b) == b.joined(with: a))
        #expect(a.joined(with: b).joined(with: b) == a.joined(with: b))
      }
    }
  }

  @Test("a schema finds its fields by name")
  func findsFields() {
    let schema = Schema([Field("id", .string), Field("age", .integer, isOptional: true)])
    #expect(schema.names == ["id", "age"])
    #expect(schema.index(of: "age") == 1 && schema.index(of: "Age") == nil)
    #expect(schema["age"]?.isOptional == true)
  }

  @Test("a frame counts rows, records and bytes")
  func countsFrames() {
    let schema = Schema([Field("text", .string), Field("age", .integer)])
    let frame = Frame(
      schema: schema, columns: [.text(TextColumn(["ä", "", "xyz"])), .integers(IntegerColumn([1, 2, 3]))],
      ordinals: [0, 2, 5], origin: Frame.Origin(firstRecord: 100))
    #expect(frame.count == 3 && frame.selection.population == 3)
    #expect((0..<3).map(frame.record) == [100, 102, 105])
    #expect(frame.byteCount == 5 + 16 + 24)
    #expect(frame.column("age")?.count == 3 && frame.column("x") == nil)
    guard case .text(let text) = frame.column("text") else { return }
    #expect((0..<3).map(text.string) == ["ä", "", "xyz"])
  }
}
