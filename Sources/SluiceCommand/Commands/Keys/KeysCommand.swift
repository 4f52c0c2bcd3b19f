extension Command {
  static let keys = Command(
    name: "keys", group: .data, summary: "Make and look at keys, and say who may open a dataset",
    discussion: """
      Keys are JSON Web Keys (RFC 7517). The file of a private key can be read by its owner only; give \
      others the public part.
      """,
    subcommands: [.keysGenerate, .keysPublic, .keysShow, .keysRewrap])
}
