/// The codes of the closed lists, numbered, so that a fact names them by number instead of by text.
///
/// The numbers hold within one build: they stand in work records, which another build does not read, and never in the
/// store.
public enum KnownTexts {
  /// All codes, by number.
  public static let all: [String] = {
    let lists: [[String]] = [
      FactCodes.bases, FactCodes.applicants, FactCodes.outcomeGroups, FactCodes.outcomes, FactCodes.flows,
      FactCodes.results, FactCodes.stages, FactCodes.subjects, FactCodes.measures, FactCodes.legalItems,
      FactCodes.disclosureUnits, FactCodes.procurementItems, FactCodes.amountUnits, FactCodes.unitSources,
      FactCodes.severities, FactCodes.findingTables, FactCodes.findingRows, FactCodes.findingColumns,
      FactCodes.qualifiers, FactCodes.figureScopes,
    ]
    var seen: Set<String> = []
    return lists.flatMap { $0 }.filter { seen.insert($0).inserted }
  }()

  /// The bytes of each code, by number.
  public static let bytes: [[UInt8]] = all.map { Array($0.utf8) }

  /// How many codes there are.
  public static let count = all.count

  private static let numbers = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
  /// Most texts are no codes: their length and first byte say so without a look into the dictionary.
  private static let longest = all.map(\.utf8.count).max() ?? 0

  /// The number of a code; `nil` for any other text.
  public static func number(of text: String) -> Int? {
    let utf8 = text.utf8
    guard utf8.count <= longest, let first = utf8.first, first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z") else {
      return nil
    }
    return numbers[text]
  }
}
