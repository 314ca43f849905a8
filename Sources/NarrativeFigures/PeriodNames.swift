/// Which part of a year a figure is about.
enum PeriodPart: String, CaseIterable {
  case whole = ""
  case end = "-end"
  case firstHalf = "-H1"
  case secondHalf = "-H2"
  case firstQuarter = "-Q1"
  case secondQuarter = "-Q2"
  case thirdQuarter = "-Q3"
  case fourthQuarter = "-Q4"
  case monthly = "-monthly"
  case quarterly = "-quarterly"
}

/// The codes of periods; those of the reporting year, which most figures are about, are made once.
struct PeriodNames {
  private let reportYear: Int?
  private let names: [String]

  init(reportYear: Int?) {
    self.reportYear = reportYear
    names = reportYear.map { year in PeriodPart.allCases.map { "\(year)\($0.rawValue)" } } ?? []
  }

  /// The code of a period, as `2020-end`.
  func name(_ year: Int, _ part: PeriodPart) -> String {
    guard year == reportYear else { return "\(year)\(part.rawValue)" }
    return names[Self.place(part)]
  }

  private static func place(_ part: PeriodPart) -> Int {
    switch part {
    case .whole: 0
    case .end: 1
    case .firstHalf: 2
    case .secondHalf: 3
    case .firstQuarter: 4
    case .secondQuarter: 5
    case .thirdQuarter: 6
    case .fourthQuarter: 7
    case .monthly: 8
    case .quarterly: 9
    }
  }
}
