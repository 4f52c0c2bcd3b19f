import Foundation
import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceCrypto

@Suite("The openssl command") struct OpenSSLCommandTests {
  private func openssl(_ arguments: [String]) throws -> [UInt8]? {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl") else {
      FileHandle.standardError.write(Data("SKIPPED: openssl is missing\n".utf8))
      return nil
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return [UInt8](data)
  }

  private func pem(_ label: String, _ der: [UInt8]) -> [UInt8] {
    Array("-----BEGIN \(label)-----\n\(Base64.string(der))\n-----END \(label)-----\n".utf8)
  }

  @Test("wraps and unwraps keys as we do")
  func keyWrap() throws {
    let folder = try TemporaryFolder()
    let (wrapping, key) = (try SecretBytes.random(32), try SecretBytes.random(32))
    let secret = Hex.string(wrapping.exposed)
    let cipher = ["enc", "-id-aes256-wrap", "-nopad", "-iv", "A6A6A6A6A6A6A6A6", "-K", secret]
    let wrapped = try KeyWrap.wrap(key, under: wrapping)
    let plainFile = try folder.write(key.exposed, to: "plain")
    let wrappedFile = try folder.write(wrapped, to: "wrapped")
    guard let unwrapped = try openssl(cipher + ["-d", "-in", wrappedFile]) else { return }
    #expect(unwrapped == key.exposed)
    #expect(try openssl(cipher + ["-in", plainFile]) == wrapped)
  }

  @Test(
    "agrees on the same secret",
    arguments: [
      (
        KeyKind.p256, "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420",
        "a144034200",
        "3059301306072a8648ce3d020106082a8648ce3d030107034200"
      ),
      (
        KeyKind.p384, "3081b6020100301006072a8648ce3d020106052b8104002204819e30819b0201010430", "a164036200",
        "3076301006072a8648ce3d020106052b81040022036200"
      ),
      (KeyKind.x25519, "302e020100300506032b656e04220420", "", "302a300506032b656e032100"),
    ])
  func agreement(kind: KeyKind, privateHead: String, publicHead: String, infoHead: String) throws {
    let folder = try TemporaryFolder()
    let (own, peer) = (try JWK.generate(kind), try JWK.generate(kind))
    let head = kind == .x25519 ? [] : [UInt8(4)]
    var privateDER = try #require(Hex.bytes(privateHead)) + own.secret!.exposed
    if kind != .x25519 { privateDER += try #require(Hex.bytes(publicHead)) + head + own.publicBytes }
    let publicDER = try #require(Hex.bytes(infoHead)) + head + peer.publicBytes
    let secret = try openssl([
      "pkeyutl", "-derive", "-inkey", folder.write(pem("PRIVATE KEY", privateDER), to: "own"), "-peerkey",
      folder.write(pem("PUBLIC KEY", publicDER), to: "peer"),
    ])
    guard let secret else { return }
    #expect(try own.agree(with: peer).exposed == secret)
    #expect(try peer.agree(with: #require(own.publicKey)).exposed == secret)
  }
}
