extension Sequence<Int> {
  /// The sum, or the largest number there is: counts from outside must not stop the program.
  var saturatingSum: Int {
    reduce(0) { sum, value in
      let (result, overflow) = sum.addingReportingOverflow(value)
      return overflow ? (value < 0 ? .min : .max) : result
    }
  }
}
