import ReportChecks
import StatutoryForm
import Testing

/// Glued rows of neighbouring years fix one another, and only where one value is left (form.md 4.2a).
@Suite struct AcrossResolutionTests {
  private typealias Samples = AcrossSamples

  /// Two glued runs of consecutive years, with what each year's cells become; `nil` stays unresolved.
  struct Pair: Sendable, CustomStringConvertible {
    var row: FormRow
    var columns: [FormColumn]
    var runs: [String]
    var earlier: [Int64?]
    var later: [Int64?]
    var description: String { runs.joined(separator: " then ") }
  }

  static let pairs: [Pair] = [
    Pair(
      row: .adminLicense, columns: Samples.items, runs: ["3960181", "396442278"], earlier: [396, 0, 181],
      later: [396, nil, nil]),
    Pair(
      row: .otherExternalService, columns: Samples.items, runs: ["100153", "107105"], earlier: [10, 0, 153],
      later: [10, nil, nil]),
    Pair(
      row: .adminPenalty, columns: Samples.items, runs: ["26480430", "2648-18538"], earlier: [2648, 0, 430],
      later: [2648, nil, nil]),
    Pair(
      row: .adminCoercion, columns: Samples.items, runs: ["126025", "1262629"], earlier: [nil, nil, nil],
      later: [nil, nil, nil]),
    Pair(
      row: .adminFees, columns: [.previousYearItems, .yearChange], runs: ["350", "35-15"], earlier: [35, 0],
      later: [35, -15]),
    Pair(
      row: .normativeDocuments, columns: Samples.stock, runs: ["693665", "8855698"], earlier: [nil, nil, 665],
      later: [88, 55, 698]),
  ]

  @Test(arguments: pairs) func gluedRunsOfTwoYears(_ pair: Pair) {
    let runs = pair.runs.map { Samples.glued(pair.row, pair.columns, $0) }
    let earlier = Samples.report(2019, open: [runs[0]])
    let later = Samples.report(2020, open: [runs[1]])
    let first = CrossYearResolution(earlier, previous: nil, next: later)
    let second = CrossYearResolution(later, previous: earlier, next: nil)
    #expect(pair.columns.map { value(first, pair.row, $0, earlier) } == pair.earlier)
    #expect(pair.columns.map { value(second, pair.row, $0, later) } == pair.later)
    #expect(first.findings.isEmpty && second.findings.isEmpty)
    #expect(second.cells.allSatisfy { $0.printed == String($0.value) })
  }

  private func value(
    _ resolution: CrossYearResolution, _ row: FormRow, _ column: FormColumn, _ report: ReportInSeries
  ) -> Int64? {
    let place = FormCell(row, column)
    return resolution.cells.first { $0.cell == place }?.value ?? report.cells[place]?.value?.integer
  }

  @Test func withoutANeighbourNothingIsInferred() {
    let report = Samples.report(2019, open: [Samples.glued(.adminLicense, Samples.items, "3960181")])
    let alone = CrossYearResolution(report, previous: nil, next: nil)
    #expect(alone.cells.isEmpty && alone.findings.isEmpty)
  }

  @Test func whereNoJointReadingIsLeftAFindingSaysSo() {
    let earlier = Samples.report(2023, open: [Samples.glued(.normativeDocuments, Samples.stock, "6233440")])
    let later = Samples.report(2024, open: [Samples.glued(.normativeDocuments, Samples.stock, "5845546")])
    let resolution = CrossYearResolution(later, previous: earlier, next: nil)
    #expect(resolution.cells.isEmpty)
    #expect(resolution.findings.count == 1)
    let finding = resolution.findings.first
    #expect(finding?.rule == "T2.V2.STOCK" && finding?.severity == .warning)
    #expect(finding?.table == "disclosure" && finding?.row == "normative_documents" && finding?.column == "in_force")
    #expect(finding?.seen == "run" && finding?.line == 2024)
    // The earlier year gets neither a value nor a finding: it is the later year's cell that is named.
    let before = CrossYearResolution(earlier, previous: nil, next: later)
    #expect(before.cells.isEmpty && before.findings.isEmpty)
  }

  @Test func aContradictionOnOneSideWithholdsTheOther() {
    let before = Samples.report(2021, [(.normativeDocuments, Samples.stock, [1, 1, 5000])])
    let report = Samples.report(2022, open: [Samples.glued(.normativeDocuments, Samples.stock, "693665")])
    let after = Samples.report(2023, [(.normativeDocuments, Samples.stock, [88, 55, 698])])
    #expect(CrossYearResolution(report, previous: nil, next: after).cells.isEmpty == false)
    let both = CrossYearResolution(report, previous: before, next: after)
    #expect(both.cells.isEmpty && both.findings.count == 1)
  }

  @Test func yearsThatContradictEachOtherElsewhereFixNothing() {
    func report(_ year: Int, _ run: String, forward: Int64, carriedIn: Int64) -> ReportInSeries {
      Samples.report(
        year,
        [
          (.carriedForward, FormColumn.applicants, [forward, 0, 0, 0, 0, 0, forward]),
          (.carriedIn, FormColumn.applicants, [carriedIn, 0, 0, 0, 0, 0, carriedIn]),
        ],
        open: [Samples.glued(.adminLicense, Samples.items, run)])
    }
    let earlier = report(2019, "3960181", forward: 4, carriedIn: 0)
    for carriedIn in [4, 5] as [Int64] {
      let later = report(2020, "396442278", forward: 0, carriedIn: carriedIn)
      let first = CrossYearResolution(earlier, previous: nil, next: later)
      let second = CrossYearResolution(later, previous: earlier, next: nil)
      #expect(first.cells.isEmpty == (carriedIn == 5) && second.cells.isEmpty == (carriedIn == 5))
      #expect(second.findings.count == (carriedIn == 5 ? 2 : 0))
    }
  }

  @Test func theTwoFormsAreNeverChained() {
    let first = Samples.report(2020, [(.normativeDocuments, [.newMade, .newDisclosed, .totalDisclosed], [3, 3, 9])])
    let second = Samples.report(2021, [(.normativeDocuments, Samples.stock, [4, 0, 500])])
    #expect(CrossYearResolution(second, previous: first, next: nil).findings.isEmpty)
  }

  @Test func aShortRowIsFilledFromTheYearBefore() {
    // Printed: 3 0 0 3, in an unknown four of seven columns; the year before carried 3 forward, of natural persons.
    let columns = FormColumn.applicants
    var readings: [[Int64?]] = []
    for mask in 0..<128 where mask.nonzeroBitCount == 4 {
      var tokens: [Int64] = [3, 0, 0, 3]
      let reading: [Int64?] = columns.indices.map { mask & (1 << $0) == 0 ? nil : tokens.removeFirst() }
      readings.append(reading)
    }
    let open = OpenRow(row: .carriedIn, columns: columns, readings: readings, isGlued: false)
    let report = Samples.report(2020, open: [open])
    let before = Samples.report(2019, [(.carriedForward, columns, [3, 0, 0, 0, 0, 0, 3])])
    let resolution = CrossYearResolution(report, previous: before, next: nil)
    #expect(columns.map { value(resolution, .carriedIn, $0, report) } == [3, 0, 0, 0, 0, 0, 3])
    #expect(resolution.cells.allSatisfy { $0.printed == nil })
  }

  @Test func aCarriedRowThatBreaksTheBalanceIsNotInferred() {
    let columns = FormColumn.applicants
    let run = Samples.glued(.carriedIn, columns, "110000011", isLastTotal: true)
    let rows: [(row: FormRow, columns: [FormColumn], values: [Int64?])] = [
      (.newReceived, columns, [0, 0, 0, 0, 0, 0, 0]), (.totalProcessed, columns, [5, 0, 0, 0, 0, 0, 5]),
      (.carriedForward, columns, [0, 0, 0, 0, 0, 0, 0]),
    ]
    let open = OpenRow(
      row: .carriedIn, columns: columns, readings: run.readings + [[5, 0, 0, 0, 0, 0, 5]], isGlued: true)
    let before = Samples.report(2019, [(.carriedForward, columns, [11, 0, 0, 0, 0, 0, 11])])
    #expect(CrossYearResolution(Samples.report(2020, rows, open: [open]), previous: before, next: nil).cells.isEmpty)
    let right = Samples.report(2019, [(.carriedForward, columns, [5, 0, 0, 0, 0, 0, 5])])
    let report = Samples.report(2020, rows, open: [open])
    let resolution = CrossYearResolution(report, previous: right, next: nil)
    #expect(columns.map { value(resolution, .carriedIn, $0, report) } == [5, 0, 0, 0, 0, 0, 5])
  }

  @Test func hostileReadingsDoNotOverflow() {
    let earlier = Samples.report(2021, [(.govRules, Samples.stock, [.max, .min, .max])])
    let later = Samples.report(2022, [(.govRules, Samples.stock, [.max, .min, .max])])
    #expect(CrossYearResolution(later, previous: earlier, next: nil).findings.isEmpty)
  }
}
