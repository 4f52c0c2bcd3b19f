internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

extension Command {
  static let keysPublic = Command(
    name: "public", summary: "Write the public part of a key",
    discussion:
      "The public part goes to standard output as a JSON Web Key; give it to whoever seals for the key.",
    positionals: [
      Positional("KEY", .path(.file(extensions: ["jwk"])), "File of the key, or where it is held")
    ],
    examples: [
      Example("sluice keys public node-a.jwk > node-a.public.jwk", "Take the public part of a node's key")
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try KeysPublicOptions(invocation.arguments).show() })
}

private struct KeysPublicOptions {
  let file: String

  init(_ arguments: Arguments) { file = arguments.positional(0) ?? "" }

  func show() throws(SluiceError) -> Outcome {
    guard let publicKey = try KeyReference.held(file).publicKey else {
      throw SluiceError(.badData, "a symmetric key is secret and has no public part", at: Place(file: file))
    }
    return Outcome(text: publicKey.json().pretty, result: publicKey.json())
  }
}

extension JWK {
  /// Reads the file of one key and wipes its text.
  static func read(_ file: String) throws(SluiceError) -> JWK {
    do throws(SluiceError) {
      var bytes = try InputFile.contents(of: file, limit: 1 << 20)
      return try JWK(consuming: &bytes, file: file)
    } catch {
      throw error.at(Place(file: file))
    }
  }
}
