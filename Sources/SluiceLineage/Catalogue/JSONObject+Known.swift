internal import SluiceCore

extension JSONObject {
  /// An object of the members that have a value.
  init(known members: KeyValuePairs<String, JSON?>) {
    self.init(members.compactMap { member in member.value.map { Member(member.key, $0) } })
  }
}
