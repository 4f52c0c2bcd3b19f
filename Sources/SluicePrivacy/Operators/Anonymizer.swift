public import SluiceCore

/// Anonymizes one text field, frame by frame; one for each worker, used by one thread at a time.
public final class Anonymizer {
  /// Findings so far, by raw value of `IdentifierType`.
  public private(set) var counts = [Int](repeating: 0, count: IdentifierType.limit)

  /// The types it looks for, by raw value.
  public let types: [IdentifierType]

  private let detector: Detector
  private let replacers: [Replacer]
  private var known = KnownValues()
  private var numbers = DocumentNumbers()

  /// A worker for `plan`, with the tables of `set`, which all workers share.
  ///
  /// Throws exit code 78 if a key is missing or too short.
  public init(_ plan: TextAnonymization, _ set: DetectorSet, keys: PseudonymKeys) throws(SluiceError) {
    detector = Detector(set)
    types = plan.types.members
    var replacers: [Replacer] = []
    for raw in 0..<IdentifierType.limit {
      replacers.append(try Replacer(plan[IdentifierType(rawValue: UInt8(raw))], keys))
    }
    self.replacers = replacers
  }

  /// The column with every identifier replaced; rows that are not selected come out empty.
  ///
  /// `known` are columns of the same rows whose values are to be found in the text; `subjects` names whom each row
  /// is about, which shifting dates needs.
  public func apply(
    to column: TextColumn, selection: Bitmap, known columns: [TextColumn] = [], subjects: TextColumn? = nil
  ) -> TextColumn {
    var result = TextColumn(validity: column.validity)
    result.bytes.reserveCapacity(column.bytes.count + column.bytes.count / 16)
    result.offsets.reserveCapacity(column.offsets.count)
    for row in 0..<column.count {
      if selection[row] {
        fillKnown(columns, row)
        append(column, row, subject: subjects?[row] ?? [], to: &result.bytes)
      }
      result.offsets.append(UInt32(result.bytes.count))
    }
    return result
  }

  private func fillKnown(_ columns: [TextColumn], _ row: Int) {
    known.removeAll()
    for column in columns {
      unsafe column.bytes.withUnsafeBufferPointer { bytes in
        known.add(unsafe ByteText(UnsafeBufferPointer(rebasing: bytes[column.range(row)])))
      }
    }
  }

  private func append(_ column: TextColumn, _ row: Int, subject: ArraySlice<UInt8>, to output: inout [UInt8])
  {
    unsafe column.bytes.withUnsafeBufferPointer { bytes in
      let row = unsafe UnsafeBufferPointer(rebasing: bytes[column.range(row)])
      unsafe detector.find(in: row.span, known: known.isEmpty ? nil : known)
      numbers.removeAll()
      var position = 0
      for finding in detector.findings {
        counts[Int(finding.type.rawValue)] += 1
        unsafe output.append(
          contentsOf: UnsafeBufferPointer(rebasing: row[position..<finding.range.lowerBound]))
        let value = unsafe String(decoding: UnsafeBufferPointer(rebasing: row[finding.range]), as: UTF8.self)
        let replacement = replacers[Int(finding.type.rawValue)].replacement(
          for: value, finding.type, subject: subject
        ) {
          numbers.number(of: CanonicalForm.make(value, finding.type, callingCode: nil, .shared), finding.type)
        }
        output.append(contentsOf: replacement.utf8)
        position = finding.range.upperBound
      }
      unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: row[position...]))
    }
  }
}

/// Numbers the different values of each type in the order they appear in one document.
struct DocumentNumbers {
  private var numbers: [IdentifierType: [String: Int]] = [:]

  mutating func removeAll() { if !numbers.isEmpty { numbers.removeAll(keepingCapacity: true) } }

  mutating func number(of value: String, _ type: IdentifierType) -> Int {
    let next = (numbers[type]?.count ?? 0) + 1
    if let known = numbers[type]?[value] { return known }
    numbers[type, default: [:]][value] = next
    return next
  }
}
