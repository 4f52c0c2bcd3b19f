internal import SluiceCore

/// Reads a calendar date written in figures or with the name of a month.
enum DateReader {
  /// How a date was written, so that another day can be written alike.
  struct Form: Equatable {
    enum Order { case dayMonthYear, monthDayYear, yearMonthDay }

    var order: Order
    /// Where the day, the month and the year stand in the text.
    var day: Range<Int>
    var month: Range<Int>
    var year: Range<Int>
  }

  struct Reading {
    var date: CivilDate
    var range: Range<Int>
    var form: Form
  }

  /// The date whose first figure starts at `start`.
  static func read(at start: Int, in text: ByteText, _ calendar: CalendarWords) -> Reading? {
    let first = number(at: start, in: text)
    guard first.count >= 1, first.count <= 4, first.count != 3 else { return nil }
    if first.count == 4 { return yearFirst(first, in: text, calendar) }
    let afterFirst = start + first.count
    if let reading = inFigures(start, first, in: text) { return reading }
    if let reading = dayThenName(start, first, in: text, calendar) { return reading }
    return nameBefore(start, first, afterFirst, in: text, calendar)
  }

  private typealias Figure = (value: Int, count: Int, start: Int)

  private static func number(at start: Int, in text: ByteText) -> Figure {
    var value = 0
    var count = 0
    while count < 9, text[start + count].isDigit {
      value = value * 10 + Int(text[start + count] - 0x30)
      count += 1
    }
    return (value, count, start)
  }

  /// `12.3.1980`, `12/03/80`, `12-03-1980`, `12. 3. 1980`.
  private static func inFigures(_ start: Int, _ first: Figure, in text: ByteText) -> Reading? {
    let joint = text[start + first.count]
    guard joint == UInt8(ascii: ".") || joint == UInt8(ascii: "/") || joint == UInt8(ascii: "-") else {
      return nil
    }
    var position = start + first.count + 1
    position += text.blankLength(at: position)
    let second = number(at: position, in: text)
    guard second.count == 1 || second.count == 2, text[position + second.count] == joint else { return nil }
    position += second.count + 1
    position += text.blankLength(at: position)
    let third = number(at: position, in: text)
    guard third.count == 4 || third.count == 2 && joint != UInt8(ascii: "-") else { return nil }
    let end = position + third.count
    guard !text.isWordByte(at: end), !(text[end] == joint && text[end + 1].isDigit),
      !(text[end] == UInt8(ascii: "-") && third.count == 2 && text[end + 1].isDigit),
      start == 0 || !text.isWordByte(at: start - 1) && !(text[start - 1] == joint && text[start - 2].isDigit)
    else { return nil }
    let swapped = second.value > 12 && joint == UInt8(ascii: "/")
    let (day, month) = swapped ? (second, first) : (first, second)
    return reading(
      day, month.value, third, span(month), start..<end, swapped ? .monthDayYear : .dayMonthYear)
  }

  /// `1980-03-12`, `1980/03/12`, `1980. március 12.`.
  private static func yearFirst(_ year: Figure, in text: ByteText, _ calendar: CalendarWords) -> Reading? {
    let joint = text[year.start + 4]
    guard year.start == 0 || !text.isWordByte(at: year.start - 1) else { return nil }
    if joint == UInt8(ascii: "-") || joint == UInt8(ascii: "/") || joint == UInt8(ascii: ".") {
      var position = year.start + 5
      if joint == UInt8(ascii: ".") { position += text.blankLength(at: position) }
      let month = number(at: position, in: text)
      if month.count == 1 || month.count == 2, text[position + month.count] == joint {
        position += month.count + 1
        if joint == UInt8(ascii: ".") { position += text.blankLength(at: position) }
        let day = number(at: position, in: text)
        let end = position + day.count
        guard day.count == 1 || day.count == 2, text[end] == UInt8(ascii: "T") || !text.isWordByte(at: end),
          !(text[end] == joint && text[end + 1].isDigit)
        else { return nil }
        return reading(day, month.value, year, span(month), year.start..<end, .yearMonthDay)
      }
    }
    var position = year.start + 4
    if text[position] == UInt8(ascii: ".") { position += 1 }
    let blank = text.blankLength(at: position)
    guard blank > 0, let (month, name) = monthName(at: position + blank, in: text, calendar) else {
      return nil
    }
    position = name.upperBound
    if text[position] == UInt8(ascii: ".") { position += 1 }
    position += text.blankLength(at: position)
    let day = number(at: position, in: text)
    guard day.count == 1 || day.count == 2, !text.isWordByte(at: position + day.count) else { return nil }
    return reading(day, month, year, name, year.start..<position + day.count, .yearMonthDay)
  }

  /// `12 March 1980`, `12. März 1980`, `12 de marzo de 1980`, `1er mars 1980`.
  private static func dayThenName(
    _ start: Int, _ day: Figure, in text: ByteText, _ calendar: CalendarWords
  ) -> Reading? {
    guard start == 0 || !text.isWordByte(at: start - 1) else { return nil }
    var position = start + day.count
    if text[position].isLowercase {
      let suffix = text.wordEnd(from: position)
      guard suffix - position <= 2 else { return nil }
      position = suffix
    }
    if text[position] == UInt8(ascii: ".") { position += 1 }
    if text[position] == 0xC2, text[position + 1] == 0xBA { position += 2 }
    let blank = text.blankLength(at: position)
    guard blank > 0 || text[position] == UInt8(ascii: "-") else { return nil }
    position = skipParticle(from: position + max(blank, 1), in: text)
    guard let (month, name) = monthName(at: position, in: text, calendar) else { return nil }
    position = name.upperBound
    if text[position] == UInt8(ascii: ".") || text[position] == UInt8(ascii: ",") { position += 1 }
    let gap = text.blankLength(at: position)
    guard gap > 0 || text[position] == UInt8(ascii: "-") else { return nil }
    position = skipParticle(from: position + max(gap, 1), in: text)
    let year = number(at: position, in: text)
    guard year.count == 4, !text.isWordByte(at: position + 4) else { return nil }
    return reading(day, month, year, name, start..<position + 4, .dayMonthYear)
  }

  /// `March 12, 1980`: the day is at `start`.
  private static func nameBefore(
    _ start: Int, _ day: Figure, _ after: Int, in text: ByteText, _ calendar: CalendarWords
  ) -> Reading? {
    var position = after
    if text[position].isLowercase, text.wordEnd(from: position) - position == 2 { position += 2 }
    guard text[position] == UInt8(ascii: ",") || text.blankLength(at: position) > 0 else { return nil }
    if text[position] == UInt8(ascii: ",") { position += 1 }
    position += text.blankLength(at: position)
    let year = number(at: position, in: text)
    guard year.count == 4, !text.isWordByte(at: position + 4), start > 3, text[start - 1] == 0x20 else {
      return nil
    }
    var nameEnd = start - 1
    if text[nameEnd - 1] == UInt8(ascii: ".") { nameEnd -= 1 }
    let nameStart = text.wordStart(before: nameEnd, floor: max(0, nameEnd - 12))
    guard let (month, name) = monthName(at: nameStart, in: text, calendar), name.upperBound == nameEnd else {
      return nil
    }
    return reading(day, month, year, name, nameStart..<position + 4, .monthDayYear)
  }

  private static func skipParticle(from position: Int, in text: ByteText) -> Int {
    let isParticle =
      text[position] == UInt8(ascii: "d") && text[position + 1] == UInt8(ascii: "e")
      && text.blankLength(at: position + 2) > 0
    return isParticle ? position + 2 + text.blankLength(at: position + 2) : position
  }

  private static func monthName(
    at position: Int, in text: ByteText, _ calendar: CalendarWords
  ) -> (Int, Range<Int>)? {
    guard text[position].isLetter || text[position] >= 0xC0 else { return nil }
    var cursor = WordCursor(at: position)
    guard let word = cursor.next(in: text), word.start == position, let month = calendar.month(word.hash)
    else {
      return nil
    }
    return (month, position..<word.end)
  }

  private static func span(_ figure: Figure) -> Range<Int> { figure.start..<figure.start + figure.count }

  private static func reading(
    _ day: Figure, _ month: Int, _ year: Figure, _ monthRange: Range<Int>, _ range: Range<Int>,
    _ order: Form.Order
  ) -> Reading? {
    let full = year.count == 4 ? year.value : year.value + (year.value < 40 ? 2000 : 1900)
    guard (1850...2150).contains(full), let date = CivilDate(year: full, month: month, day: day.value) else {
      return nil
    }
    return Reading(
      date: date, range: range,
      form: Form(order: order, day: span(day), month: monthRange, year: span(year)))
  }
}
