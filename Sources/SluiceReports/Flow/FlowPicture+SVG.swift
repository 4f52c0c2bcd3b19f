internal import SluiceCore

extension FlowPicture {
  /// The picture as one SVG element that brings its own style, light and dark.
  public var svg: String {
    let nodeSizes = nodes.map { FlowDrawing.size(of: $0) }
    let labelSizes = edges.map { FlowDrawing.size(of: $0) }
    let layout = FlowLayout(self, nodeSizes: nodeSizes, labelSizes: labelSizes)
    var drawing = FlowDrawing()
    for route in drawing.attached(layout.routes, self) { drawing.draw(route, edges[route.edge]) }
    for (node, box) in zip(nodes, layout.nodes) { drawing.draw(node, box) }
    return drawing.element(width: layout.width, height: layout.height, title: title)
  }

  private var title: String {
    "Flow of records from " + list(.source) + " to " + list(.sink)
  }

  private func list(_ role: Role) -> String {
    let names = nodes.filter { $0.role == role }.map(\.name)
    return names.isEmpty ? "nowhere" : names.joined(separator: ", ")
  }
}

/// Draws boxes and routes as SVG.
private struct FlowDrawing {
  private var body = ""

  private static let margin = 6.0
  private static let titleSize = 14.0
  private static let smallSize = 11.0
  private static let lineHeight = 15.0

  /// Width of text in a common sans-serif face, rounded up: fonts differ and nothing may spill over.
  private static func width(_ text: String, _ size: Double) -> Double {
    text.unicodeScalars.reduce(0) { sum, scalar in
      let share =
        switch scalar {
        case "i", "l", "j", ".", ",", ":", ";", "|", "'", " ", "(", ")", "·", "\u{202F}": 0.36
        case "m", "w", "M", "W", "@", "→": 0.98
        case "A"..."Z", "_": 0.74
        default: scalar.value > 0x2E80 ? 1.05 : 0.63
        }
      return sum + share * size
    }
  }

  static func size(of node: FlowPicture.Node) -> FlowLayout.Size {
    let widest = max(
      width(node.name, titleSize) * 1.04, width(node.kind, smallSize),
      node.details.map { width($0, smallSize) }.max() ?? 0)
    return FlowLayout.Size(
      width: max(132, widest + 34), height: 50 + lineHeight * Double(node.details.count))
  }

  static func size(of edge: FlowPicture.Edge) -> FlowLayout.Size? {
    guard !edge.labels.isEmpty else { return nil }
    let widest = edge.labels.map { width($0, smallSize) }.max() ?? 0
    return FlowLayout.Size(width: widest + 22, height: lineHeight * Double(edge.labels.count) + 6)
  }

  /// Routes whose ends are spread along the edges of the stages they touch.
  func attached(_ routes: [FlowLayout.Route], _ picture: FlowPicture) -> [FlowLayout.Route] {
    var attached = routes
    for node in picture.nodes.indices {
      let leaving = routes.indices.filter { picture.edges[routes[$0].edge].from == node }
        .sorted { routes[$0].afterFirst.x < routes[$1].afterFirst.x }
      for (place, route) in leaving.enumerated() {
        attached[route].boxes[0].x += FlowDrawing.offset(place, of: leaving.count, routes[route].boxes[0])
      }
      let arriving = routes.indices.filter { picture.edges[routes[$0].edge].to == node }
        .sorted { routes[$0].beforeLast.x < routes[$1].beforeLast.x }
      for (place, route) in arriving.enumerated() {
        let last = routes[route].boxes.count - 1
        attached[route].boxes[last].x += FlowDrawing.offset(
          place, of: arriving.count, routes[route].boxes[last])
      }
    }
    return attached
  }

  private static func offset(_ place: Int, of count: Int, _ box: FlowLayout.Box) -> Double {
    let step = min(30, box.size.width * 0.7 / Double(max(1, count)))
    return (Double(place) - Double(count - 1) / 2) * step
  }

  mutating func draw(_ route: FlowLayout.Route, _ edge: FlowPicture.Edge) {
    guard let first = route.boxes.first, let last = route.boxes.last else { return }
    var path = "M" + point(first.x, first.bottom)
    var (x, y) = (first.x, first.bottom)
    for (place, box) in route.boxes.enumerated().dropFirst() {
      let isLast = place == route.boxes.count - 1
      let isLabel = place == 1 && route.hasLabel
      let next = isLabel ? box.left + FlowLayout.labelAnchor : box.x
      let tip = isLast ? box.top - 7 : box.top
      let middle = (y + tip) / 2
      path += "C\(point(x, middle)) \(point(next, middle)) \(point(next, tip))"
      if !isLast { path += "L" + point(next, box.bottom) }
      (x, y) = (next, box.bottom)
    }
    body += "<path class=\"edge \(edge.sensitivity.rawValue)\" d=\"\(path)\"/>"
    body += "<path class=\"tip \(edge.sensitivity.rawValue)\" d=\"M\(point(last.x, last.top))l-4.5 -8h9z\"/>"
    guard route.hasLabel else { return }
    let box = route.boxes[1]
    for (line, label) in edge.labels.enumerated() {
      let base = box.top + 14 + FlowDrawing.lineHeight * Double(line)
      text(label, x: box.left + FlowLayout.labelAnchor + 10, y: base, "label \(edge.sensitivity.rawValue)")
    }
  }

  mutating func draw(_ node: FlowPicture.Node, _ box: FlowLayout.Box) {
    rectangle("node \(node.role.rawValue)", box, inset: 0, radius: 7)
    if node.role == .gate { rectangle("inner", box, inset: 3, radius: 4.5) }
    text(node.kind, x: box.x, y: box.top + 18, "kind")
    text(node.name, x: box.x, y: box.top + 36, "name")
    for (line, detail) in node.details.enumerated() {
      text(detail, x: box.x, y: box.top + 53 + FlowDrawing.lineHeight * Double(line), "detail")
    }
  }

  private mutating func rectangle(_ style: String, _ box: FlowLayout.Box, inset: Double, radius: Double) {
    body += "<rect class=\"\(style)\" x=\"\(place(box.left + inset))\" y=\"\(place(box.top + inset))\""
    body += " width=\"\(Decimal.fixed(box.size.width - 2 * inset, 1))\""
    body += " height=\"\(Decimal.fixed(box.size.height - 2 * inset, 1))\" rx=\"\(radius)\"/>"
  }

  private mutating func text(_ text: String, x: Double, y: Double, _ style: String) {
    body += "<text class=\"\(style)\" x=\"\(place(x))\" y=\"\(place(y))\">\(Escape.markup(text))</text>"
  }

  private func point(_ x: Double, _ y: Double) -> String { place(x) + " " + place(y) }
  private func place(_ value: Double) -> String { Decimal.fixed(value + FlowDrawing.margin, 1) }

  func element(width: Double, height: Double, title: String) -> String {
    let (width, height) = (width + 2 * FlowDrawing.margin, height + 2 * FlowDrawing.margin)
    let size = "\(Decimal.fixed(width, 0)) \(Decimal.fixed(height, 0))"
    return """
      <svg class="flow" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" \
      width="\(Decimal.fixed(width, 0))" height="\(Decimal.fixed(height, 0))" role="img">\
      <title>\(Escape.markup(title))</title><style>\(FlowDrawing.style)</style>\(body)</svg>
      """
  }

  private static let style = """
    .flow{--ink:#1d2733;--soft:#667282;--line:#aab4c0;--paper:#fff;--tint:#f2f5f8;--accent:#0b6e6e;\
    font-family:"Inter","Source Sans 3","Segoe UI","Helvetica Neue",Arial,"DejaVu Sans",sans-serif}\
    @media (prefers-color-scheme:dark){.flow{--ink:#e5eaf0;--soft:#97a3b1;--line:#4b5866;--paper:#12171d;\
    --tint:#1b222b;--accent:#4fc0b8}}\
    .flow text{text-anchor:middle;font-size:11px;fill:var(--soft)}\
    .flow .name{font-size:14px;font-weight:600;fill:var(--ink)}\
    .flow .detail{fill:var(--ink);font-variant-numeric:tabular-nums}\
    .flow .label{text-anchor:start}.flow .label.raw{fill:var(--ink)}\
    .flow .node{fill:var(--paper);stroke:var(--line);stroke-width:1.2}\
    .flow .inner{fill:none;stroke:var(--line);stroke-width:.8}\
    .flow .source{fill:var(--tint)}.flow .sink{fill:var(--tint);stroke:var(--ink);stroke-width:1.6}\
    .flow .edge{fill:none;stroke:var(--line);stroke-width:1.4}\
    .flow .edge.raw{stroke:var(--accent);stroke-width:2.6}\
    .flow .edge.treated{stroke:var(--accent);stroke-dasharray:5 4}\
    .flow .tip{fill:var(--line)}.flow .tip.raw,.flow .tip.treated{fill:var(--accent)}
    """
}
