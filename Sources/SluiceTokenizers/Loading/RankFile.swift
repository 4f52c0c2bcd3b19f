internal import SluiceCore

/// Reads a rank file of tiktoken: a line for each token, its bytes in base64 and its rank.
///
/// The rank is id and priority at once, and any two neighbours merge whose bytes together are a token.
enum RankFile {
  static func tokens(_ bytes: [UInt8], file: String?) throws(SluiceError) -> TokenList {
    var list = TokenList()
    var line = 0
    for text in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      guard !text.isEmpty else { continue }
      let parts = text.split(separator: UInt8(ascii: " "))
      guard parts.count == 2, let token = Base64.bytes(String(decoding: parts[0], as: UTF8.self)),
        let rank = Int(String(decoding: parts[1], as: UTF8.self)), (0..<Vocabulary.limit).contains(rank),
        !token.isEmpty
      else {
        throw SluiceError(
          .badPipeline, "a rank file has a token in base64 and its rank on each line",
          at: Place(file: file, line: line))
      }
      let start = list.bytes.count
      list.bytes.append(contentsOf: token)
      list.entries.append(TokenList.Entry(range: start..<list.bytes.count, id: rank, isText: true))
    }
    return list
  }

  /// A rule for every way to part a token into two tokens.
  static func rules(_ vocabulary: Vocabulary) -> [MergeTable.Rule] {
    var rules: [MergeTable.Rule] = []
    for id in 0..<vocabulary.count {
      let range = vocabulary.range(id)
      guard range.count > 1 else { continue }
      let token = unsafe UnsafePointer(vocabulary.bytes.base + range.lowerBound)
      for cut in 1..<range.count {
        let left = unsafe vocabulary.id(of: token, count: cut)
        guard left != Vocabulary.none else { continue }
        let right = unsafe vocabulary.id(of: token + cut, count: range.count - cut)
        guard right != Vocabulary.none else { continue }
        rules.append(MergeTable.Rule(left: left, right: right, priority: UInt32(id), result: UInt32(id)))
      }
    }
    return rules
  }
}
