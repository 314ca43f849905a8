import StatutoryForm
import TestSupport
import Testing

@testable import CellResolution

/// Full tables of 25 or 23 rows, mangled.
struct RandomReportTests {
  private struct Outcome {
    var wrong: [FormCell] = []
    var published = 0
    var flagged: Set<FormRow> = []
    var isConsistent = false
    var form: ResolvedForm
  }

  private func resolve(_ report: RandomReport) -> Outcome {
    let resolution = CellResolver().resolve(report.form)
    var outcome = Outcome(form: resolution.form)
    outcome.flagged = resolution.form.rowsWithFailingIdentity
    outcome.flagged.formUnion(resolution.findings.compactMap { $0.row.flatMap(FormRow.init(code:)) })
    outcome.isConsistent = resolution.proof.applications.dropped.isEmpty
    for cell in resolution.form.cells {
      guard let truth = report.truth[FormCell(cell.row, cell.column)], let value = cell.value else { continue }
      outcome.published += 1
      if value.integer != Int64(truth) { outcome.wrong.append(FormCell(cell.row, cell.column)) }
    }
    return outcome
  }

  @Test(arguments: RandomReport.Mess.allCases)
  func `without errors every published value is right, nothing is flagged, and nearly all is published`(
    mess: RandomReport.Mess
  ) {
    var published = 0
    var cells = 0
    for seed in 0..<UInt64(25) {
      let report = RandomReport(seed: seed, mess: mess)
      let outcome = resolve(report)
      #expect(outcome.wrong.isEmpty, "seed \(seed)")
      #expect(outcome.flagged.isEmpty, "seed \(seed)")
      #expect(outcome.isConsistent, "seed \(seed)")
      published += outcome.published
      cells += report.truth.count
    }
    // Where short rows and spaced runs stand side by side a long run may have lost blanks too, and some stay open.
    let share = mess == .mixed ? 0.95 : 0.97
    #expect(Double(published) > share * Double(cells))
  }

  @Test(arguments: RandomReport.Mess.allCases)
  func `one wrong cell that contradicts the rest never makes another value silently wrong`(mess: RandomReport.Mess) {
    var contradictory = 0
    for seed in 1_000..<UInt64(1_040) {
      let report = RandomReport(seed: seed, mess: mess, errorCount: 1)
      if report.errors.count != 1 { continue }
      let outcome = resolve(report)
      // An error that blanks of its own row can absorb is invisible: the table is consistent as printed.
      if outcome.isConsistent { continue }
      contradictory += 1
      #expect(!outcome.flagged.isEmpty, "seed \(seed)")
      #expect(outcome.wrong.allSatisfy { outcome.flagged.contains($0.row) }, "seed \(seed): \(outcome.wrong)")
    }
    #expect(contradictory > 5)
  }

  @Test func `printed cells stay whatever else is wrong`() {
    for seed in 0..<UInt64(25) {
      let report = RandomReport(seed: seed, mess: .totalsMissing, errorCount: 3)
      let outcome = resolve(report)
      for cell in outcome.form.cells where report.printed.contains(FormCell(cell.row, cell.column)) {
        #expect(cell.basis == .printed, "seed \(seed)")
        #expect(cell.value?.integer == report.truth[FormCell(cell.row, cell.column)].map(Int64.init), "seed \(seed)")
      }
    }
  }

  @Test func `a spent budget leaves cells open and says so`() {
    let resolver = CellResolver(budget: ResolutionBudget(workPerTable: 0, readingsPerRow: 1, stepsPerRow: 1))
    for seed in 0..<UInt64(20) {
      let report = RandomReport(seed: seed, mess: .mixed)
      let resolution = resolver.resolve(report.form)
      for cell in resolution.form.cells {
        guard let truth = report.truth[FormCell(cell.row, cell.column)], let value = cell.value else { continue }
        #expect(value.integer == Int64(truth), "seed \(seed)")
      }
      #expect(resolution.proof.isBudgetExhausted)
    }
  }

  @Test func `the same report resolves to the same result`() {
    for seed in 0..<UInt64(10) {
      let report = RandomReport(seed: seed, mess: .mixed, errorCount: 2)
      let first = CellResolver().resolve(report.form)
      #expect(CellResolver().resolve(report.form) == first)
    }
  }
}
