import SluiceCore
import Testing

@testable import SluiceReports

@Suite("The picture of a flow")
struct FlowPictureTests {
  /// A random graph without circles, with labels on most edges.
  func random(_ generator: inout some RandomNumberGenerator, nodes: Int) -> FlowPicture {
    var edges: [FlowPicture.Edge] = []
    for to in 1..<nodes {
      for _ in 0..<Int.random(in: 1...2, using: &generator) {
        let from = Int.random(in: max(0, to - 5)..<to, using: &generator)
        guard !edges.contains(where: { $0.from == from && $0.to == to }) else { continue }
        let labels = (0..<Int.random(in: 0...3, using: &generator)).map { "field_\($0): direct-identifier" }
        edges.append(FlowPicture.Edge(from: from, to: to, labels: labels, sensitivity: .raw))
      }
    }
    return FlowPicture(
      nodes: (0..<nodes).map {
        FlowPicture.Node("stage-\($0)", kind: "filter", details: ["12 345 → 12 000"])
      },
      edges: edges)
  }

  private func layout(_ picture: FlowPicture) -> FlowLayout {
    FlowLayout(
      picture, nodeSizes: picture.nodes.map { _ in FlowLayout.Size(width: 150, height: 65) },
      labelSizes: picture.edges.map { edge in
        edge.labels.isEmpty ? nil : FlowLayout.Size(width: 190, height: 15 * Double(edge.labels.count) + 6)
      })
  }

  @Test("has no two things in one place, whatever the graph", arguments: 0..<40)
  func noOverlaps(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let picture = random(&generator, nodes: 2 + seed % 19)
    let layout = layout(picture)
    let labels = layout.routes.filter(\.hasLabel).map { $0.boxes[1] }
    let boxes = layout.nodes + labels
    for (index, box) in boxes.enumerated() {
      #expect(box.left >= -0.01 && box.right <= layout.width + 0.01)
      #expect(box.top >= -0.01 && box.bottom <= layout.height + 0.01)
      for other in boxes[..<index] {
        let apart =
          box.right <= other.left + 0.01 || other.right <= box.left + 0.01 || box.bottom <= other.top + 0.01
          || other.bottom <= box.top + 0.01
        #expect(apart)
      }
    }
    for route in layout.routes {
      for (upper, lower) in zip(route.boxes, route.boxes.dropFirst()) { #expect(upper.bottom < lower.top) }
    }
    #expect(layout.routes.count == picture.edges.count)
  }

  @Test("draws a chain as a straight line")
  func straightChain() {
    let picture = FlowPicture(
      nodes: (0..<6).map { FlowPicture.Node("s\($0)", kind: "filter") },
      edges: (0..<5).map {
        FlowPicture.Edge(from: $0, to: $0 + 1, labels: $0 == 2 ? ["text: free-text"] : [])
      })
    let layout = layout(picture)
    for node in layout.nodes { #expect((node.x - layout.nodes[0].x).magnitude < 0.5) }
  }

  @Test("crosses no edges where it need not")
  func crossings() {
    let picture = FlowPicture(
      nodes: (0..<6).map { FlowPicture.Node("s\($0)", kind: "filter") },
      edges: [(0, 5), (1, 4), (2, 3)].map { FlowPicture.Edge(from: $0, to: $1) })
    var grid = FlowGrid(
      picture, nodeSizes: picture.nodes.map { _ in FlowLayout.Size(width: 100, height: 50) },
      labelSizes: [nil, nil, nil])
    #expect(grid.crossings > 0)
    grid.reduceCrossings()
    #expect(grid.crossings == 0)
  }

  @Test("survives a circle and an empty graph")
  func circles() {
    let picture = FlowPicture(
      nodes: (0..<3).map { FlowPicture.Node("s\($0)", kind: "filter") },
      edges: [(0, 1), (1, 2), (2, 0)].map { FlowPicture.Edge(from: $0, to: $1) })
    #expect(picture.svg.contains("s2"))
    #expect(picture.text.contains("s2"))
    let empty = FlowPicture(nodes: [], edges: [])
    #expect(empty.svg.hasPrefix("<svg"))
    #expect(empty.text.isEmpty)
  }

  @Test("in text draws a join once and refers to it")
  func text() {
    let picture = FlowPicture(
      nodes: [
        FlowPicture.Node("a", kind: "ingest", role: .source),
        FlowPicture.Node("b", kind: "ingest", role: .source),
        FlowPicture.Node("c", kind: "route"), FlowPicture.Node("d", kind: "seal", role: .sink),
        FlowPicture.Node("e", kind: "write", role: .sink),
      ],
      edges: [
        FlowPicture.Edge(from: 0, to: 2, labels: ["text: free-text"], sensitivity: .raw),
        FlowPicture.Edge(from: 1, to: 2), FlowPicture.Edge(from: 2, to: 3), FlowPicture.Edge(from: 2, to: 4),
      ])
    #expect(
      picture.text == """
        a · ingest
        │  text: free-text
        c · route
        ├─ d · seal
        └─ e · write

        b · ingest
        │
        c (above)
        """)
    #expect(picture.mermaid.contains("n0 ==>|\"text: free-text\"| n2"))
  }

  @Test("says what is personal on an edge, most identifying first")
  func labels() {
    let schema = Schema([
      Field("note", .string, PrivacyLabel(.freeText, special: [.health])), Field("unit", .string),
      Field("name", .string, PrivacyLabel(.direct)), Field("mail", .string, PrivacyLabel(.direct)),
      Field("phone", .string, PrivacyLabel(.direct)),
    ])
    #expect(
      FlowPicture.Edge.labels(schema, jurisdictions: ["DE"]) == [
        "name, mail +1: direct-identifier", "note: free-text (health)", "in DE",
      ])
    #expect(FlowPicture.Sensitivity(schema) == .raw)
    #expect(FlowPicture.Sensitivity(Schema([Field("unit", .string)])) == .none)
    #expect(
      FlowPicture.Sensitivity(Schema([Field("n", .string, PrivacyLabel(.direct, treatment: .pseudonymized))]))
        == .treated)
  }
}

/// A generator whose numbers depend on the seed only (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
