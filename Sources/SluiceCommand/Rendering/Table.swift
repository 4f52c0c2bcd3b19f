/// Rows under headings, columns as wide as their content.
struct Table: Sendable {
  struct Column: Sendable {
    let title: String
    /// Numbers stand to the right.
    var isNumeric = false

    init(_ title: String, numeric isNumeric: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
    }
  }

  let columns: [Column]
  var rows: [[String]] = []

  init(_ columns: [Column], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The table as lines, each ended by a line feed; the last column is cut where `width` ends.
  func text(_ style: Style, width: Int? = nil) -> String {
    let rows = rows.map { $0.map(DisplayText.printable) }
    let widths = columns.indices.map { column in
      ([columns[column].title] + rows.map { $0[column] }).reduce(0) { max($0, DisplayText.width($1)) }
    }
    let head = line(columns.map(\.title), widths, width)
    return style.bold(head) + "\n" + rows.map { line($0, widths, width) + "\n" }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int], _ width: Int?) -> String {
    var text = ""
    for (column, cell) in cells.enumerated() {
      let space = String(repeating: " ", count: widths[column] - DisplayText.width(cell))
      let isLast = column == cells.count - 1
      text += columns[column].isNumeric ? space + cell : isLast ? cell : cell + space
      if !isLast { text += "  " }
    }
    while text.hasSuffix(" ") { text.removeLast() }
    return width.map { DisplayText.truncated(text, to: $0) } ?? text
  }
}
