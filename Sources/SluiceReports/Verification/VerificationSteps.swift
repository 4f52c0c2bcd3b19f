internal import SluiceCore
internal import SluiceCrypto

/// Commands that verify a run's folder with OpenSSL and the core utilities alone.
struct VerificationSteps {
  struct Step {
    var title: String
    var commands: String
  }

  /// Names of the files that the commands make in the run's folder.
  static let files = ["signer.pem", "signed.bin", "signature.bin", "signature.der", "pair.conf"]

  let steps: [Step]

  /// The steps for the key that a report names, or nil if it names none that OpenSSL can use.
  init?(_ report: JSON) {
    guard let json = report["signer"]?["key"], let key = try? JWK(json: json),
      let pem = PublicKeyPEM.text(key)
    else { return nil }
    steps = [
      Step(
        title:
          "The key. Get it from the controller by another way than this folder; this is the one named here.",
        commands: "cat > signer.pem <<'END'\n\(pem)END"),
      Step(title: "The signature over report.json.", commands: Self.message + Self.check(key.kind)),
      Step(
        title: "This page. It names the digest of the report it was made from; both lines must be equal.",
        commands: """
          sha256sum < report.json | cut -c 1-64
          sed -n 's/.*name="sluice-report-sha256" content="\\([0-9a-f]*\\)".*/\\1/p' report.html
          """),
      Step(
        title: "The files of the run and of its outputs, as the report lists them.",
        commands: """
          grep -o '"path":"[^"]*","sha256":"[0-9a-f]*"' report.json \\
            | sed 's/"path":"\\(.*\\)","sha256":"\\(.*\\)"/\\2  \\1/' | sha256sum --check --quiet
          """),
      Step(
        title: "What the catalogue counts: nothing may be printed.",
        commands: """
          sqlite3 -readonly lineage.sqlite "SELECT stage, source, shard,
            sum(CASE kind WHEN 'in' THEN records ELSE -records END) AS missing
            FROM ledger GROUP BY stage, source, shard HAVING missing <> 0"
          """),
    ]
  }

  /// What was signed (RFC 7515 §5.1): protected header, a dot, and the report, both in base64 for URLs.
  private static let message = """
    protected=$(sed -n 's/.*"protected":"\\([A-Za-z0-9_-]*\\)".*/\\1/p' report.jws)
    { printf '%s.' "$protected"; base64 --wrap=0 report.json | tr '+/' '-_' | tr -d '='; } > signed.bin

    """

  private static func check(_ kind: KeyKind) -> String {
    let padding = kind == .p384 ? "" : "=="
    let signature = """
      sed -n 's/.*"signature":"\\([A-Za-z0-9_-]*\\)".*/\\1\(padding)/p' report.jws \\
        | tr '_-' '/+' | base64 --decode > signature.bin

      """
    guard kind != .ed25519 else {
      return signature + """
        openssl pkeyutl -verify -rawin -pubin -inkey signer.pem -in signed.bin -sigfile signature.bin
        """
    }
    let (digits, hash) = kind == .p384 ? (96, "sha384") : (64, "sha256")
    return signature + """
      hex=$(od -An -v -tx1 signature.bin | tr -d ' \\n')
      printf 'asn1=SEQUENCE:pair\\n[pair]\\nr=INTEGER:0x%s\\ns=INTEGER:0x%s\\n' \\
        "$(printf %s "$hex" | cut -c 1-\(digits))" "$(printf %s "$hex" | cut -c \(digits + 1)-)" > pair.conf
      openssl asn1parse -genconf pair.conf -noout -out signature.der
      openssl dgst -\(hash) -verify signer.pem -signature signature.der signed.bin
      """
  }
}
