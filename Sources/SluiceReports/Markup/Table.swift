/// A table of HTML: columns with headings, numbers to the right.
struct Table {
  struct Column {
    var heading: Markup
    var style: String

    static func text(_ heading: Markup) -> Column { Column(heading: heading, style: "") }
    static func wide(_ heading: Markup) -> Column { Column(heading: heading, style: "wide") }
    static func number(_ heading: Markup) -> Column { Column(heading: heading, style: "n") }
    static func bar(_ heading: Markup) -> Column { Column(heading: heading, style: "barred") }
  }

  struct Row {
    var cells: [Markup]
    var style = ""
  }

  var columns: [Column]
  var rows: [Row] = []

  /// Most rows that are printed; the report itself has them all.
  let rowLimit: Int

  init(_ columns: [Column], rowLimit: Int = 60) {
    self.columns = columns
    self.rowLimit = rowLimit
  }

  mutating func add(_ cells: [Markup], style: String = "") {
    rows.append(Row(cells: cells, style: style))
  }

  var markup: Markup {
    let head = columns.map { column in
      Markup("<th scope=\"col\" class=\"\(column.style)\">\(column.heading)</th>")
    }
    let body = rows.prefix(rowLimit).map { row in
      let cells = zip(columns, row.cells).map { column, cell in
        Markup("<td class=\"\(column.style)\">\(cell)</td>")
      }
      return Markup("<tr class=\"\(row.style)\">\(cells)</tr>\n")
    }
    let left = rows.count - rowLimit
    let more: Markup =
      left > 0
      ? "<p class=\"more\">and \(left) more, which stand in <code>report.json</code></p>" : .empty
    return """
      <div class="table"><table><thead><tr>\(head)</tr></thead><tbody>
      \(body)</tbody></table></div>\(more)
      """
  }
}
