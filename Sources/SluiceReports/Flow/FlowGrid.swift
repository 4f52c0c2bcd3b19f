/// The items of a layered graph, their neighbours and their order within each layer.
struct FlowGrid {
  struct Item {
    var layer: Int
    var size: FlowLayout.Size
    /// Where lines touch the item, from its centre: a label stands to the right of its line.
    var anchor: Double
  }

  /// An edge: the items it passes, those of its stages included.
  struct Chain {
    var edge: Int
    var items: [Int]
  }

  private(set) var items: [Item] = []
  private(set) var layers: [[Int]] = []
  private(set) var above: [[Int]] = []
  private(set) var below: [[Int]] = []
  private(set) var itemOfNode: [Int] = []
  private(set) var chains: [Chain] = []

  init(_ picture: FlowPicture, nodeSizes: [FlowLayout.Size], labelSizes: [FlowLayout.Size?]) {
    let (order, forward) = picture.forward
    let ranks = FlowGrid.ranks(picture, order, forward)
    layers = [[Int]](repeating: [], count: 2 * (ranks.max() ?? 0) + 1)
    itemOfNode = [Int](repeating: 0, count: picture.nodes.count)
    for node in order { itemOfNode[node] = add(layer: 2 * ranks[node], nodeSizes[node]) }
    for index in forward {
      let edge = picture.edges[index]
      var chain = [itemOfNode[edge.from]]
      for layer in 2 * ranks[edge.from] + 1..<2 * ranks[edge.to] {
        if chain.count == 1, let label = labelSizes[index] {
          chain.append(add(layer: layer, label, anchor: FlowLayout.labelAnchor - label.width / 2))
        } else {
          chain.append(add(layer: layer, FlowLayout.Size(width: 12, height: 4)))
        }
      }
      chain.append(itemOfNode[edge.to])
      for (upper, lower) in zip(chain, chain.dropFirst()) {
        below[upper].append(lower)
        above[lower].append(upper)
      }
      chains.append(Chain(edge: index, items: chain))
    }
  }

  private mutating func add(layer: Int, _ size: FlowLayout.Size, anchor: Double = 0) -> Int {
    items.append(Item(layer: layer, size: size, anchor: anchor))
    above.append([])
    below.append([])
    layers[layer].append(items.count - 1)
    return items.count - 1
  }

  /// Longest way from a source; sources stand just above the first stage that reads them.
  private static func ranks(_ picture: FlowPicture, _ order: [Int], _ forward: [Int]) -> [Int] {
    var ranks = [Int](repeating: 0, count: picture.nodes.count)
    let edges = forward.map { picture.edges[$0] }
    for node in order {
      for edge in edges where edge.from == node { ranks[edge.to] = max(ranks[edge.to], ranks[node] + 1) }
    }
    for node in order where !edges.contains(where: { $0.to == node }) {
      let readers = edges.filter { $0.from == node }.map { ranks[$0.to] }
      ranks[node] = max(0, (readers.min() ?? 1) - 1)
    }
    return ranks
  }

  /// Orders every layer by the mean position of its neighbours, down and up, and keeps the best order seen.
  mutating func reduceCrossings() {
    var best = layers
    var fewest = crossings
    for round in 0..<12 where fewest > 0 {
      let downwards = round.isMultiple(of: 2)
      let sequence = downwards ? Array(layers.indices) : layers.indices.reversed()
      for layer in sequence { sort(layer, by: downwards ? above : below) }
      let count = crossings
      if count < fewest {
        fewest = count
        best = layers
      }
    }
    layers = best
  }

  private mutating func sort(_ layer: Int, by neighbours: [[Int]]) {
    let position = positions
    let wishes = layers[layer].map { item -> Double in
      let near = neighbours[item]
      guard !near.isEmpty else { return Double(position[item]) }
      return near.reduce(0) { $0 + Double(position[$1]) } / Double(near.count)
    }
    let order = layers[layer].indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
    layers[layer] = order.map { layers[layer][$0] }
  }

  private var positions: [Int] {
    var position = [Int](repeating: 0, count: items.count)
    for layer in layers { for (index, item) in layer.enumerated() { position[item] = index } }
    return position
  }

  /// Number of pairs of edges between neighbouring layers that cross.
  var crossings: Int {
    let position = positions
    var count = 0
    for layer in layers {
      let edges = layer.flatMap { item in below[item].map { (position[item], position[$0]) } }
      for (index, edge) in edges.enumerated() {
        count += edges[..<index].count { ($0.0 - edge.0) * ($0.1 - edge.1) < 0 }
      }
    }
    return count
  }
}
