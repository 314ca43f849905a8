import DecimalNumbers
import StatutoryForm

/// All readings of one printed row by itself, for those who know more than the row: the neighbouring years in `load`.
public struct ListedReadings: Hashable, Sendable {
  /// One value a column in each reading; `nil` where a reading puts nothing there, a mark, or no whole number.
  public var readings: [[Int64?]]
  /// Whether the row has runs that may be several cells glued together.
  public var isGlued: Bool

  /// Makes a list.
  public init(readings: [[Int64?]], isGlued: Bool) {
    self.readings = readings
    self.isGlued = isGlued
  }
}

/// Lists every way to read a printed row, by the rules of form.md 4.2a for glued runs and short rows: a run with at
/// least as many digits as columns holds one number a column, without leading zeros; a minus starts a signed cell.
public struct ReadingLister: Sendable {
  private let budget: ResolutionBudget

  /// Makes a lister.
  public init(budget: ResolutionBudget = .init()) { self.budget = budget }

  /// The readings of `tokens` over `columns`, left to right; where `isLastTotal`, only those in which the columns
  /// before the last add up to the last.
  ///
  /// Returns `nil` where the row prints nothing, or where there are more readings than the budget allows. No reading
  /// at all means that nothing fits the columns.
  public func readings(of tokens: [PrintedToken], columns: [FormColumn], isLastTotal: Bool = false) -> ListedReadings? {
    let sums: RowSums = isLastTotal ? [0..<columns.count] : []
    let reader = RowReader(columns: columns.map { ColumnKind($0) }, sums: sums, budget: budget)
    switch reader.shape(of: tokens) {
    case .empty: return nil
    case .certain(let reading): return ListedReadings(readings: [reading.map(Self.value)], isGlued: false)
    case .uncertain(let row):
      guard !row.isExhausted, row.failedSums.isEmpty else { return nil }
      return ListedReadings(readings: row.readings.map { $0.map(Self.value) }, isGlued: row.isGlued)
    }
  }

  private static func value(_ piece: Piece?) -> Int64? {
    if case .number(let number)? = piece?.kind { number.integer } else { nil }
  }
}
