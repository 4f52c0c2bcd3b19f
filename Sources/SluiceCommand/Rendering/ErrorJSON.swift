internal import SluiceCore

/// The object that `--json` writes, and its parts.
enum ErrorJSON {
  /// The whole object.
  static func object(
    command path: [String], code: ExitCode, result: JSON? = nil, error: SluiceError? = nil,
    diagnostics: [Diagnostic] = []
  ) -> JSON {
    var object: JSON = [
      "command": JSON(path.joined(separator: " ")), "exitCode": JSON(Int(code.rawValue)),
      "status": JSON(String(describing: code)),
    ]
    if let result { object["result"] = result }
    if let error { object["error"] = json(error) }
    if !diagnostics.isEmpty { object["diagnostics"] = JSON(diagnostics.map(json)) }
    return object
  }

  /// One finding about a file.
  static func json(_ diagnostic: Diagnostic) -> JSON {
    var object: JSON = [
      "severity": JSON(diagnostic.severity.rawValue), "id": JSON(diagnostic.id),
      "message": JSON(diagnostic.message),
    ]
    if let hint = diagnostic.hint { object["hint"] = JSON(hint) }
    if !diagnostic.place.isEmpty { object["place"] = json(diagnostic.place) }
    return object
  }

  private static func json(_ error: SluiceError) -> JSON {
    var object: JSON = ["message": JSON(error.message)]
    if let hint = error.hint { object["hint"] = JSON(hint) }
    if !error.place.isEmpty { object["place"] = json(error.place) }
    return object
  }

  private static func json(_ place: Place) -> JSON {
    var object = JSONObject()
    if let file = place.file { object["file"] = JSON(file) }
    if let line = place.line { object["line"] = JSON(line) }
    if let column = place.column { object["column"] = JSON(column) }
    if let byteOffset = place.byteOffset { object["byteOffset"] = JSON(byteOffset) }
    if let stage = place.stage { object["stage"] = JSON(stage) }
    if let record = place.record { object["record"] = JSON(record) }
    return JSON(object)
  }
}
