import Foundation
import SluiceCore
import SluiceFormats
import SluiceTestSupport
import Testing

@Suite("CSV")
struct CSVTests {
  private func format(_ fields: [Field], _ dialect: CSVDialect = CSVDialect()) -> IngestFormat {
    IngestFormat(.csv, fields: fields.map { SourceField($0) }, csv: dialect)
  }
  private let two = [Field("a", .string), Field("b", .string)]

  @Test("quotes, doubled quotes, line ends and blank lines follow RFC 4180") func quotes() throws {
    let text = "a,b\r\n1,\"x,\"\"y\"\"\r\nz\"\r\n\r\n,\"\"\n5\" pipe,\"q\"\n last , end"
    let all = try ingest(text, format(two))
    #expect(all.faults == [])
    #expect(all.strings("a") == ["1", "", "5\" pipe", " last "])
    #expect(all.strings("b") == ["x,\"y\"\r\nz", "", "q", " end"])
    #expect(all.isBalanced)
  }

  @Test("columns are found by name, in any order, others left aside") func columns() throws {
    let all = try ingest("\u{feff}x,b,\"a\"\n1,2,3\n", format(two))
    #expect(all.strings("a") == ["3"])
    #expect(all.strings("b") == ["2"])
  }

  @Test("declared names make the first record data") func declaredNames() throws {
    let all = try ingest(
      "1;2\n3;4", format(two, CSVDialect(delimiter: UInt8(ascii: ";"), header: .names(["b", "a"]))))
    #expect(all.strings("a") == ["2", "4"])
    #expect(all.strings("b") == ["1", "3"])
  }

  @Test("files called .tsv have tabs") func tabs() throws {
    #expect(try ingest("a\tb\n1,\t2\n", named: "x.tsv.gz", format(two)).strings("a") == ["1,"])
  }

  @Test("values are read from text; an empty unquoted one is null where a field is optional") func types()
    throws
  {
    let fields = [
      Field("s", .string, isOptional: true), Field("i", .integer, isOptional: true),
      Field("x", .number, isOptional: true), Field("b", .boolean, isOptional: true),
      Field("d", .date, isOptional: true), Field("t", .timestamp, isOptional: true),
    ]
    let all = try ingest(
      "s,i,x,b,d,t\na,-007,1.5e1,TRUE,2026-11-20,2026-11-20T00:00:00+01:00\n,,,,,\n\"\",0,0,false,1970-01-01,1970-01-01\n",
      format(fields))
    #expect(all.faults == [])
    let columns = try #require(all.frames.first?.frame.columns)
    for column in columns { #expect((0..<3).map { column.isValid($0) } == [true, false, true]) }
    guard case .integers(let i) = columns[1], case .numbers(let x) = columns[2],
      case .integers(let b) = columns[3],
      case .integers(let d) = columns[4], case .integers(let t) = columns[5]
    else {
      Issue.record("columns of other types")
      return
    }
    #expect(i.values == [-7, 0, 0])
    #expect(x.values == [15, 0, 0])
    #expect(b.values == [1, 0, 0])
    #expect(d.values == [20777, 0, 0])
    #expect(t.values == [1_795_129_200_000_000, 0, 0])
  }

  @Test(
    "a record that does not fit is a fault with its place",
    arguments: [
      ("1", FaultReason.wrongColumnCount, nil, nil), ("1,2,3", .wrongColumnCount, nil, nil),
      ("\"a\"b,1", .malformed, nil, 4), ("a\rb,1", .malformed, nil, 2), ("x,", .missingField, "n", 3),
      ("x,1.0", .wrongType, "n", 3), ("x, 1", .wrongType, "n", 3), ("x,\"\"", .wrongType, "n", 3),
      ("ü,9223372036854775808", .outOfRange, "n", 3), ("x,-", .wrongType, "n", 3),
      ("x,0x1", .wrongType, "n", 3),
    ] as [(String, FaultReason, String?, Int?)])
  func misfits(_ line: String, _ reason: FaultReason, _ field: String?, _ column: Int?) throws {
    let all = try ingest(
      "s,n\nbefore,1\n" + line + "\n\"af\nter\",2\n", format([Field("s", .string), Field("n", .integer)]))
    #expect(all.strings("s") == ["before", "af\nter"])
    #expect(all.faults.map(\.reason) == [reason])
    #expect(all.faults.first?.place.line == 3)
    #expect(all.faults.first?.place.column == column)
    #expect(all.faults.first?.place.byteOffset == 13)
    #expect(all.faults.first?.field == field)
    #expect(all.isBalanced)
  }

  @Test("a bad byte costs its record, an open quote what follows it") func badBytes() throws {
    let bytes = Array("a,b\n1,2\n".utf8) + [0xC3, 0x28] + Array(",x\n3,4\n\"open,5\n6,7\n".utf8)
    let all = try ingest(bytes, format(two))
    #expect(all.strings("a") == ["1", "3"])
    #expect(all.faults.map(\.reason) == [.invalidUTF8, .unterminatedQuote])
    #expect(all.faults.last?.place.line == 5)
    #expect(all.isBalanced)
  }

  @Test("a declared column that is missing or stands twice is a fault of every record") func header() throws {
    let missing = try ingest("a,c\n1,2\n3,4\n", format(two))
    #expect(missing.faults.map(\.reason) == [.missingField, .missingField])
    #expect(missing.faults.first?.field == "b")
    let twice = try ingest("a,b,a\n1,2,3\n", format(two))
    #expect(twice.faults.map(\.reason) == [.duplicateKey])
    let optional = try ingest("a\n1\n", format([two[0], Field("b", .string, isOptional: true)]))
    #expect(optional.rows == 1)
  }

  @Test("a header that cannot be read breaks the file", arguments: ["\"a\"b,c\n1,2\n", "\"a,b\n1,2\n"])
  func brokenHeader(_ text: String) throws {
    let all = try ingest(text, format(two))
    #expect(all.recordsIn == 0)
    #expect(all.streamFaults.map(\.reason) == [.malformed])
  }

  @Test("Python's csv module reads the same cells from generated files") func python() throws {
    let folder = try TemporaryFolder()
    let script = """
      import csv, json, random
      random.seed(4)
      pieces = ['a', 'Ä', '"', ',', ';', '\\n', '\\r\\n', ' ', '', 'word', '1.5', '𝄞', "'", '""', '\\t']
      for number in range(40):
          with open(f'{number}.csv', 'w', newline='', encoding='utf-8') as file:
              out = csv.writer(file, delimiter=',;'[number % 2],
                  quoting=[csv.QUOTE_MINIMAL, csv.QUOTE_ALL][number // 2 % 2], lineterminator=['\\n', '\\r\\n'][number // 4 % 2])
              width = random.randint(1, 5)
              out.writerow([f'c{i}' for i in range(width)])
              for row in range(random.randint(0, 60)):
                  out.writerow([''.join(random.choices(pieces, k=random.randint(0, 6))) for i in range(width)])
          with open(f'{number}.csv', newline='', encoding='utf-8') as file:
              rows = list(csv.reader(file, delimiter=',;'[number % 2]))
          with open(f'{number}.json', 'w') as file: json.dump(rows, file)
      """
    guard try Python.run(script, in: folder.url, for: "CSV comparison") != nil else { return }
    var cells = 0
    for number in 0..<40 {
      let json = try Data(contentsOf: folder.url.appending(path: "\(number).json"))
      let rows = try #require(try JSONSerialization.jsonObject(with: json) as? [[String]])
      let names = try #require(rows.first)
      var format = format(
        names.map { Field($0, .string) },
        CSVDialect(delimiter: UInt8(ascii: number.isMultiple(of: 2) ? "," : ";")))
      format.sliceBytes = [4 << 20, 200, 1][number % 3]
      let reader = try ShardReader(folder.path("\(number).csv"), format: format)
      let all = try ingest(reader, format)
      #expect(all.faults == [])
      #expect(all.streamFaults == [])
      #expect(all.isBalanced)
      let records = rows.dropFirst().filter { !$0.isEmpty }
      for (column, name) in names.enumerated() {
        #expect(all.strings(name) == records.map { $0[column] }, "file \(number)")
        cells += records.count
      }
    }
    #expect(cells > 2000)
  }
}
