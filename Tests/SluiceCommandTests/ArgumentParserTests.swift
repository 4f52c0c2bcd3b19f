import SluiceCore
import Testing

@testable import SluiceCommand

@Suite("Argument parser")
struct ArgumentParserTests {
  private static let root = Command(
    name: "tool", summary: "A tool",
    subcommands: [
      Command(
        name: "run", summary: "Run",
        options: [
          Option("jobs", "j", .number("N", 1...64), help: "Jobs"),
          Option("log", "l", .choice("LEVEL", ["error", "info"]), help: "Log"),
          Option("set", "s", .text("NAME"), repeatable: true, help: "Set"),
          Option("out", "o", .path("FOLDER", .folder), help: "Out"), Option("all", "a", help: "All"),
          Option("big", "b", help: "Big"), Option("least", nil, .number("N", 3...(.max)), help: "Least"),
        ],
        positionals: [
          Positional("FILE", .path(.file(extensions: [])), "File"),
          Positional("MORE", .text, optional: true, repeatable: true, "More"),
        ], run: { _ in Outcome() }),
      Command(
        name: "group", summary: "Group",
        subcommands: [Command(name: "inner", summary: "Inner", run: { _ in Outcome() })]),
    ])

  private func arguments(_ line: String) throws -> Arguments {
    let words = line.split(separator: " ").map { String($0) }
    guard case .run(_, let arguments) = try ArgumentParser.parse(words, Self.root) else {
      throw UsageError(message: "help", path: [])
    }
    return arguments
  }

  private func message(_ line: String) -> String? {
    do {
      _ = try arguments(line)
      return nil
    } catch { return (error as? UsageError)?.message }
  }

  @Test(
    "a value follows its option in four ways",
    arguments: ["run --jobs 3 f", "run --jobs=3 f", "run -j 3 f", "run -j3 f", "run f -j3", "run -abj3 f"])
  func values(line: String) throws {
    #expect(try arguments(line).number("jobs") == 3)
    #expect(try arguments(line).positional(0) == "f")
  }

  @Test("flags join behind one dash")
  func flags() throws {
    let found = try arguments("run -abq f")
    #expect(found.flag("all") && found.flag("big") && found.flag("quiet") && !found.flag("json"))
  }

  @Test("after two dashes everything is a positional, and a single dash is one")
  func dashes() throws {
    #expect(try arguments("run -- --all -j").positionals == ["--all", "-j"])
    #expect(try arguments("run - --all").positionals == ["-"])
    #expect(try arguments("run --set -x f").values("set") == ["-x"])
    #expect(try arguments("run --set=--x f").values("set") == ["--x"])
    #expect(try arguments("run --set= f").values("set") == [""])
  }

  @Test("only repeatable options may be given twice, and keep their order")
  func repeated() throws {
    #expect(try arguments("run -s a --set b -sc f").values("set") == ["a", "b", "c"])
    #expect(message("run -j3 --jobs 4 f") == "'--jobs' is given twice")
    #expect(message("run -a -a f") == nil)
  }

  @Test(
    "values are checked against the table",
    arguments: [
      ("run --jobs 0 f", "'--jobs' needs a whole number from 1 to 64, not '0'"),
      ("run --jobs x f", "'--jobs' needs a whole number from 1 to 64, not 'x'"),
      (
        "run --jobs 99999999999999999999 f",
        "'--jobs' needs a whole number from 1 to 64, not '99999999999999999999'"
      ),
      ("run --least 2 f", "'--least' needs a whole number of at least 3, not '2'"),
      ("run --log inof f", "'inof' is no value of '--log'"), ("run --out= f", "'--out' needs a path"),
      ("run", "FILE is missing"), ("run -j", "'-j' needs a value: N"),
      ("group", "'sluice group' needs a command"),
      ("group inner x", "unexpected argument 'x'"), ("grup", "unknown command 'grup'"),
    ])
  func checks(line: String, expected: String) {
    #expect(message(line) == expected)
  }

  @Test("any words are understood or refused")
  func fuzz() {
    let words = [
      "run", "group", "inner", "--", "-", "--jobs", "--jobs=3", "-j", "-j3", "-abq", "--set=", "--log",
      "info", "f",
      "", "=", "--=", "---", "-=", "--json", "--help=1", "-\u{301}", "ä", "--jöbs", "-ä", "\u{0}",
    ]
    var state: UInt64 = 5
    var refused = 0
    for _ in 0..<20_000 {
      var line: [String] = []
      for _ in 0..<Int(state >> 60) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        line.append(words[Int(state >> 33) % words.count])
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      do throws(UsageError) {
        _ = try ArgumentParser.parse(line, Self.root)
      } catch {
        refused += 1
        #expect(!error.message.isEmpty && !error.message.hasSuffix("."))
      }
    }
    #expect(refused > 10_000)
  }

  @Test("help wins over everything that is missing or wrong")
  func help() throws {
    for (line, path) in [
      ("run --help", ["run"]), ("--help", []), ("group inner -h --nonsense", ["group", "inner"]),
      ("--help group", ["group"]),
    ] {
      let words = line.split(separator: " ").map { String($0) }
      #expect(try ArgumentParser.parse(words, Self.root) == .help(path))
    }
    #expect(try arguments("run -- --help").positionals == ["--help"])
  }
}

@Suite("Tables of commands")
struct CommandTableTests {
  private var all: [(path: [String], command: Command)] { Completions.commands(.sluice) }

  @Test("names and letters are unique, and only groups have no work")
  func unique() {
    for (path, command) in all {
      let names = command.allOptions.map(\.name)
      let letters = command.allOptions.compactMap(\.short)
      #expect(Set(names).count == names.count, "\(path)")
      #expect(Set(letters).count == letters.count, "\(path)")
      #expect(Set(command.subcommands.map(\.name)).count == command.subcommands.count)
      #expect((command.run == nil) == !command.subcommands.isEmpty, "\(path)")
      #expect(command.positionals.dropLast().allSatisfy { !$0.isRepeatable && !$0.isOptional })
    }
  }

  @Test("names are kebab-case and help is a phrase that fits its line")
  func wording() {
    for (path, command) in all {
      #expect(!command.summary.isEmpty && !command.summary.hasSuffix(".") && command.summary.count <= 80)
      for option in command.options {
        #expect(option.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(path)")
        #expect(
          !option.help.hasSuffix(".") && option.help.first?.isUppercase == true, "\(path) \(option.name)")
      }
      for positional in command.positionals {
        #expect(positional.name == positional.name.uppercased() && !positional.help.hasSuffix("."))
      }
    }
  }

  @Test("every example is a command line that the parser takes")
  func examples() throws {
    var count = 0
    for (path, command) in all {
      for example in command.examples {
        count += 1
        let line = example.line.split(separator: " > ")[0].replacing("source <(", with: "").replacing(
          ")", with: "")
        let words = line.split(separator: " ").map { String($0).replacing("'", with: "") }
        #expect(words[0] == "sluice")
        #expect(throws: Never.self, "\(path): \(example.line)") {
          try ArgumentParser.parse(Array(words.dropFirst()), .sluice)
        }
        #expect(example.line.count <= 90)
      }
    }
    #expect(count > 5)
  }
}
