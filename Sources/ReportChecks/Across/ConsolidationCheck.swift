import DecimalNumbers
import StatutoryForm

/// X.CONSOL: a government's consolidated report against the reports of the bodies it covers, taken one at a time.
public struct ConsolidationCheck: Sendable {
  private var memberCount = 0
  private var largest: [FormCell: (value: DecimalNumber, name: String)] = [:]
  private var sums: [FormCell: (value: DecimalNumber, count: Int)] = [:]

  /// Starts without members.
  public init() {}

  /// Adds a member's report: of the same region and year, and not of a vertically managed body.
  public mutating func add(_ member: ReportInSeries) {
    memberCount += 1
    for (place, cell) in member.cells.inFormOrder {
      guard let value = cell.value, Self.isCompared(place) else { continue }
      if let standing = largest[place], standing.value >= value {} else { largest[place] = (value, member.agencyName) }
      guard Self.totals.contains(place) else { continue }
      if let standing = sums[place] {
        guard let sum = standing.value.adding(value) else { continue }
        sums[place] = (sum, standing.count + 1)
      } else {
        sums[place] = (value, 1)
      }
    }
  }

  /// X.CONSOL.GE, a warning where a member has more than the whole, at the total where that is so already there; and
  /// X.CONSOL.EQ, for information, where the members do not add up to the whole.
  public func findings(of government: ReportInSeries) -> [Finding] {
    var findings: [Finding] = []
    var exceeded: [FormCell] = []
    for (place, largest) in largest {
      if let value = government.value(place.row, place.column), value < largest.value { exceeded.append(place) }
    }
    exceeded.sort { ($0.row.rawValue, $0.column.rawValue) < ($1.row.rawValue, $1.column.rawValue) }
    for place in exceeded {
      guard let member = largest[place], let value = government.value(place.row, place.column) else { continue }
      let total: FormColumn = place.row.table == .proceedings ? .resultTotal : .total
      if place.column != total, exceeded.contains(FormCell(place.row, total)) { continue }
      findings.append(
        .across(
          "X.CONSOL.GE", .warning, at: place, in: government, seen: value.description,
          expected: "at least " + member.value.description,
          "The report covers the whole government, and has less here than that of \(member.name) alone."))
    }
    if findings.count > Self.exceededLimit {
      return [
        Finding(
          rule: "X.CONSOL.GE", severity: .warning, seen: "\(findings.count) cells",
          message:
            "Bodies of this government have more than it in so many places: it seems to speak of its office alone."
        )
      ]
    }
    return findings + sumFindings(of: government, besides: Set(exceeded))
  }

  /// X.CONSOL.EQ.
  ///
  /// Whether all bodies are on file nobody says. A sum above the whole no missing body explains; one below it counts
  /// only where another total, not 0, is met exactly, so that the list seems to be complete.
  private func sumFindings(of government: ReportInSeries, besides exceeded: Set<FormCell>) -> [Finding] {
    guard memberCount >= 2 else { return [] }
    let known = Self.totals.compactMap { place -> (place: FormCell, whole: DecimalNumber, sum: DecimalNumber)? in
      guard let whole = government.value(place.row, place.column), let sum = sums[place], sum.count == memberCount
      else { return nil }
      return (place, whole, sum.value)
    }
    let seemsComplete = known.contains { $0.whole == $0.sum && $0.whole > .zero }
    return known.filter { !exceeded.contains($0.place) && ($0.sum > $0.whole || seemsComplete && $0.sum < $0.whole) }
      .map { total in
        .across(
          "X.CONSOL.EQ", .info, at: total.place, in: government, seen: total.whole.description,
          expected: total.sum.description,
          "The reports of the \(memberCount) bodies on file add up to another number than that of the whole.")
      }
  }

  /// From more places than this on, the report does not cover the bodies at all.
  private static let exceededLimit = 10

  /// Counts of the year; catalogues of items are each body's own, and so are amounts under unknown units.
  private static func isCompared(_ place: FormCell) -> Bool {
    switch place.column {
    case .previousYearItems, .yearChange, .feeAmount, .procurementItems, .procurementAmount: false
    default: true
    }
  }

  private static let totals: [FormCell] = [
    FormCell(.newReceived, .total), FormCell(.carriedIn, .total), FormCell(.totalProcessed, .total),
    FormCell(.carriedForward, .total), FormCell(.review, .resultTotal), FormCell(.litigationDirect, .resultTotal),
    FormCell(.litigationAfterReview, .resultTotal),
  ]
}
