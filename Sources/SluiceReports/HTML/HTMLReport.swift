public import SluiceCore
internal import SluiceCrypto

/// The page for people: one file without scripts or outside parts, made from the signed report alone.
public enum HTMLReport {
  /// The page of a report.
  ///
  /// The same report always gives the same bytes, so a verifier can make the page again and compare. The page
  /// carries the SHA-256 of the report's canonical form.
  public static func render(report: JSON) -> String {
    let canonical = report.canonical
    let page = ReportPage(report.inCanonicalOrder(canonical))
    return page.document(digest: Digest256.hash(canonical).hex).text
  }
}

extension JSON {
  /// The same value with the members of objects in the order of the canonical form.
  func inCanonicalOrder(_ canonical: [UInt8]) -> JSON {
    let limits = Limits(bytes: .max)
    return (try? JSON.parse(canonical, limits: limits)) ?? self
  }
}

/// The parts of the page, each made from one member of the report.
struct ReportPage {
  let report: JSON

  init(_ report: JSON) { self.report = report }

  func document(digest: String) -> Markup {
    let name = report["run"]?["name"]?.string ?? "?"
    let contents = self.sections.enumerated().map { index, section in
      Markup(
        "<li><a href=\"#\(section.id)\"><span class=\"no\">\(index + 1)</span>\(section.title)</a></li>\n")
    }
    let sections = self.sections.enumerated().map { index, section in
      Markup(
        """
        <section id="\(section.id)">
        <h2><span class="no">\(index + 1)</span>\(section.title)</h2>
        \(section.body)
        </section>

        """)
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="sluice-report-sha256" content="\(digest)">
      <title>Run report: \(name)</title>
      <style>
      \(Markup(trusted: ReportStyle.sheet))
      </style>
      </head>
      <body>
      <main>
      \(head)
      <nav aria-label="Contents"><ol>
      \(contents)</ol></nav>
      \(sections)
      <footer>Made from <code>report.json</code>, SHA-256 <code class="digest">\(digest)</code>.
      The signature is over that file; this page is its picture.</footer>
      </main>
      </body>
      </html>

      """
  }

  struct Section {
    var id: String
    var title: Markup
    var body: Markup
  }

  private var sections: [Section] {
    let all = [
      Section(id: "run", title: "The run", body: run),
      Section(id: "record", title: "Record of processing", body: record),
      Section(id: "flow", title: "How the data flowed", body: flow),
      Section(id: "rules", title: "Rules", body: rules),
      Section(id: "inputs", title: "What was read", body: inputs),
      Section(id: "counts", title: "Every record accounted for", body: counts),
      Section(id: "languages", title: "Tokens by language", body: languages),
      Section(id: "detections", title: "Personal data found", body: detections),
      Section(id: "outputs", title: "What was written", body: outputs),
      Section(id: "recipients", title: "Who can open it", body: recipients),
      Section(id: "terms", title: "Retention and transfers", body: terms),
      Section(id: "quarantine", title: "Records that could not be read", body: quarantine),
      Section(id: "events", title: "Events", body: events),
      Section(id: "evidence", title: "Files of the run", body: evidence),
      Section(id: "verify", title: "Verify without our software", body: verification),
      Section(id: "signature", title: "Signature", body: signature),
    ]
    return all.filter { !$0.body.isEmpty }
  }

  func list(_ json: JSON?) -> [JSON] { json?.array ?? [] }
  func text(_ json: JSON?) -> String { json?.string ?? "" }
  func number(_ json: JSON?) -> Int { json?.integer ?? 0 }

  func digestMarkup(_ json: JSON?) -> Markup { "<code class=\"digest\">\(text(json))</code>" }

  /// `2026-11-20 14:31:05 UTC`, without the fraction of a second.
  func time(_ json: JSON?) -> Markup {
    let text = text(json)
    guard text.utf8.count >= 20, text.hasSuffix("Z") else { return "\(text)" }
    let clock = String(text.dropFirst(11).prefix(8))
    return "<time datetime=\"\(text)\">\(String(text.prefix(10))) \(clock) UTC</time>"
  }

  /// A list of terms and what they mean; terms without a value are left out.
  func terms(_ pairs: [(Markup, Markup)]) -> Markup {
    let rows = pairs.filter { !$0.1.isEmpty }.map { pair in
      Markup("<dt>\(pair.0)</dt><dd>\(pair.1)</dd>\n")
    }
    return rows.isEmpty ? .empty : "<dl>\n\(rows)</dl>"
  }

  /// Two shares of a whole as a bar: what went on, and what was dropped.
  func bar(_ kept: Int, _ dropped: Int, of whole: Int) -> Markup {
    guard whole > 0 else { return .empty }
    func percent(_ part: Int) -> String { Decimal.fixed(Double(part) * 100 / Double(whole), 2) }
    let spoken = "\(percent(kept)) percent kept, \(percent(dropped)) percent dropped"
    return """
      <span class="bar" role="img" aria-label="\(spoken)">\
      <i style="width:\(percent(kept))%"></i><b style="width:\(percent(dropped))%"></b></span>
      """
  }
}
