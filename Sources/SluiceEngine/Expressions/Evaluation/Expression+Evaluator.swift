internal import SluiceCore
internal import SluiceText

extension Expression {
  /// Evaluates the trees of an expression over one frame, a column at a time.
  ///
  /// Each function takes the rows that matter and leaves the others out, so that the right side of `and` and
  /// `or` is computed only where the left side does not decide.
  struct Evaluator {
    let frame: Frame
    private let measuredTexts: [MeasuredText]
    private var measures: [Measures?]

    /// Counts of one measured text, so far as rows were asked about.
    private struct Measures {
      var meter: TextMeter
      var counts: [TextCounts]
      /// Rows that were looked at.
      var done: Bitmap
      /// Rows that have a text.
      var known: Bitmap
    }

    init(frame: Frame, measured: [MeasuredText]) {
      self.frame = frame
      measuredTexts = measured
      measures = Array(repeating: nil, count: measured.count)
    }

    var none: Bitmap { Bitmap(repeating: false, count: frame.count) }

    /// The rows that have a value in the column.
    func known(_ column: Column, _ rows: Bitmap) -> Bitmap {
      column.validity.map { rows.intersection($0) } ?? rows
    }

    /// The rows for which the value is known.
    mutating func known(_ value: Value, _ rows: Bitmap) -> Bitmap {
      switch value {
      case .truth(let node): rows.subtracting(truth(node, rows).isUnknown)
      case .integer(let node), .date(let node), .timestamp(let node): integers(node, rows).known
      case .number(let node): numbers(node, rows).known
      case .text(let node): texts(node, rows).known
      case .tokens: rows
      }
    }

    /// The counts of a measured text for at least the given rows, and the rows that have a text.
    mutating func counts(_ position: Int, _ rows: Bitmap) -> (counts: [TextCounts], known: Bitmap) {
      var cache =
        measures[position]
        ?? Measures(
          meter: TextMeter(measuredTexts[position].measures),
          counts: Array(repeating: TextCounts(), count: frame.count), done: none, known: none)
      measures[position] = nil
      let missing = rows.subtracting(cache.done)
      let texts = texts(measuredTexts[position].text, missing)
      texts.known.forEachSet { row in
        cache.counts[row] = cache.meter.count(texts.bytes.span.extracting(texts.range(row)))
      }
      cache.done.formUnion(missing)
      cache.known.formUnion(texts.known)
      measures[position] = cache
      return (cache.counts, rows.intersection(cache.known))
    }

    // MARK: Texts

    func texts(_ node: TextNode, _ rows: Bitmap) -> Texts {
      switch node {
      case .constant(let bytes): return Texts(bytes: bytes, offsets: nil, known: rows)
      case .field(let position):
        guard case .text(let column) = frame.columns[position] else {
          preconditionFailure("the column has another type than its field")
        }
        return Texts(
          bytes: column.bytes, offsets: column.offsets, known: known(frame.columns[position], rows))
      case .lower(let inner): return lower(texts(inner, rows))
      }
    }

    private func lower(_ texts: Texts) -> Texts {
      var bytes: [UInt8] = []
      guard texts.offsets != nil else {
        Lowercase.append(texts.bytes.span, to: &bytes)
        return Texts(bytes: bytes, offsets: nil, known: texts.known)
      }
      var offsets: [UInt32] = [0]
      offsets.reserveCapacity(frame.count + 1)
      for row in 0..<frame.count {
        if texts.known[row] {
          Lowercase.append(texts.bytes.span.extracting(texts.range(row)), to: &bytes)
        }
        offsets.append(UInt32(bytes.count))
      }
      return Texts(bytes: bytes, offsets: offsets, known: texts.known)
    }
  }
}
