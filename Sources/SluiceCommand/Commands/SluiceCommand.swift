extension Command {
  /// The program itself: all commands, in the order in which help lists them.
  static let sluice = Command(
    name: "sluice",
    summary: "Lets data pass that may pass, holds back the rest, and keeps a record of both",
    discussion: """
      Sluice runs data pipelines that are described in a JSON file: it reads datasets, checks each run against \
      the agreements and rules that bind the data, anonymizes, filters, tokenizes, and writes signed shards \
      that training nodes read.
      """,
    options: [Option("version", "V", help: "Say which version this is")],
    subcommands: [
      .validate, .plan, .graph, .test, .run, .schema, .status, .report, .explain, .quarantine, .verify, .keys,
      .shard, .scan, .tokenizer, .tokenize, .help,
      .completions, .version,
    ],
    examples: [
      Example("sluice validate letters.json", "Check a pipeline before it runs"),
      Example("sluice run letters.json", "Run it, or go on with a broken run"),
      Example("sluice verify out/ --trust signing.public.jwk", "Check what was written"),
    ])
}
