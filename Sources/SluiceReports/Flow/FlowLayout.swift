/// Places a graph in layers from top to bottom, after Sugiyama, Tagawa and Toda (1981).
///
/// Stages stand on even layers. An edge's label stands on the odd layer below its stage as an item of its
/// own, and an edge that passes a layer has an item there too, so nothing that is placed can overlap.
struct FlowLayout {
  /// Width and height of something to place, in pixels.
  struct Size {
    var width: Double
    var height: Double
  }

  /// Something placed, by its centre.
  struct Box {
    var x: Double
    var y: Double
    var size: Size

    var top: Double { y - size.height / 2 }
    var bottom: Double { y + size.height / 2 }
    var left: Double { x - size.width / 2 }
    var right: Double { x + size.width / 2 }
  }

  /// An edge: the boxes it passes from its stage to the next one; the first may hold its label.
  struct Route {
    var edge: Int
    var boxes: [Box]
    var hasLabel: Bool

    var afterFirst: Box { boxes[1] }
    var beforeLast: Box { boxes[boxes.count - 2] }
  }

  private(set) var nodes: [Box] = []
  private(set) var routes: [Route] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  /// Distance of a label's line from the label's left edge.
  static let labelAnchor = 6.0

  private static let horizontalGap = 30.0
  private static let verticalGap = 15.0

  init(_ picture: FlowPicture, nodeSizes: [Size], labelSizes: [Size?]) {
    var grid = FlowGrid(picture, nodeSizes: nodeSizes, labelSizes: labelSizes)
    grid.reduceCrossings()
    let x = FlowLayout.horizontalPositions(grid)
    let y = verticalPositions(grid, x)
    let boxes = grid.items.indices.map { Box(x: x[$0], y: y[$0], size: grid.items[$0].size) }
    nodes = picture.nodes.indices.map { boxes[grid.itemOfNode[$0]] }
    routes = grid.chains.map { chain in
      Route(
        edge: chain.edge, boxes: chain.items.map { boxes[$0] }, hasLabel: labelSizes[chain.edge] != nil)
    }
    width = (boxes.map(\.right).max() ?? 0)
  }

  /// Draws every item towards the mean of its neighbours, as near as the order and the gaps allow.
  private static func horizontalPositions(_ grid: FlowGrid) -> [Double] {
    var x = [Double](repeating: 0, count: grid.items.count)
    for layer in grid.layers {
      var edge = 0.0
      for item in layer {
        x[item] = edge + grid.items[item].size.width / 2
        edge += grid.items[item].size.width + horizontalGap
      }
      for item in layer { x[item] -= (edge - horizontalGap) / 2 }
    }
    for round in 0..<40 {
      let downwards = round.isMultiple(of: 2)
      for layer in downwards ? grid.layers : grid.layers.reversed() {
        let wishes = layer.map { item -> Double in
          let neighbours =
            round < 30
            ? (downwards ? grid.above[item] : grid.below[item]) : grid.above[item] + grid.below[item]
          guard !neighbours.isEmpty else { return x[item] }
          let mean = neighbours.reduce(0) { $0 + x[$1] + grid.items[$1].anchor } / Double(neighbours.count)
          return mean - grid.items[item].anchor
        }
        let gaps = zip(layer, layer.dropFirst()).map { left, right in
          (grid.items[left].size.width + grid.items[right].size.width) / 2 + horizontalGap
        }
        for (item, position) in zip(layer, spread(wishes, gaps: gaps)) { x[item] = position }
      }
    }
    let left = grid.items.indices.map { x[$0] - grid.items[$0].size.width / 2 }.min() ?? 0
    return x.map { $0 - left }
  }

  /// The positions nearest to `wishes` in least squares that keep order and gaps (pool adjacent violators).
  static func spread(_ wishes: [Double], gaps: [Double]) -> [Double] {
    var offsets = [0.0]
    for gap in gaps { offsets.append((offsets.last ?? 0) + gap) }
    var blocks: [(sum: Double, count: Int)] = []
    for (wish, offset) in zip(wishes, offsets) {
      blocks.append((wish - offset, 1))
      while blocks.count > 1, let last = blocks.last {
        let before = blocks[blocks.count - 2]
        guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
        blocks.removeLast()
        blocks[blocks.count - 1] = (before.sum + last.sum, before.count + last.count)
      }
    }
    let means = blocks.flatMap { repeatElement($0.sum / Double($0.count), count: $0.count) }
    return zip(means, offsets).map { $0 + $1 }
  }

  /// Layers stand further apart where an edge has far to go sideways.
  private mutating func verticalPositions(_ grid: FlowGrid, _ x: [Double]) -> [Double] {
    var y = [Double](repeating: 0, count: grid.items.count)
    var edge = 0.0
    for layer in grid.layers {
      let tallest = layer.map { grid.items[$0].size.height }.max() ?? 0
      let reach = layer.flatMap { item in
        grid.above[item].map { (x[item] + grid.items[item].anchor - x[$0] - grid.items[$0].anchor).magnitude }
      }.max()
      if let reach { edge += FlowLayout.verticalGap + min(36, reach / 6) }
      for item in layer { y[item] = edge + tallest / 2 }
      edge += tallest
    }
    height = edge
    return y
  }
}
