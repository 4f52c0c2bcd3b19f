internal import SluiceCore

/// A JSON object being read, and what to call it in errors.
struct ObjectReader {
  let object: JSONObject
  let place: Place
  /// Path of the object from the root, such as `model`.
  let path: String

  init(_ json: JSON, _ path: String) throws(SluiceError) {
    guard let object = json.object else {
      throw SluiceError(.badPipeline, "\(path) is \(json.kind), not an object", at: json.place)
    }
    self.object = object
    place = json.place
    self.path = path
  }

  private init(_ object: JSONObject, _ place: Place, _ path: String) {
    self.object = object
    self.place = place
    self.path = path
  }

  func isAbsent(_ name: String) -> Bool { object[name]?.isNull ?? true }

  func string(_ name: String) -> String? { object[name]?.string }

  func integer(_ name: String) -> Int? { object[name]?.integer }

  /// The object called `name`, nil where it is absent or no object.
  func object(_ name: String) -> ObjectReader? {
    guard let json = object[name], let object = json.object else { return nil }
    return ObjectReader(object, json.place, below(name))
  }

  /// The objects of the array called `name`.
  func objects(_ name: String) throws(SluiceError) -> [ObjectReader] {
    guard let array = object[name]?.array else { throw unknown(name) }
    var readers: [ObjectReader] = []
    for (index, json) in array.enumerated() {
      readers.append(try ObjectReader(json, "\(below(name))[\(index)]"))
    }
    return readers
  }

  /// The truth value called `name`; absent is false.
  func flag(_ name: String, default value: Bool = false) throws(SluiceError) -> Bool {
    guard !isAbsent(name) else { return value }
    guard let flag = object[name]?.bool else { throw unknown(name) }
    return flag
  }

  /// Refuses members that are not among `names`.
  func allowOnly(_ names: [String]) throws(SluiceError) {
    for member in object.members where !names.contains(member.key) {
      throw SluiceError(
        .badPipeline, "'\(below(member.key))' is not known", at: member.keyPlace,
        hint: Suggestion.hint(for: member.key, among: names))
    }
  }

  /// The error for a member whose value is not understood.
  func unknown(_ name: String, hint: String? = nil) -> SluiceError {
    guard let json = object[name], !json.isNull else {
      return SluiceError(.badPipeline, "'\(below(name))' is missing", at: place, hint: hint)
    }
    let value = json.string.map { "'\($0)'" } ?? json.bool.map(String.init) ?? json.kind
    return error(name, "'\(below(name))' is \(value), which is not supported", hint: hint)
  }

  /// An error at the member called `name`.
  func error(_ name: String, _ message: String, hint: String? = nil) -> SluiceError {
    SluiceError(.badPipeline, message, at: object.member(name)?.value.place ?? place, hint: hint)
  }

  private func below(_ name: String) -> String { path == "the tokenizer" ? name : "\(path).\(name)" }
}
