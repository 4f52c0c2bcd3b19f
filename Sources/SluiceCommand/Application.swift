internal import Glibc
public import SluiceCore
internal import SluiceStorage

/// The program behind `sluice`: parses a command line, runs the command, reports, and says how to exit.
public struct Application: Sendable {
  private let output: any TextSink
  private let errors: any TextSink
  private let outputTerminal: Terminal
  private let errorTerminal: Terminal
  private let variables: [String: String]

  /// An application with the given surroundings.
  ///
  /// - Parameters:
  ///   - variables: Environment variables; `NO_COLOR`, `TERM` and `COLUMNS` are read.
  public init(
    output: any TextSink, errors: any TextSink, outputTerminal: Terminal = Terminal(),
    errorTerminal: Terminal = Terminal(), variables: [String: String] = [:]
  ) {
    self.output = output
    self.errors = errors
    self.outputTerminal = outputTerminal
    self.errorTerminal = errorTerminal
    self.variables = variables
  }

  /// Runs the command line of this process and ends it; a closed pipe is an error here instead of a signal.
  public static func runAndExit() -> Never {
    signal(SIGPIPE, SIG_IGN)
    let variables = EnvironmentVariables.all
    let application = Application(
      output: DescriptorSink(1), errors: DescriptorSink(2), outputTerminal: .detect(1, variables),
      errorTerminal: .detect(2, variables), variables: variables)
    exit(application.run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// Runs the command line `words`, given without the name of the program.
  public func run(_ words: [String]) -> ExitCode {
    do throws(UsageError) {
      let request = try ArgumentParser.parse(words, .sluice)
      switch request {
      case .help(let path):
        var arguments = Arguments()
        if ArgumentParser.contains("--json", in: words) { arguments.add(flag: "json") }
        for name in path { arguments.add(positional: name) }
        return run(.help, ["help"], arguments)
      case .run(let path, let arguments):
        let command = command(path, arguments)
        return run(command, path, arguments)
      }
    } catch {
      var arguments = Arguments()
      if ArgumentParser.contains("--json", in: words) { arguments.add(flag: "json") }
      let failure = SluiceError(.usage, error.message, hint: error.hint)
      return finish(error.path, console(arguments), Outcome(code: .usage), failure)
    }
  }

  /// The command to run: help or the version where only `sluice` was typed.
  private func command(_ path: [String], _ arguments: Arguments) -> Command {
    if path.isEmpty { return arguments.flag("version") ? .version : .help }
    return Command.sluice.descendant(path) ?? .help
  }

  private func run(_ command: Command, _ path: [String], _ arguments: Arguments) -> ExitCode {
    let console = console(arguments)
    let invocation = Invocation(path: path, arguments: arguments, root: .sluice, console: console)
    do {
      let outcome = try command.run?(invocation) ?? Outcome()
      return finish(path, console, outcome, nil)
    } catch let error as SluiceError {
      return finish(path, console, Outcome(code: error.code), error)
    } catch let error as DiagnosticsError {
      return finish(path, console, Outcome(code: error.code, diagnostics: error.diagnostics), nil)
    } catch {
      let failure = SluiceError(.bug, "an error of an unknown kind: \(type(of: error))")
      return finish(path, console, Outcome(code: .bug), failure)
    }
  }

  private func console(_ arguments: Arguments) -> Console {
    let choice = arguments.value("color") ?? "auto"
    return Console(
      output: output, errors: errors, outputTerminal: outputTerminal, errorTerminal: errorTerminal,
      outputStyle: .choose(choice, outputTerminal, variables),
      errorStyle: .choose(choice, errorTerminal, variables), isQuiet: arguments.flag("quiet"),
      isJSON: arguments.flag("json"))
  }

  /// Writes what there is to say, findings first; a reader who has gone away is no failure.
  private func finish(
    _ path: [String], _ console: Console, _ outcome: Outcome, _ error: SluiceError?
  ) -> ExitCode {
    if error?.code == .done { return .done }
    do throws(SluiceError) {
      let renderer = DiagnosticRenderer(
        style: console.errorStyle, width: console.errorTerminal.width, source: Application.source)
      let shown = outcome.diagnostics.filter { !console.isQuiet || $0.severity == .error }
      try console.errors.write(renderer.text(shown) + (error.map(renderer.text) ?? ""))
      if console.isJSON, outcome.result == nil, error == nil { return outcome.code }
      if console.isJSON {
        let result: JSON? = error == nil ? outcome.result : .none
        let object = ErrorJSON.object(
          command: path, code: outcome.code, result: result, error: error,
          diagnostics: outcome.diagnostics)
        try console.write(object.compact + "\n")
      } else {
        try console.write(outcome.text)
      }
      return outcome.code
    } catch {
      return error.code
    }
  }

  /// Text of a file that diagnostics speak of.
  private static func source(_ file: String) -> String? {
    guard let bytes = try? InputFile.contents(of: file, limit: 16 << 20) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
