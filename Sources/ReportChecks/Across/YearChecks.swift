import DecimalNumbers
import StatutoryForm

/// Checks of a report against earlier reports of the same agency and scope that change no cell.
public enum YearChecks {
  /// T2.MONEY.UNIT: amounts that moved by about 10⁴ within a year are likely 元 under 万元, or the reverse.
  public static func money(_ report: ReportInSeries, _ previous: ReportInSeries) -> [Finding] {
    let places: [FormCell] = [
      FormCell(.adminFees, .feeAmount), FormCell(.centralProcurement, .procurementAmount),
    ]
    return places.compactMap { place in
      guard let new = report.cells[place]?.value, let old = previous.cells[place]?.value, new > .zero, old > .zero,
        isUnitApart(new, old) || isUnitApart(old, new)
      else { return nil }
      return .across(
        "T2.MONEY.UNIT", .warning, at: place, in: report, seen: new.description, expected: old.description,
        "The amount in yuan is about 10 000 times, or a ten-thousandth of, that of \(previous.year): look at the unit.")
    }
  }

  /// Whether `large` is 2 000 to 50 000 times `small`.
  private static func isUnitApart(_ large: DecimalNumber, _ small: DecimalNumber) -> Bool {
    guard let thousandfold = small.scaled(byPowerOfTen: 3), let least = thousandfold.adding(thousandfold),
      let tenThousandfold = small.scaled(byPowerOfTen: 4)
    else { return false }
    var most = tenThousandfold
    for _ in 0..<4 {
      guard let next = most.adding(tenThousandfold) else { return large >= least }
      most = next
    }
    return large >= least && large <= most
  }

  /// N.COPIED: a narrative that says again what the year before said, figures aside.
  public static func copied(_ report: ReportInSeries, _ previous: ReportInSeries) -> [Finding] {
    guard report.sentenceHashes.count >= SentenceHashes.leastCount,
      let percent = SentenceHashes.sharedPercent(of: report.sentenceHashes, with: previous.sentenceHashes),
      percent >= SentenceHashes.copiedPercent
    else { return [] }
    return [
      Finding(
        rule: "N.COPIED", severity: .info, seen: "\(percent)%",
        message:
          "This share of the narrative's sentences stands word for word, figures aside, in the report of "
          + "\(previous.year).")
    ]
  }

  /// X.CUM: a v0 figure that counts all years so far may not fall; `earlier` is the latest report before this one.
  public static func cumulative(_ report: ReportInSeries, earlier: ReportInSeries) -> [Finding] {
    var before: [[String]: CumulativeFigure] = [:]
    for figure in earlier.cumulativeFigures where before[[figure.label, figure.columnLabel]] == nil {
      before[[figure.label, figure.columnLabel]] = figure
    }
    return report.cumulativeFigures.compactMap { figure in
      guard let old = before[[figure.label, figure.columnLabel]], figure.value < old.value else { return nil }
      return Finding(
        rule: "X.CUM", severity: .info, table: "statistics_v0", row: figure.label, column: figure.columnLabel,
        seen: figure.value.description, expected: old.value.description,
        message: "A figure that counts all years so far is smaller than in the report of \(earlier.year).",
        line: figure.line)
    }
  }

  /// X.DUP: cells of the report that another document of the same agency and year gives another value.
  ///
  /// `others` are the superseded documents in a fixed order; a cell is named once, with the first that differs. Where
  /// more cells differ than a correction changes, one finding about the whole report says so.
  public static func duplicates(_ report: ReportInSeries, others: [ReportInSeries]) -> [Finding] {
    if others.isEmpty { return [] }
    var findings: [Finding] = []
    var comparedCount = 0
    for (place, cell) in report.cells.inFormOrder {
      guard let value = cell.value else { continue }
      let known = others.compactMap { $0.cells[place]?.value }
      if !known.isEmpty { comparedCount += 1 }
      guard let other = known.first(where: { $0 != value }) else { continue }
      findings.append(
        .across(
          "X.DUP", .warning, at: place, in: report, seen: value.description, expected: other.description,
          "Another document of this agency and year has another value here; the newest document is published."))
    }
    guard findings.count > correctedCellLimit else { return findings }
    return [
      Finding(
        rule: "X.DUP", severity: .warning, seen: "\(findings.count) of \(comparedCount) cells differ",
        message: "Another document of this agency and year is another report altogether; the newest is published.")
    ]
  }

  /// From more differing cells than this on, two documents are no versions of one report.
  private static let correctedCellLimit = 12
}
