internal import SluiceCore
internal import SluiceCrypto

/// Reads the members of a manifest or key file, whose names are all known.
struct MemberDecoder {
  let object: JSONObject
  private let place: Place
  private let subject: String

  /// The highest whole number that JSON carries exactly.
  static let highest = 1 << 53

  init(_ json: JSON, _ members: [String], subject: String) throws(SluiceError) {
    guard let object = json.object else {
      throw SluiceError(.badData, "a \(subject) must be an object, not \(json.kind)", at: json.place)
    }
    for key in object.keys where !members.contains(key) {
      throw SluiceError(
        .badData, "unknown member in the \(subject)", at: object.member(key)?.keyPlace ?? json.place)
    }
    self.object = object
    place = json.place
    self.subject = subject
  }

  func value(_ name: String) throws(SluiceError) -> JSON {
    guard let value = object[name] else { throw wrong(name, "is missing") }
    return value
  }

  func isNull(_ name: String) throws(SluiceError) -> Bool { try value(name).isNull }

  func string(_ name: String) throws(SluiceError) -> String {
    guard let string = try value(name).string, string.utf8.count <= 4096 else {
      throw wrong(name, "must be a short string")
    }
    return string
  }

  func integer(_ name: String, _ range: ClosedRange<Int>) throws(SluiceError) -> Int {
    guard let number = try value(name).integer, range.contains(number) else {
      throw wrong(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func bool(_ name: String) throws(SluiceError) -> Bool {
    guard let bool = try value(name).bool else { throw wrong(name, "must be true or false") }
    return bool
  }

  func digest(_ name: String) throws(SluiceError) -> Digest256 {
    let text = try string(name)
    guard let digest = Digest256(hex: text), digest.hex == text else {
      throw wrong(name, "must be 64 lower-case hexadecimal digits")
    }
    return digest
  }

  func timestamp(_ name: String) throws(SluiceError) -> Timestamp {
    guard let instant = Timestamp(try string(name)) else { throw wrong(name, "must be an RFC 3339 instant") }
    return instant
  }

  func dataset(_ name: String) throws(SluiceError) -> DatasetID {
    guard let dataset = DatasetID(try string(name)) else { throw wrong(name, "must be a UUID in lower case") }
    return dataset
  }

  /// A name that is safe in a path: letters, digits, `.`, `_`, `-`, not starting with a dot.
  func name(_ name: String, limit: Int) throws(SluiceError) -> String {
    let text = try string(name)
    guard SafeName.isSafe(text, limit: limit) else { throw wrong(name, "is not a plain name") }
    return text
  }

  func array(_ name: String, limit: Int) throws(SluiceError) -> [JSON] {
    guard let array = try value(name).array, array.count <= limit else {
      throw wrong(name, "must be an array of at most \(limit)")
    }
    return array
  }

  func list<Element>(
    _ name: String, limit: Int, _ make: (JSON) throws(SluiceError) -> Element
  ) throws(SluiceError) -> [Element] {
    var elements: [Element] = []
    for json in try array(name, limit: limit) { elements.append(try make(json)) }
    return elements
  }

  func wrong(_ name: String, _ what: String) -> SluiceError {
    SluiceError(.badData, "'\(name)' of the \(subject) \(what)", at: object[name]?.place ?? place)
  }
}

/// Names that cannot lead out of a folder.
enum SafeName {
  static func isSafe(_ text: String, limit: Int) -> Bool {
    let bytes = text.utf8
    return (1...limit).contains(bytes.count) && bytes.first != UInt8(ascii: ".")
      && bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
