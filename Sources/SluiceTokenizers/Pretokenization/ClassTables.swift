internal import CSluice

/// The class table in the form the vector kernels read, for one family of patterns.
@safe final class ClassTables: @unchecked Sendable {
  private let leaves: Storage<UInt8>
  private let pairs: Storage<UInt8>
  private let classes = CharacterClasses.shared
  let kernel: sl_class_tables

  /// Which scalars are numbers.
  enum Numbers {
    /// Those of the engines of regular expressions.
    case regular
    /// Those of the pre-tokenizer `Digits`.
    case later
  }

  /// - Parameters:
  ///   - marksAreLetters: Whether combining marks count as letters.
  ///   - numbers: Which scalars are numbers.
  ///   - isCased: Whether letters are told apart by case; marks are then letters of no case.
  init(marksAreLetters: Bool, numbers: Numbers, isCased: Bool) {
    var sets = ClassTables.sets(marksAreLetters: marksAreLetters || isCased)
    if numbers == .later { sets[Int(CharacterClass.laterNumber.rawValue)] = 2 }
    leaves = Storage(repeating: 0, count: classes.leaves.count)
    for index in 0..<leaves.count { leaves[index] = sets[Int(classes.leaves[index])] }
    pairs = Storage(repeating: 0, count: 4 * 256)
    for scalar in 0x80..<0x800 {
      let set = sets[Int(classes(UInt32(scalar)).rawValue)]
      let bitmaps = [set & 1 != 0, set & 1 == 0 && set != 8, set & 16 != 0, set & 32 != 0]
      let position = (scalar >> 6 & 31) << 3 | scalar >> 3 & 7
      for (number, isSet) in bitmaps.enumerated() where isSet {
        pairs[number * 256 + position] |= 1 << UInt8(scalar & 7)
      }
    }
    unsafe kernel = sl_class_tables(
      blocks: classes.blocks.base, leaves: leaves.base, letters: pairs.base, exceptions: pairs.base + 256,
      uppers: pairs.base + 512, lowers: pairs.base + 768, leaf_count: UInt32(leaves.count / 256),
      cased: isCased ? 1 : 0)
  }

  private static func sets(marksAreLetters: Bool) -> [UInt8] {
    var sets = [UInt8](repeating: 8, count: 16)
    sets[Int(CharacterClass.upper.rawValue)] = 1 | 16
    sets[Int(CharacterClass.lower.rawValue)] = 1 | 32
    sets[Int(CharacterClass.caseless.rawValue)] = 1
    if marksAreLetters { sets[Int(CharacterClass.mark.rawValue)] = 1 }
    sets[Int(CharacterClass.number.rawValue)] = 2
    sets[Int(CharacterClass.blank.rawValue)] = 4
    return sets
  }
}
