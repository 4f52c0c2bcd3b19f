import Foundation
import SluiceCore
import SluiceCrypto
import SluiceTestSupport
import Testing

@testable import SluiceShards

/// The data sets in Fixtures/shards, written by other people's implementations from the documents alone.
@Suite("Test vectors of the shard format") struct VectorTests {
  private let vectors: JSON
  private let trusted: JWK
  private let folder: TemporaryFolder

  init() throws {
    let file = SharedData.checkout.appending(path: "Fixtures/shards/vectors.json")
    vectors = try JSON.parse([UInt8](Data(contentsOf: file)))
    trusted = try JWK(json: #require(vectors["trusted"]))
    folder = try TemporaryFolder()
  }

  @Test("sound data sets are read, damaged ones refused for the right reason")
  func all() throws {
    let cases = try #require(vectors["cases"]?.array)
    #expect(cases.count == 96)
    #expect(cases.count { $0["fault"]?.isNull ?? false } == 10)
    for (number, vector) in cases.enumerated() {
      let name = try #require(vector["name"]?.string)
      let path = folder.path("\(number)")
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for file in try #require(vector["folder"]?.object).members {
        try folder.write(contents(file.value), to: "\(number)/\(file.key)")
      }
      try check(vector, name, path)
    }
  }

  private func contents(_ entry: JSON) throws -> [UInt8] {
    let id = try #require(entry.string ?? entry["of"]?.string)
    var bytes = try #require(vectors["files"]?[id]?.string.flatMap(Base64.bytes))
    if let end = entry["cut"]?.integer { bytes.removeLast(bytes.count - end) }
    if let flip = entry["flip"]?.array?.compactMap(\.integer) { bytes[flip[0]] ^= 1 << UInt8(flip[1]) }
    return bytes
  }

  private func check(_ vector: JSON, _ name: String, _ path: String) throws {
    let key = try JWK(json: #require(vectors["keys"]?[vector["key"]?.string ?? "node"]))
    let now = try #require((vector["now"] ?? vectors["now"])?.string.flatMap { Timestamp($0) })
    let floor = vector["min_generation"]?.integer ?? 1
    let faults = DatasetVerifier(
      folder: path, trusted: [trusted], key: key, minimumGeneration: floor, now: now
    ).faults()
    let found = faults.map { [$0.kind.rawValue, $0.file] }
    guard let fault = vector["fault"], !fault.isNull else {
      #expect(found == [], "\(name): \(faults)")
      let reader = try DatasetReader(folder: path, key: key, trusted: [trusted], now: now)
      let documents = try reader.manifest.shards.indices.flatMap { try self.documents(reader, $0) }
      #expect(vector["documents"] == JSON(documents), "\(name)")
      return
    }
    #expect(
      found.first == [fault["kind"]?.string, fault["file"]?.string].compactMap(\.self), "\(name): \(faults)")
    guard vector["reader"]?.bool ?? true else { return }
    #expect(throws: SluiceError.self, "\(name)") {
      let reader = try DatasetReader(
        folder: path, key: key, trusted: [trusted], minimumGeneration: floor, now: now)
      _ = try reader.contentDigest()
    }
  }

  private func documents(_ reader: DatasetReader, _ position: Int) throws -> [JSON] {
    var documents: [JSON] = []
    try reader.forEachDocument(ofShard: position) { shard, number, entry, tokens in
      let numbers = [
        shard.index, number, Int(entry.source), entry.record, Int(entry.group), Int(entry.flags.rawValue),
      ]
      documents.append(JSON(numbers.map { JSON($0) } + [content(tokens)]))
    }
    return documents
  }

  private func content(_ tokens: [UInt32]) -> JSON {
    if tokens.count <= 64 { return JSON(tokens.map { JSON(Int($0)) }) }
    let bytes = tokens.flatMap { token in (0..<4).map { UInt8(truncatingIfNeeded: token >> (8 * $0)) } }
    return ["count": JSON(tokens.count), "sha256": JSON(Digest256.hash(bytes).hex)]
  }
}
