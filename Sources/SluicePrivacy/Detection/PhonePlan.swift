/// Numbering plans: lengths by country code (ITU-T E.164) and how people group national numbers.
enum PhonePlan {
  /// Significant digits, least and most, after the country code that `digits` start with; nil if none does.
  static func country(_ code: Code, from start: Int) -> (length: Int, least: Int, most: Int)? {
    for length in [2, 3, 1] where start + length < code.count {
      let key = code.number(start..<start + length)
      if let plan = plans[key], plan.codeLength == length { return (length, plan.least, plan.most) }
    }
    return nil
  }

  /// How people of some countries write national numbers.
  struct National: Sendable {
    /// First digits: of one digit d as ~d, of two as their number, of three as their number and 100.
    var prefixes: [Int]
    var languages: LanguageSet
    /// Log-odds without a label.
    var strength: Float
  }

  private static let plans: [Int: (codeLength: Int, least: Int, most: Int)] = {
    let lines: [(Int, Int, Int)] = [
      (30, 10, 10), (31, 9, 9), (32, 8, 9), (33, 9, 9), (34, 9, 9), (350, 8, 8), (351, 9, 9), (352, 5, 11),
      (353, 7, 9), (354, 7, 9), (355, 8, 9), (356, 8, 8), (357, 8, 8), (358, 5, 12), (359, 7, 9), (36, 8, 9),
      (370, 8, 8), (371, 8, 8), (372, 7, 8), (373, 8, 8), (374, 8, 8), (375, 9, 9), (376, 6, 9), (377, 8, 9),
      (378, 6, 10), (380, 9, 9), (381, 8, 9), (382, 8, 8), (383, 8, 9), (385, 8, 9), (386, 8, 8), (387, 8, 8),
      (389, 8, 8), (39, 6, 12), (40, 9, 9), (41, 9, 9), (420, 9, 9), (421, 9, 9), (423, 7, 9), (43, 4, 13),
      (44, 9, 10), (45, 8, 8), (46, 7, 10), (47, 8, 8), (48, 9, 9), (49, 5, 13), (298, 6, 6), (299, 6, 6),
      (1, 10, 10), (7, 10, 10), (20, 8, 10), (27, 9, 9), (52, 10, 10), (54, 10, 11), (55, 10, 11), (56, 9, 9),
      (57, 10, 10), (60, 8, 10), (61, 9, 9), (62, 8, 12), (63, 8, 10), (64, 8, 10), (65, 8, 8), (66, 8, 9),
      (81, 9, 10), (82, 8, 10), (84, 9, 10), (86, 10, 11), (90, 10, 10), (91, 10, 10), (92, 9, 10),
      (93, 9, 9),
      (98, 10, 10), (212, 9, 9), (213, 8, 9), (216, 8, 8), (218, 9, 9), (234, 8, 10), (254, 9, 9),
      (852, 8, 8),
      (961, 7, 8), (962, 8, 9), (963, 8, 9), (964, 9, 10), (966, 9, 9), (971, 8, 9), (972, 8, 9), (994, 9, 9),
      (995, 9, 9),
    ]
    return Dictionary(
      uniqueKeysWithValues: lines.map {
        ($0.0, (codeLength: $0.0 > 99 ? 3 : $0.0 > 9 ? 2 : 1, least: $0.1, most: $0.2))
      })
  }()

  /// The plans that group numbers by these lengths, whatever the joints.
  @inline(__always)
  static func plans(grouped grouping: Grouping) -> ArraySlice<National> {
    guard let index = table.index.value(for: grouping.lengths) else { return [] }
    return table.plans[table.starts[Int(index)]..<table.starts[Int(index) + 1]]
  }

  private struct Table: Sendable {
    var index: HashTable
    var starts: [Int]
    var plans: [National]
  }

  private static let table: Table = {
    var byLengths: [UInt64: [National]] = [:]
    for (groups, plan) in national {
      for lengths in Set(groups.split(separator: "|").map { Grouping(String($0)).lengths }) {
        byLengths[lengths, default: []].append(plan)
      }
    }
    let entries = byLengths.sorted { $0.key < $1.key }
    var starts = [0]
    for entry in entries { starts.append((starts.last ?? 0) + entry.value.count) }
    return Table(
      index: HashTable(entries.enumerated().map { ($1.key, UInt16($0)) }), starts: starts,
      plans: entries.flatMap(\.value))
  }()

  private static let national: [(groups: String, plan: National)] = [
    plan("01 02 03 04 05 06 07 08 09", "2 2 2 2 2", [.fr], 3),
    plan("01 02 03 04 05 06 07 08 09", "2 3 2 2|3 2 2 2|4 2 2 2|1 3 2 2", [.nl, .fr], 2),
    plan("06", "2 8|2 2 2 2 2|1 8", [.nl], 1.6),
    plan("01 02 03 04 05 07 08 09", "3 3 4|3 7|4 6|2 3 4", [.nl], 1.2),
    plan(
      "02 03 04 05 06 07 08 09", "3 6|3 7|3 8|4 5|4 6|4 7|5 5|5 6|5 7|4 3 4|4 4 4|3 4 4|3 3 4|3 3 3|3 2 2 2",
      [.de], 1.2),
    plan("015 016 017", "4 7|4 8|4 3 4|4 4 4|5 7|5 6|3 8|3 7", [.de], 2.2),
    plan("01", "2 7|2 9|2 3 4|2 3 3|2 6|2 8|2 3 2 2", [.de], 1),
    plan("06", "4 6|4 7|4 3 3|4 3 4|4 2 2 2", [.de], 1.8),
    plan("3", "3 3 4|3 7|3 6|3 3 2 2", [.it], 1.2),
    plan("0", "2 8|3 7|2 4 4|3 3 4|4 6|2 7", [.it], 1), plan("6 7 8 9", "3 2 2 2|3 3 3", [.es], 1.2),
    plan("4 5 6 7 8 1 2 3", "3 3 3", [.pl, .cs], 0.6), plan("1 2 3 4 5 6 7 8", "2 3 2 2", [.pl], 1.1),
    plan("9 2 3", "3 3 3|2 3 4|2 3 2 2", [.pt], 0.8),
    plan("07", "3-3 2 2|3 3 2 2|4 3 3|2 3 2 2|4-2 2 2", [.sv, .ro], 1.8),
    plan("08", "2-2 2 2|2 2 2 2|2-3 2 2|2-3 3 2|2 3 2 2", [.sv], 1.2),
    plan("0", "4-2 2 2|3-2 2 2|3-3 2 2|4-3 2 2|4-3 3", [.sv], 1.6),
    plan("0", "3 7|3 3 4|2 7|3 6|2 3 4|3-7|2-7", [.fi], 1),
    plan("2 3 4 5 6 7 8 9", "2 2 2 2|4 4", [.da, .no], 0.6),
    plan("2 6 7", "3 3 3", [.cs, .sk], 0.7), plan("02 03 07", "3 3 4|4 3 3|4 6", [.ro], 1.6),
    plan("06", "2 2 3 4|2 1 3 4|2 2 3 3|2 2 3 2 2", [.hu], 2.2), plan("2 6", "2 4 4|3 3 4|3 7|4 6", [.el], 1),
    plan("08 01 02 04 05 06 07 09", "3 3 4|3 5|3 7|3 6|2 3 4|3 4 3", [.en, .ga], 1.9),
    plan("01 02 03 04 05 09", "3 3 4|2 4 3|2 3 4|3 3 3|3 4 3|2 4 4", [.hr], 1.2),
    plan("02 01 07 03", "5 6|4 3 4|3 4 4|5 3 3|5 5", [.en], 1.8), plan("0", "3 3 2 2", [.de, .fr, .it], 2.2),
    plan("0", "2 3 2 2|3 3 3|2 7|1 7", [.sl, .bg, .sk], 0.8),
    plan("8 5 6", "3 4|4 4|3 3 2|1 3 4|3 5", [.lt, .lv, .et], 0.5),
    plan(
      "0", "4 3 3|2 3 3 3|4 3-3|4/3 3 3|4/6|3/6|3/7|5/5|5/6|4/7|2/7|2/3 2 2|3/3 2 2|3/8|5/7",
      [.bg, .de, .sk], 1.6),
    plan("0", "3-6|3-7|3-8|4-6|4-7|5-5|5-6|2-8|2-7|4-8|5-7", [.de, .nl, .it], 1.4),
  ]

  private static func plan(
    _ prefixes: String, _ groups: String, _ languages: [Language], _ strength: Float
  ) -> (groups: String, plan: National) {
    let numbers = prefixes.split(separator: " ").map { prefix in
      let number = Int(prefix) ?? 0
      return prefix.utf8.count == 1 ? ~number : prefix.utf8.count == 2 ? number : number + 100
    }
    return (groups, National(prefixes: numbers, languages: LanguageSet(languages), strength: strength))
  }
}
