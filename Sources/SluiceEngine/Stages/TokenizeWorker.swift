internal import SluiceCore
internal import SluiceTokenizers

/// One thread's part of a tokenize stage.
final class TokenizeWorker: MapWorker {
  private let encoder: Encoder
  private let column: Int
  private let languageColumn: Int?
  private let append: UInt32?
  private let roundTrip: TokenizeStage.RoundTrip
  private let packing: SequencePacking?
  private let sequenceLength: Int?
  private let schema: Schema
  private let counterCount: Int
  private var meter = WordMeter()

  init(
    encoder: Encoder, stage: TokenizeStage, column: Int, languageColumn: Int?, append: UInt32?,
    roundTrip: TokenizeStage.RoundTrip, sequenceLength: Int?
  ) {
    self.encoder = encoder
    self.column = column
    self.languageColumn = languageColumn
    self.append = append
    self.roundTrip = roundTrip
    self.sequenceLength = sequenceLength
    packing = stage.packing
    schema = stage.outputs[0].schema
    counterCount = stage.counters.count
  }

  func process(_ frame: Frame, _ outcome: inout StageOutcome) throws -> [Frame] {
    guard case .text(let text) = frame.columns[column] else { return [] }
    var tokens = TokenColumn()
    tokens.ids.reserveCapacity(text.bytes.count / 3)
    let report = try encoder.encode(text, selection: frame.selection, append: append, into: &tokens)
    var counts = [Int](repeating: 0, count: counterCount)
    counts[.documents] = report.documents
    counts[.tokens] = report.tokens
    counts[.bytes] = report.bytes
    counts[.controlTokens] = report.specials

    var kept = frame.selection
    var forbidden = Bitmap(repeating: false, count: frame.count)
    for row in report.forbiddenRows { forbidden[row] = true }
    outcome.drop(forbidden, reason: 0)
    kept.subtract(forbidden)
    if roundTrip != .off {
      let lost = try lostRows(frame, text, tokens, kept)
      counts[.notReversible] = lost.population
      if roundTrip == .drop {
        outcome.drop(lost, reason: 1)
        kept.subtract(lost)
      }
    }
    if let languageColumn, case .text(let languages) = frame.columns[languageColumn] {
      countLanguages(text, languages, tokens, kept, &counts)
    }
    var output = Frame(
      schema: schema, columns: [.tokens(tokens)], ordinals: frame.ordinals, origin: frame.origin)
    if let packing {
      output = arrange(frame, tokens, kept, packing, &counts)
    } else if let sequenceLength {
      var total = 0
      kept.forEachSet { total += tokens.range($0).count }
      counts[.sequences] = total / sequenceLength
    }
    output.selection = frame.selection
    outcome.counts = counts
    return [output]
  }

  /// The ids of a row without the appended one.
  private func ids(_ row: Int, of tokens: TokenColumn) -> ArraySlice<UInt32> {
    tokens.ids[tokens.range(row)].dropLast(append == nil ? 0 : 1)
  }

  /// Rows whose ids do not stand for their text.
  private func lostRows(
    _ frame: Frame, _ text: TextColumn, _ tokens: TokenColumn, _ kept: Bitmap
  ) throws(SluiceError) -> Bitmap {
    var lost = Bitmap(repeating: false, count: frame.count)
    for row in 0..<frame.count where kept[row] && text.validity?[row] ?? true {
      guard !encoder.tokenizer.decodes(ids(row, of: tokens), to: text[row]) else { continue }
      guard roundTrip != .fail else {
        throw SluiceError(
          .badData, "the ids of a document stand for another text",
          at: Place(record: Int(clamping: frame.record(row))),
          hint: "the tokenizer normalises text, or has no token for a part of it")
      }
      lost[row] = true
    }
    return lost
  }

  private func countLanguages(
    _ text: TextColumn, _ languages: TextColumn, _ tokens: TokenColumn, _ kept: Bitmap, _ counts: inout [Int]
  ) {
    let bytes = text.bytes.span
    kept.forEachSet { row in
      let language = TextLanguages.position(languages[row])
      let first =
        TokenizeStage.Counter.allCases.count + language * TokenizeStage.languageFigures.count
      counts[first] += 1
      counts[first + 1] += ids(row, of: tokens).count
      counts[first + 2] += meter.words(bytes.extracting(text.range(row)))
      counts[first + 3] += text.range(row).count
    }
  }

  /// The frame with its kept rows in the order of sequences, each sequence filled up.
  ///
  /// Kept rows change places among themselves only, so that what was dropped stays where it was.
  private func arrange(
    _ frame: Frame, _ tokens: TokenColumn, _ kept: Bitmap, _ packing: SequencePacking, _ counts: inout [Int]
  ) -> Frame {
    var rows: [Int] = []
    kept.forEachSet { rows.append($0) }
    let packed = packing.pack(rows.map { tokens.range($0).count })
    counts[.sequences] = packed.sequences
    counts[.padding] = packed.padding.reduce(0, +)
    counts[.cutDocuments] = packed.cut

    var arranged = TokenColumn()
    arranged.offsets.reserveCapacity(frame.count + 1)
    arranged.ids.reserveCapacity(tokens.ids.count + counts[.padding])
    var ordinals = frame.ordinals
    var next = 0
    for row in 0..<frame.count {
      if kept[row] {
        let source = rows[packed.order[next]]
        ordinals[row] = frame.ordinals[source]
        arranged.ids += tokens.ids[tokens.range(source)]
        arranged.ids.append(contentsOf: repeatElement(packing.pad, count: packed.padding[next]))
        next += 1
      }
      arranged.offsets.append(UInt32(arranged.ids.count))
    }
    return Frame(schema: schema, columns: [.tokens(arranged)], ordinals: ordinals, origin: frame.origin)
  }
}

extension [Int] {
  fileprivate subscript(counter: TokenizeStage.Counter) -> Int {
    get { self[counter.rawValue] }
    set { self[counter.rawValue] = newValue }
  }
}
