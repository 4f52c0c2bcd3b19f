/// Byte strings and a number for each, to be found as prefixes of a text.
struct ByteTrie: Sendable {
  /// A node; the root is 0.
  typealias Node = UInt32

  /// Children in a hash table: parent << 40 | byte << 32 | child, all ones where empty.
  private let slots: Storage<UInt64>
  private let mask: Int
  /// The child of the root by byte, 0 where there is none.
  private let roots: Storage<Node>
  /// The number of the string that ends at each node, `none` where none does.
  private let values: Storage<UInt32>

  static var none: UInt32 { .max }
  /// Most nodes; packed slots rely on it.
  static var limit: Int { 1 << 24 }
  private static var empty: UInt64 { .max }

  init(_ builder: ByteTrieBuilder) {
    var capacity = 64
    while capacity < builder.values.count * 2 { capacity *= 2 }
    mask = capacity - 1
    slots = Storage(repeating: ByteTrie.empty, count: capacity)
    roots = Storage(repeating: 0, count: 256)
    values = Storage(builder.values, filler: ByteTrie.none)
    for (child, edge) in builder.edges.enumerated().dropFirst() {
      let (parent, byte) = (edge >> 8, edge & 255)
      if parent == 0 {
        roots[Int(byte)] = Node(child)
        continue
      }
      var slot = ByteTrie.slot(edge) & mask
      while slots[slot] != ByteTrie.empty { slot = (slot + 1) & mask }
      slots[slot] = UInt64(edge) << 32 | UInt64(child)
    }
  }

  @inline(__always)
  private static func slot(_ edge: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(edge) &* 0x9E37_79B9_7F4A_7C15) &>> 36)
  }

  /// The node behind `byte`, nil where there is none.
  @inline(__always)
  func child(_ node: Node, _ byte: UInt8) -> Node? {
    guard node != 0 else {
      let child = unsafe roots.base[Int(byte)]
      return child == 0 ? nil : child
    }
    let edge = node &<< 8 | UInt32(byte)
    var slot = ByteTrie.slot(edge) & mask
    while true {
      let entry = unsafe slots.base[slot]
      if UInt32(truncatingIfNeeded: entry &>> 32) == edge {
        return entry == ByteTrie.empty ? nil : Node(truncatingIfNeeded: entry)
      }
      if entry == ByteTrie.empty { return nil }
      slot = (slot &+ 1) & mask
    }
  }

  /// The number of the string that ends at `node`, or `none`.
  @inline(__always)
  func value(_ node: Node) -> UInt32 { unsafe values.base[Int(node)] }

  /// The node of `text`, nil if no string starts with it.
  func node(of text: some Sequence<UInt8>) -> Node? {
    var node: Node = 0
    for byte in text {
      guard let child = child(node, byte) else { return nil }
      node = child
    }
    return node
  }

  /// The longest string that `text` starts with, and its number.
  @inline(__always)
  func longestPrefix(_ text: UnsafePointer<UInt8>, _ count: Int) -> (length: Int, value: UInt32)? {
    var node: Node = 0
    var best: (length: Int, value: UInt32)?
    var position = 0
    while position < count, let child = unsafe child(node, text[position]) {
      node = child
      position &+= 1
      let value = value(node)
      if value != ByteTrie.none { best = (position, value) }
    }
    return best
  }

  /// The shortest string that `text` starts with, and its number.
  func shortestPrefix(_ text: UnsafePointer<UInt8>, _ count: Int) -> (length: Int, value: UInt32)? {
    var node: Node = 0
    var position = 0
    while position < count, let child = unsafe child(node, text[position]) {
      node = child
      position &+= 1
      if value(node) != ByteTrie.none { return (position, value(node)) }
    }
    return nil
  }
}

/// Gathers the strings of a `ByteTrie`.
struct ByteTrieBuilder {
  /// Parent << 8 | byte of each node; that of the root means nothing.
  private(set) var edges: [UInt32] = [0]
  private(set) var values: [UInt32] = [ByteTrie.none]
  private var children: [UInt32: UInt32] = [:]

  /// Adds `text`; false if it is there already or the trie would outgrow its limit.
  mutating func insert(_ text: some Sequence<UInt8>, _ value: UInt32) -> Bool {
    var node: UInt32 = 0
    for byte in text {
      let edge = node << 8 | UInt32(byte)
      if let child = children[edge] {
        node = child
      } else {
        guard values.count < ByteTrie.limit else { return false }
        node = UInt32(values.count)
        children[edge] = node
        edges.append(edge)
        values.append(ByteTrie.none)
      }
    }
    guard values[Int(node)] == ByteTrie.none, node != 0 else { return false }
    values[Int(node)] = value
    return true
  }
}
