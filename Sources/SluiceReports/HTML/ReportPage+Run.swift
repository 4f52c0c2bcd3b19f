internal import SluiceCore

extension ReportPage {
  /// Identity of the run and the digests that pin what ran.
  var run: Markup {
    let run = report["run"]
    let policies = list(run?["policies"]).map { policy in
      Markup("\(text(policy["name"])) \(digestMarkup(policy["sha256"]))<br>")
    }
    return terms([
      ("Run", "<code>\(text(run?["id"]))</code>"),
      ("State", "\(text(run?["state"]))"),
      ("Started", time(run?["started"])),
      ("Finished", time(run?["finished"])),
      ("Report made", time(report["generated"])),
      ("Engine", "Sluice \(text(run?["engine"]?["version"])) \(digestMarkup(run?["engine"]?["sha256"]))"),
      ("Pipeline", digestMarkup(run?["pipeline"]?["sha256"])),
      ("Policies and rule packs", policies.joined()),
      ("Seed", "\(String(number(run?["seed"])))"),
      ("Workers", "\(number(run?["workers"]))"),
    ])
  }

  /// The record of GDPR Article 30(1).
  var record: Markup {
    let record = report["record"]
    let measures = list(record?["measures"]).map { Markup("<li>\(text($0))</li>") }
    let categories = Set(
      list(report["sources"]).flatMap { list($0["declaration"]?["categories"]).compactMap(\.string) })
    return """
      <p class="note">What Article 30(1) GDPR asks a controller to keep. It stands here as the pipeline \
      declares it.</p>
      \(terms([
        ("Controller (a)", party(record?["controller"])),
        ("Joint controllers", list(record?["jointControllers"]).map { party($0) }.joined(separator: "<br>")),
        ("Representative", party(record?["representative"])),
        ("Data protection officer", party(record?["officer"])),
        ("Purpose (b)", purpose),
        ("Data subjects (c)", words(record?["subjects"])),
        ("Special categories (c)", "\(categories.sorted().joined(separator: ", "))"),
        ("Recipients (d)", words(record?["recipients"])),
        ("Measures of security (g)", measures.isEmpty ? undeclared : "<ul class=\"plain\">\(measures)</ul>"),
      ]))
      """
  }

  private var purpose: Markup {
    let purpose = text(report["record"]?["purpose"])
    guard let sentence = report["record"]?["purposeText"]?.string else {
      return purpose.isEmpty ? undeclared : "\(purpose)"
    }
    return "\(sentence)<br><code>\(purpose)</code>"
  }

  var undeclared: Markup { "<span class=\"none\">not declared</span>" }

  private func party(_ json: JSON?) -> Markup {
    guard let json else { return undeclared }
    let parts = [text(json["name"]), text(json["contact"]), text(json["country"])].filter { !$0.isEmpty }
    return "\(parts.joined(separator: ", "))"
  }

  private func words(_ json: JSON?) -> Markup {
    let words = list(json).compactMap(\.string)
    return words.isEmpty ? undeclared : "\(words.joined(separator: ", "))"
  }

  private static let largestPicture = 200

  /// The graph of stages with labels and places on its edges.
  var flow: Markup {
    let picture = FlowPicture(report: report)
    guard !picture.nodes.isEmpty else { return .empty }
    guard picture.nodes.count <= Self.largestPicture else {
      return "<p>The graph has \(picture.nodes.count) stages, too many for a picture.</p>"
    }
    return """
      <figure>\(Markup(trusted: picture.svg))
      <figcaption><span class="key raw"></span>personal data as they came
      <span class="key treated"></span>personal data after treatment
      <span class="key"></span>no personal data<br>
      Beside an edge stands what is personal on it, where that differs from the edge above.</figcaption>
      </figure>
      """
  }

  /// How long data are kept and where they go.
  var terms: Markup {
    var retention = Table([.text("What"), .text("Until"), .wide("Why")])
    for term in list(report["record"]?["retention"]) {
      retention.add(["\(text(term["what"]))", "\(text(term["until"]))", "\(text(term["basis"]))"])
    }
    for source in list(report["sources"]) {
      guard let term = source["declaration"]?["retention"] else { continue }
      let until = text(term["eraseBy"] ?? term["until"])
      let isTold = list(report["record"]?["retention"]).contains {
        text($0["what"]) == text(source["title"]) && text($0["until"]) == until
      }
      guard !isTold else { continue }
      retention.add([
        "\(text(source["title"]))", "\(until.isEmpty ? text(term["criteria"]) : until)",
        "agreement of the source",
      ])
    }
    var transfers = Table([.text("Country"), .text("Recipient"), .wide("Legal tool"), .text("Reference")])
    for transfer in list(report["record"]?["transfers"]) {
      transfers.add([
        "\(text(transfer["country"]))", "\(text(transfer["recipient"]))", "\(text(transfer["tool"]))",
        "\(text(transfer["reference"]))",
      ])
    }
    let noTransfers: Markup = "<p>No transfer outside the Union is declared.</p>"
    return """
      <h3>Retention (Article 30(1)(f))</h3>
      \(retention.rows.isEmpty ? "<p>\(undeclared)</p>" : retention.markup)
      <h3>Transfers to third countries (Article 30(1)(e))</h3>
      \(transfers.rows.isEmpty ? noTransfers : transfers.markup)
      """
  }

  /// What happened while the run went on.
  var events: Markup {
    var table = Table([.text("Time"), .text("Event"), .wide("Detail")])
    for event in list(report["events"]) {
      let detail = (event["detail"]?.object?.members ?? []).map { member in
        "\(member.key): \(member.value.string ?? member.value.compact)"
      }
      table.add([time(event["time"]), "\(text(event["kind"]))", "\(detail.joined(separator: ", "))"])
    }
    return table.rows.isEmpty ? .empty : table.markup
  }
}
