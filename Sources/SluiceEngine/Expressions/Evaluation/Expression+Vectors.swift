internal import SluiceCore

// Values of one node for the rows of a frame. Rows that were not asked about or have no value are not `known`.
extension Expression {
  struct Integers {
    /// One for each row of the frame; 0 where not known.
    var values: [Int64]
    var known: Bitmap
  }

  struct Numbers {
    /// One for each row of the frame, always finite; 0 where not known.
    var values: [Double]
    var known: Bitmap
  }

  struct Texts {
    var bytes: [UInt8]
    /// Where the rows lie in `bytes`; nil where every row is the whole of it.
    var offsets: [UInt32]?
    var known: Bitmap

    @inline(__always)
    func range(_ row: Int) -> Range<Int> {
      guard let offsets else { return 0..<bytes.count }
      return Int(offsets[row])..<Int(offsets[row + 1])
    }
  }
}

extension Expression.Comparison {
  /// Whether the comparison holds for values whose order is less than, equal to or greater than zero.
  @inline(__always)
  func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}

extension Bitmap {
  /// Sets every bit that `other`, of the same count, has set.
  mutating func formUnion(_ other: Bitmap) {
    var neither = Bitmap(repeating: true, count: count)
    neither.subtract(self)
    neither.subtract(other)
    self = Bitmap(repeating: true, count: count)
    subtract(neither)
  }

  func intersection(_ other: Bitmap) -> Bitmap {
    var result = self
    result.formIntersection(other)
    return result
  }

  func union(_ other: Bitmap) -> Bitmap {
    var result = self
    result.formUnion(other)
    return result
  }

  func subtracting(_ other: Bitmap) -> Bitmap {
    var result = self
    result.subtract(other)
    return result
  }
}
