extension Detector {
  /// An e-mail address around an `@` (RFC 5321 lengths; letters of any script).
  func findEmail(around at: Int, in text: ByteText) {
    if let credentials = urlStart(before: at, in: text) {
      findURL(around: credentials, in: text)
      return
    }
    var start = at
    let least = max(floor, at - 64)
    while start > least, isLocalByte(text, start - 1) { start -= 1 }
    while start < at, text[start] == UInt8(ascii: ".") || text[start] & 0xC0 == 0x80 { start += 1 }
    guard start < at, text[at - 1] != UInt8(ascii: "."), let end = domainEnd(from: at + 1, in: text) else {
      return
    }
    let isKnown = TopLevelDomains.isKnown(text, lastLabelEndingAt: end)
    report(.email, start..<end, isKnown ? 5 : 1, [.form])
  }

  /// An address whose sign is spelled `(at)` or `[at]`, with blanks around it or not; its points may be `(dot)`.
  func findSpelledEmail(around opener: Int, in text: ByteText) {
    var end = opener
    while end > floor, text[end - 1] == 0x20, opener - end < 2 { end -= 1 }
    var start = end
    while start > max(floor, end - 64), isLocalByte(text, start - 1) { start -= 1 }
    guard start < end, let host = spelledDomainEnd(from: text.skipBlanks(opener + 4), in: text) else {
      return
    }
    report(.email, start..<host, 4, [.form])
  }

  /// End of a host whose points may be spelled `(dot)`, `[dot]` or `[.]`, with blanks around them or not.
  private func spelledDomainEnd(from start: Int, in text: ByteText) -> Int? {
    var position = start
    var hasPoint = false
    var last = -1
    while position - start < 255 {
      let label = position
      while text[position].isAlphanumeric || text[position] == UInt8(ascii: "-") { position += 1 }
      guard position > label else { break }
      (last, hasPoint) = (position, label > start)
      let point = text.skipBlanks(position)
      if text[position] == UInt8(ascii: ".") {
        position += 1
      } else if text[point] == UInt8(ascii: "(") || text[point] == UInt8(ascii: "[") {
        let close = text.wordEnd(from: point + 1)
        let isDot = text[point + 1] == UInt8(ascii: ".") && text[point + 2] == UInt8(ascii: "]")
        guard isDot || close - point == 4 && text[point + 1] | 0x20 == UInt8(ascii: "d") else { break }
        position = text.skipBlanks((isDot ? point + 2 : close) + 1)
      } else {
        break
      }
    }
    return hasPoint && TopLevelDomains.isKnown(text, lastLabelEndingAt: last, firstAt: start) ? last : nil
  }

  /// End of the host name from `start`: labels joined by points, the last of two letters at least.
  private func domainEnd(from start: Int, in text: ByteText) -> Int? {
    var position = start
    var lastPoint = -1
    var end = start
    while position < start + 255 {
      let byte = text[position]
      if byte.isAlphanumeric || text.isLetterByte(at: position) {
        position += 1
        end = position
      } else if byte == UInt8(ascii: "."), position > start, text[position - 1] != byte,
        text[position + 1].isAlphanumeric || text.isLetterByte(at: position + 1)
      {
        lastPoint = position
        position += 1
      } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_"), position > start {
        position += 1
      } else {
        break
      }
    }
    guard lastPoint > start, end - lastPoint > 2, !text[lastPoint + 1].isDigit else { return nil }
    return end
  }

  private func isLocalByte(_ text: ByteText, _ position: Int) -> Bool {
    let byte = text[position]
    if byte.isAlphanumeric { return true }
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "%"),
      UInt8(ascii: "'"), UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "&"),
      UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: "^"):
      return true
    default: return text.isLetterByte(at: position)
    }
  }

  /// Position of the `:` of `://` when the `@` closes the user part of a web address.
  private func urlStart(before at: Int, in text: ByteText) -> Int? {
    var position = at - 1
    let least = max(floor, at - 128)
    while position >= least, isUserInfoByte(text[position]) { position -= 1 }
    guard position >= least + 2, text[position] == UInt8(ascii: "/"), text[position - 1] == UInt8(ascii: "/"),
      text[position - 2] == UInt8(ascii: ":")
    else { return nil }
    return position - 2
  }

  private func isUserInfoByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "<")
      && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "@")
  }

  /// A web address around `://` that names a user: user part, home folder, or a telling key in the query.
  func findURL(around colon: Int, in text: ByteText) {
    var start = colon
    while start > max(floor, colon - 12), text[start - 1].isLetter { start -= 1 }
    guard start < colon else { return }
    var end = colon + 3
    let limit = min(text.count, colon + 2048)
    var atSign = -1
    var path = -1
    var query = -1
    while end < limit, isURLByte(text[end]) {
      switch text[end] {
      case UInt8(ascii: "@") where path < 0: atSign = end
      case UInt8(ascii: "/") where path < 0: path = end
      case UInt8(ascii: "?") where query < 0: query = end
      default: break
      }
      end += 1
    }
    while end > colon + 3, [UInt8](".,;:!?)'".utf8).contains(text[end - 1]) { end -= 1 }
    guard end > colon + 4 else { return }
    if atSign > 0 {
      report(.url, start..<end, 5, [.form])
    } else if query > 0, namesUser(inQuery: query..<end, of: text) {
      report(.url, start..<end, 4, [.form, .label])
    } else if path > 0, namesUser(inPath: path..<(query > 0 ? query : end), of: text) {
      report(.url, start..<end, 2.5, [.form])
    }
  }

  private func isURLByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
      && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "`") && byte != UInt8(ascii: "|")
      && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "{") && byte != UInt8(ascii: "}")
  }

  private func namesUser(inQuery range: Range<Int>, of text: ByteText) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound {
      let keyStart = position + 1
      var end = keyStart
      while end < range.upperBound, text[end].isAlphanumeric || text[end] == UInt8(ascii: "_") { end += 1 }
      if text[end] == UInt8(ascii: "="), end - keyStart <= 24, set.people.isTellingKey(text, keyStart..<end) {
        return true
      }
      while end < range.upperBound, text[end] != UInt8(ascii: "&"), text[end] != UInt8(ascii: ";") {
        end += 1
      }
      position = max(end, position + 1)
    }
    return false
  }

  private func namesUser(inPath range: Range<Int>, of text: ByteText) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound {
      guard text[position] == UInt8(ascii: "/") else {
        position += 1
        continue
      }
      let first = position + 1
      if text[first] == UInt8(ascii: "~"), text[first + 1].isLetter { return true }
      position = max(first, text.wordEnd(from: first))
      if text[position] == UInt8(ascii: "/"), text[position + 1].isAlphanumeric,
        set.people.isTellingFolder(text, first..<position)
      {
        return true
      }
    }
    return false
  }
}

/// Top-level domains: all of two letters, and the generic ones in common use.
enum TopLevelDomains {
  private static let generic: Set<String> = [
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "name", "pro", "mobi", "cat", "coop",
    "aero",
    "museum", "jobs", "tel", "travel", "asia", "post", "app", "dev", "cloud", "online", "shop", "site",
    "store",
    "tech", "xyz", "email", "health", "hospital", "clinic", "doctor", "dental", "care", "bank", "energy",
    "berlin",
    "hamburg", "bayern", "koeln", "cologne", "nrw", "saarland", "ruhr", "wien", "tirol", "paris", "bzh",
    "alsace",
    "corsica", "amsterdam", "frl", "brussels", "gent", "vlaanderen", "eus", "gal", "madrid", "barcelona",
    "london", "wales", "scot", "swiss", "zuerich", "stockholm", "helsinki", "istanbul", "budapest", "gmbh",
    "academy",
    "agency", "news", "blog", "life", "live", "world", "group", "company", "family", "studio", "test",
    "example",
    "invalid", "localhost",
  ]

  static func isKnown(_ text: ByteText, lastLabelEndingAt end: Int, firstAt first: Int = 0) -> Bool {
    var start = end
    while start > first, text.isWordByte(at: start - 1), end - start < 24 { start -= 1 }
    if end - start == 2 { return text[start].isLetter && text[start + 1].isLetter }
    if text[start] >= 0x80 { return true }
    let label = (start..<end).map { text[$0] | 0x20 }
    return generic.contains(String(decoding: label, as: UTF8.self))
  }
}
