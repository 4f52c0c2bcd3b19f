internal import SluiceCore
internal import SluicePrivacy

/// How often each type was found in each field.
struct ScanTally: Sendable {
  private struct Key: Hashable {
    let field: String
    let type: IdentifierType
  }

  private struct Count {
    var findings = 0
    var documents = 0
  }

  private var counts: [Key: Count] = [:]
  private var documents = 0
  private(set) var findings = 0
  /// Records and ends of streams that could not be read.
  private(set) var faults = 0

  mutating func add(_ document: ScannedDocument) {
    guard document.fault == nil else {
      faults += 1
      return
    }
    documents += 1
    findings += document.findings.count
    var seen: Set<Key> = []
    for found in document.findings {
      let key = Key(field: found.field, type: found.finding.type)
      counts[key, default: Count()].findings += 1
      if seen.insert(key).inserted { counts[key, default: Count()].documents += 1 }
    }
  }

  /// A table of the counts, and a line that sums up.
  func text(_ style: Style) -> String {
    let rows = counts.sorted {
      ($1.value.findings, $0.key.field, $0.key.type.name) < (
        $0.value.findings, $1.key.field, $1.key.type.name
      )
    }
    var text = ""
    if !rows.isEmpty {
      let columns: [Table.Column] = [
        .init("TYPE"), .init("FIELD"), .init("FOUND", numeric: true), .init("RECORDS", numeric: true),
        .init("WHAT IT IS"),
      ]
      let cells = rows.map { key, count in
        [
          key.type.name, key.field, Decimal.grouped(count.findings), Decimal.grouped(count.documents),
          key.type.summary,
        ]
      }
      text += Table(columns, rows: cells).text(style) + "\n"
    }
    text += "\(documents.counted("record")), "
    text += findings == 0 ? "no identifiers" : findings.counted("identifier")
    return text + (faults > 0 ? ", \(faults.counted("record")) could not be read\n" : "\n")
  }
}
