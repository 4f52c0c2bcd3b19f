/// A JSON value that remembers where it stood in its file.
///
/// For configuration, manifests and reports: it favours exact places and exact errors over speed. Records
/// never pass through it; they are parsed straight into columns by `SluiceFormats`.
public struct JSON: Sendable {
  /// The value itself.
  public indirect enum Node: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number written without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number.
    case double(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSON])
    /// An object, its members in the order of the file.
    case object(JSONObject)
  }

  /// The value itself.
  public var node: Node
  /// Where the value starts; empty for values made in code.
  public var place: Place

  /// A value, at a place if it came from a file.
  public init(_ node: Node, at place: Place = Place()) {
    self.node = node
    self.place = place
  }
}

/// The members of a JSON object, in the order of the file, with lookup by key.
public struct JSONObject: Sendable {
  /// One `"key": value` pair.
  public struct Member: Sendable {
    /// The key.
    public var key: String
    /// Where the key starts.
    public var keyPlace: Place
    /// The value.
    public var value: JSON

    /// A member, at a place if it came from a file.
    public init(_ key: String, _ value: JSON, at keyPlace: Place = Place()) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  /// The members in order.
  public private(set) var members: [Member]
  private var index: [String: Int] = [:]

  /// An object of `members`, whose keys must differ from each other; a later duplicate is dropped.
  public init(_ members: [Member] = []) {
    self.members = []
    self.members.reserveCapacity(members.count)
    for member in members where index[member.key] == nil {
      index[member.key] = self.members.count
      self.members.append(member)
    }
  }

  /// Keys in order.
  public var keys: [String] { members.map(\.key) }

  /// The member called `key`.
  public func member(_ key: String) -> Member? { index[key].map { members[$0] } }

  /// The value of `key`; setting it replaces in place, appends, or with nil removes.
  public subscript(key: String) -> JSON? {
    get { index[key].map { members[$0].value } }
    set {
      if let position = index[key] {
        if let newValue {
          members[position].value = newValue
        } else {
          members.remove(at: position)
          index = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.key, $0) })
        }
      } else if let newValue {
        index[key] = members.count
        members.append(Member(key, newValue))
      }
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self.init(.string(value)) }
  /// A whole number.
  public init(integerLiteral value: Int64) { self.init(.integer(value)) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self.init(.bool(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self.init(.double(value)) }
  /// An array.
  public init(arrayLiteral elements: JSON...) { self.init(.array(elements)) }
  /// An object, members in the order written.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self.init(.object(JSONObject(elements.map { JSONObject.Member($0.0, $0.1) })))
  }
  /// `null`.
  public init(nilLiteral: ()) { self.init(.null) }
}

extension JSON {
  /// A string.
  public init(_ string: String) { self.init(.string(string)) }
  /// A whole number.
  public init(_ integer: Int) { self.init(.integer(Int64(integer))) }
  /// A number.
  public init(_ double: Double) { self.init(.double(double)) }
  /// A truth value.
  public init(_ bool: Bool) { self.init(.bool(bool)) }
  /// An array.
  public init(_ array: [JSON]) { self.init(.array(array)) }
  /// An object.
  public init(_ object: JSONObject) { self.init(.object(object)) }

  /// The string, if this is one.
  public var string: String? { if case .string(let value) = node { value } else { nil } }
  /// The whole number, if this is one.
  public var integer: Int? { if case .integer(let value) = node { Int(value) } else { nil } }
  /// The number, whole or not, if this is one.
  public var number: Double? {
    switch node {
    case .integer(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }
  /// The truth value, if this is one.
  public var bool: Bool? { if case .bool(let value) = node { value } else { nil } }
  /// The elements, if this is an array.
  public var array: [JSON]? { if case .array(let value) = node { value } else { nil } }
  /// The members, if this is an object.
  public var object: JSONObject? { if case .object(let value) = node { value } else { nil } }
  /// True for `null`.
  public var isNull: Bool { if case .null = node { true } else { false } }

  /// The member called `key`, if this is an object that has it; setting it makes this an object.
  public subscript(key: String) -> JSON? {
    get { object?[key] }
    set {
      var members = object ?? JSONObject()
      members[key] = newValue
      node = .object(members)
    }
  }

  /// What kind of value this is, with its article, for error messages.
  public var kind: String {
    switch node {
    case .null: "null"
    case .bool: "a truth value"
    case .integer: "a whole number"
    case .double: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSON: Equatable {
  /// Compares values; places and the order of members do not count.
  public static func == (left: JSON, right: JSON) -> Bool {
    switch (left.node, right.node) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.members.count == b.members.count && a.members.allSatisfy { b[$0.key] == $0.value }
    case (.double, _), (_, .double): left.number != nil && left.number == right.number
    default: false
    }
  }
}
