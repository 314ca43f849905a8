import StatutoryForm

/// X.SERIES: the few figures of a report that are held against all other years of its agency.
public struct SeriesFigures: Hashable, Sendable {
  /// The places of the figures.
  public static let places: [FormCell] = [
    FormCell(.normativeDocuments, .issued), FormCell(.adminLicense, .decisions), FormCell(.adminPenalty, .decisions),
    FormCell(.adminCoercion, .decisions), FormCell(.newReceived, .total), FormCell(.totalProcessed, .total),
    FormCell(.review, .resultTotal), FormCell(.litigationDirect, .resultTotal),
  ]

  /// One value a place; `nil` where it is not known.
  public var values: [Int64?]

  /// Makes the figures of a report.
  public init(values: [Int64?]) { self.values = values }

  /// The figures of a form as its document tells them.
  public init(_ form: ResolvedForm) {
    values = Self.places.map { form[$0.row, $0.column]?.value?.integer }
  }

  /// Least number of other years that make a series.
  static let leastYears = 3

  /// Findings where a figure is more than ten times the largest of at least three other years and more than 100 above
  /// it, for information; a warning from a hundred times and 1000 above on, where the series is not all but zero.
  public func outliers(in report: ReportInSeries, others: [SeriesFigures]) -> [Finding] {
    Self.places.indices.compactMap { index in
      guard values.indices.contains(index), let value = values[index] else { return nil }
      let series = others.compactMap { $0.values.indices.contains(index) ? $0.values[index] : nil }
      guard series.count >= Self.leastYears, let largest = series.max(), largest >= 0 else { return nil }
      let isFar = value / 10 > largest && value - largest > 100
      guard isFar else { return nil }
      let isWarning = largest >= 10 && value / 100 > largest && value - largest > 1000
      return .across(
        "X.SERIES", isWarning ? .warning : .info, at: Self.places[index], in: report, seen: String(value),
        expected: "about \(largest) at most",
        "The value is far above those of the \(series.count) other years on file of this agency.")
    }
  }
}
