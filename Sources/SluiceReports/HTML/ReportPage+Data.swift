internal import SluiceCore

extension ReportPage {
  /// Sources with what is declared of them, and their files.
  var inputs: Markup {
    let sources = list(report["sources"]).map { source in
      let declared = source["declaration"]
      return Markup(
        """
        <h3>\(text(source["title"])) <code>\(text(source["dataset"]))</code></h3>
        \(terms([
          ("Agreement", "\(text(declared?["agreement"]))"),
          ("Legal basis", "\(word(declared?["legalBasis"], "basis"))"),
          ("Exception, Article 9(2)", "\(word(declared?["specialCategoryException"], "exception"))"),
          ("Jurisdiction", "\(text(declared?["jurisdiction"]))"),
          ("Licence", "\(text(declared?["license"]))"),
          ("Came from", "\(text(declared?["source"]))"),
          ("Records", "\(number(source["records"])), of which \(number(source["faults"])) could not be read"),
        ]))
        \(files(of: source))
        """)
    }
    return sources.joined()
  }

  private func word(_ json: JSON?, _ key: String) -> String { json?.string ?? text(json?[key]) }

  private func files(of source: JSON) -> Markup {
    var table = Table([
      .text("File"), .number("Records"), .number("Unreadable"), .number("Size"), .wide("SHA-256"),
    ])
    for shard in list(source["shards"]) {
      table.add([
        "\(text(shard["path"]))", "\(number(shard["records"]))", "\(number(shard["faults"]))",
        size(shard["bytes"]), digestMarkup(shard["sha256"]),
      ])
    }
    return table.markup
  }

  private func size(_ json: JSON?) -> Markup { "\(ByteSize(bytes: number(json)).description)" }

  /// Counts of every stage, which must balance.
  var counts: Markup {
    let stages = list(report["stages"])
    let most = stages.map { number($0["in"]) }.max() ?? 0
    var table = Table([
      .text("Stage"), .number("In"), .number("Out"), .number("Dropped"), .bar("Share of all"),
      .number("CPU s"),
    ])
    for stage in stages {
      let (left, dropped) = (stage["out"].sumOfMembers, stage["dropped"].sumOfMembers)
      table.add([
        "<b>\(text(stage["name"]))</b> <span class=\"kind\">\(text(stage["kind"]))</span>",
        "\(number(stage["in"]))", "\(left)", "\(dropped)", bar(left, dropped, of: most),
        "\(Decimal.fixed(stage["cpuSeconds"]?.number ?? 0, 1))",
      ])
      let ports = stage["out"]?.object?.members ?? []
      for port in ports where ports.count > 1 {
        let count = port.value.integer ?? 0
        table.add(
          ["to <code>\(port.key)</code>", "", "\(count)", "", bar(count, 0, of: most), ""], style: "part")
      }
      for reason in stage["dropped"]?.object?.members ?? [] where (reason.value.integer ?? 0) > 0 {
        let count = reason.value.integer ?? 0
        table.add(["\(reason.key)", "", "", "\(count)", bar(0, count, of: most), ""], style: "part")
      }
    }
    return balance + table.markup + notes
  }

  private var notes: Markup {
    var table = Table([.text("Stage"), .wide("Figure"), .number("Value")])
    for note in list(report["notes"]) {
      table.add(["\(text(note["stage"]))", "\(text(note["name"]))", "\(number(note["value"]))"])
    }
    return table.rows.isEmpty ? .empty : "<h3>Other figures of the stages</h3>" + table.markup
  }

  /// How many tokens a word takes in each language.
  var languages: Markup {
    var table = Table([
      .text("Language"), .text("Stage"), .number("Documents"), .number("Words"), .number("Tokens"),
      .number("Tokens a word"), .number("Bytes a token"),
    ])
    for row in list(report["languages"]) {
      table.add([
        "\(text(row["language"]))", "\(text(row["stage"]))", "\(number(row["documents"]))",
        "\(number(row["words"]))", "\(number(row["tokens"]))", "\(LanguageFigures.tokensPerWord(row))",
        "\(LanguageFigures.bytesPerToken(row))",
      ])
    }
    return table.rows.isEmpty ? .empty : table.markup
  }

  private var balance: Markup {
    guard report["ledger"]?["balanced"]?.bool == true else {
      let lines = list(report["ledger"]?["imbalances"]).map { Markup("<li>\(text($0))</li>") }
      return "<p class=\"missing\">The counts do not balance:</p><ul>\(lines)</ul>"
    }
    return """
      <p class="note">For every stage and every input file: records in = records out + records dropped by a \
      named reason, and what a stage gives is what the next one takes. The account balances.</p>
      """
  }

  /// Findings by kind, and how well the detectors did when they were measured.
  var detections: Markup {
    let findings = list(report["detections"])
    guard !findings.isEmpty else { return .empty }
    let most = findings.map { number($0["occurrences"]) }.max() ?? 0
    var table = Table([
      .text("Kind"), .text("Field"), .text("Stage"), .text("What was done"), .number("Times"), .bar(""),
    ])
    for finding in findings.sorted(by: { number($0["occurrences"]) > number($1["occurrences"]) }) {
      let count = number(finding["occurrences"])
      table.add([
        "\(text(finding["type"]))", "\(text(finding["field"]))", "\(text(finding["stage"]))",
        "\(text(finding["operation"]))", "\(count)", bar(count, 0, of: most),
      ])
    }
    return table.markup + quality
  }

  private var quality: Markup {
    var table = Table([
      .text("Kind"), .wide("Measured on"), .number("Examples"), .number("Precision"), .number("Recall"),
    ])
    for measured in list(report["record"]?["detectors"]) {
      func percent(_ key: String) -> Markup {
        "\(Decimal.fixed((measured[key]?.number ?? 0) * 100, 1)) %"
      }
      table.add([
        "\(text(measured["type"]))", "\(text(measured["corpus"]))", "\(number(measured["examples"]))",
        percent("precision"), percent("recall"),
      ])
    }
    return table.rows.isEmpty ? .empty : "<h3>How well the detectors did on labelled text</h3>" + table.markup
  }

  /// Files the sinks published.
  var outputs: Markup {
    let sinks = list(report["outputs"]).map { sink in
      var table = Table([
        .text("File"), .number("Documents"), .number("Tokens"), .number("Size"),
        .wide("SHA-256 and commitment"),
      ])
      for file in list(sink["files"]) {
        let commitment: Markup =
          file["commitment"] == nil
          ? .empty : "<br><span class=\"by\">key commitment</span> \(digestMarkup(file["commitment"]))"
        let isShard = text(file["kind"]) == "shard"
        table.add([
          "\(text(file["path"]))", isShard ? "\(number(file["documents"]))" : "",
          isShard ? "\(number(file["tokens"]))" : "", size(file["bytes"]),
          digestMarkup(file["sha256"]) + commitment,
        ])
      }
      return Markup("<h3>\(text(sink["stage"]))</h3>") + table.markup
    }
    return sinks.isEmpty ? "<p>The run published nothing.</p>" : sinks.joined()
  }

  /// Keys to which sinks wrapped theirs.
  var recipients: Markup {
    var table = Table([
      .wide("Key"), .text("Holder"), .text("Where"), .text("Type"), .text("Wrapped with"), .text("Sink"),
    ])
    for recipient in list(report["recipients"]) {
      table.add([
        "<code>\(text(recipient["kid"]))</code>", "\(text(recipient["name"]))",
        "\(text(recipient["jurisdiction"]))", "\(text(recipient["keyType"]))",
        "\(text(recipient["algorithm"]))",
        "\(text(recipient["stage"]))",
      ])
    }
    guard !table.rows.isEmpty else { return .empty }
    return "<p class=\"note\">Nobody else was given a key by this run.</p>" + table.markup
  }

  /// Unreadable records by reason, and the first places; never their content.
  var quarantine: Markup {
    let total = number(report["quarantine"]?["total"])
    guard total > 0 else { return .empty }
    var reasons = Table([.text("Source"), .wide("Reason"), .number("Records"), .bar("")])
    for reason in list(report["quarantine"]?["byReason"]) {
      let count = number(reason["records"])
      reasons.add([
        "\(text(reason["stage"]))", "\(text(reason["reason"]))", "\(count)", bar(0, count, of: total),
      ])
    }
    var places = Table([.wide("File"), .number("Line"), .number("Byte"), .number("Record"), .text("Reason")])
    for place in list(report["quarantine"]?["first"]) {
      func optional(_ key: String) -> Markup { place[key]?.integer.map { Markup("\($0)") } ?? .empty }
      let entry = text(place["entry"])
      let field = text(place["field"])
      places.add([
        "\(text(place["file"]))\(entry.isEmpty ? "" : ": " + entry)", optional("line"),
        optional("byteOffset"),
        optional("record"), "\(text(place["reason"]))\(field.isEmpty ? "" : " (" + field + ")")",
      ])
    }
    return reasons.markup + "<h3>Where the first of them stand</h3>" + places.markup
  }

  /// Files of the run's folder.
  var evidence: Markup {
    var table = Table([.text("File"), .number("Size"), .wide("SHA-256")])
    for file in list(report["files"]) {
      table.add(["\(text(file["path"]))", size(file["bytes"]), digestMarkup(file["sha256"])])
    }
    return table.rows.isEmpty ? .empty : table.markup
  }
}
