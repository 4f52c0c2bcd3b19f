internal import SluiceCore

extension ReportPage {
  /// Commands that need OpenSSL and the core utilities only.
  var verification: Markup {
    guard let verification = VerificationSteps(report) else { return .empty }
    let steps = verification.steps.map { step in
      Markup("<li><p>\(step.title)</p><pre>\(step.commands)</pre></li>\n")
    }
    return """
      <p class="note">Run these in the run's folder. They need OpenSSL 3, the GNU core utilities, sed, grep \
      and, for the last one, sqlite3.</p>
      <ol class="steps">
      \(steps)</ol>
      """
  }

  /// Who signed, with what, over which bytes.
  var signature: Markup {
    let signer = report["signer"]
    return """
      \(terms([
        ("Key", "<code>\(text(signer?["kid"]))</code>"),
        ("Thumbprint (RFC 7638)", digestMarkup(signer?["thumbprint"])),
        ("Algorithm", "\(text(signer?["algorithm"]))"),
        ("Signed file", "<code>report.json</code>, canonical by RFC 8785"),
        ("Signature", "<code>report.jws</code>, detached JWS by RFC 7515"),
      ]))
      <p class="note">The signature says that the holder of this key signed these facts. It does not say \
      that what was declared is true.</p>
      """
  }
}
