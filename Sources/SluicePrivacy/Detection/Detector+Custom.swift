extension Detector {
  /// What the recognizers of the pipeline find: whole words and matches that begin and end at the borders of words.
  func findCustom(in text: ByteText) {
    for recognizer in set.custom where set.types.contains(recognizer.type) {
      if let pattern = recognizer.pattern {
        find(pattern, of: recognizer, in: text)
      } else if let words = recognizer.words {
        find(words, of: recognizer, in: text)
      }
    }
  }

  private func find(_ pattern: LinearPattern, of recognizer: CustomRecognizer, in text: ByteText) {
    var position = 0
    while position < text.count {
      defer { position += 1 }
      guard pattern.first.contains(text[position]),
        position == 0 || !text.isWordByte(at: position) || !text.isWordByte(at: position - 1),
        let end = pattern.match(at: position, in: text, steps: &work),
        !text.isWordByte(at: end - 1) || !text.isWordByte(at: end)
      else { continue }
      if let check = recognizer.check {
        var code = Code()
        for index in position..<end where text[index].isAlphanumeric { code.append(text[index].uppercased) }
        guard code.count >= 2, check(code) else { continue }
      }
      if offer(position..<end, recognizer, recognizer.check == nil ? 4 : 5, in: text) { position = end - 1 }
    }
  }

  private func find(_ words: HashTable, of recognizer: CustomRecognizer, in text: ByteText) {
    var cursor = WordCursor(at: 0)
    while let word = cursor.next(in: text) {
      work &+= 1
      var ahead = cursor
      var phrase = Folding.join(0, word.hash)
      var last = word.end
      var end = words.value(for: word.hash) == nil ? -1 : last
      for _ in 1..<max(recognizer.longestPhrase, 1) {
        guard let next = ahead.next(in: text), text.isOnlyJoint(last, next.start) else { break }
        work &+= 1
        phrase = Folding.join(phrase, next.hash)
        last = next.end
        if words.value(for: phrase) != nil { end = last }
      }
      if end > 0, offer(word.start..<end, recognizer, 4, in: text) { cursor.position = end }
    }
  }

  private func offer(
    _ range: Range<Int>, _ recognizer: CustomRecognizer, _ strength: Float, in text: ByteText
  ) -> Bool {
    guard !recognizer.labels.isEmpty else { return report(recognizer.type, range, strength, [.form]) }
    let context = LabelContext(before: range.lowerBound, in: text, set.labels)
    guard let distance = context.distance(to: recognizer.type), distance <= 4 else {
      return recognizer.needsLabel ? false : report(recognizer.type, range, strength, [.form])
    }
    return report(recognizer.type, range, strength + 2 - Float(distance) * 0.4, [.form, .label])
  }
}
