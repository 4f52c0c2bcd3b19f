import Foundation
import SluiceCore
import SluiceTestSupport

@testable import SluiceCrypto

/// One case of a Wycheproof file, with the group it belongs to.
struct Vector {
  let group: [String: Any]
  let fields: [String: Any]

  var id: Int { fields["tcId"] as? Int ?? -1 }
  var result: String { text("result") }
  var isValid: Bool { result == "valid" }
  var flags: [String] { fields["flags"] as? [String] ?? [] }
  var comment: String { text("comment") }

  func text(_ name: String) -> String { fields[name] as? String ?? "" }
  func bytes(_ name: String) -> [UInt8] { Hex.bytes(text(name)) ?? [] }
  func secret(_ name: String) -> SecretBytes { SecretBytes(bytes(name)) }
  func json(_ name: String) throws -> JSON { try Vectors.json(fields[name] ?? [:] as [String: Any]) }

  /// All cases of a file; nil, after a message, where the shared folder is missing.
  static func load(_ file: String) throws -> [Vector]? {
    guard let url = SharedData.path("vectors/wycheproof/\(file).json", for: "Wycheproof \(file)") else {
      return nil
    }
    let document = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
    let groups = document?["testGroups"] as? [[String: Any]] ?? []
    return groups.flatMap { group in
      (group["tests"] as? [[String: Any]] ?? []).map { Vector(group: group, fields: $0) }
    }
  }
}

enum Vectors {
  static func json(_ foundation: Any) throws -> JSON {
    try JSON.parse([UInt8](JSONSerialization.data(withJSONObject: foundation)))
  }

  /// A file of the JOSE cookbook.
  static func cookbook(_ path: String) throws -> JSON? {
    guard let url = SharedData.path("vectors/jose/\(path)", for: "JOSE cookbook") else { return nil }
    return try JSON.parse([UInt8](Data(contentsOf: url)))
  }
}

extension SecretBytes {
  convenience init(_ bytes: [UInt8]) {
    var copy = bytes
    self.init(consuming: &copy)
  }

  var exposed: [UInt8] { withUnsafeBytes { Array($0) } }
}

extension AESGCM {
  func seal(_ plaintext: [UInt8], nonce: [UInt8], data: [UInt8] = []) throws -> [UInt8] {
    var output = [UInt8](repeating: 0, count: plaintext.count + AESGCM.tagSize)
    try output.withUnsafeMutableBytes { output in
      try plaintext.withUnsafeBytes { plaintext in
        try nonce.withUnsafeBytes { nonce in
          try data.withUnsafeBytes { data in
            try seal(plaintext, nonce: nonce, authenticating: data, into: output)
          }
        }
      }
    }
    return output
  }

  func open(_ sealed: [UInt8], nonce: [UInt8], data: [UInt8] = []) throws -> [UInt8] {
    var output = [UInt8](repeating: 0, count: max(0, sealed.count - AESGCM.tagSize))
    try output.withUnsafeMutableBytes { output in
      try sealed.withUnsafeBytes { sealed in
        try nonce.withUnsafeBytes { nonce in
          try data.withUnsafeBytes { data in
            try open(sealed, nonce: nonce, authenticating: data, into: output)
          }
        }
      }
    }
    return output
  }
}
