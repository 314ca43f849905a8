import CellResolution
import DecimalNumbers
import StatutoryForm
import Testing

/// The readings of one row by itself, for those who know other years.
@Suite struct ReadingListerTests {
  private let items: [FormColumn] = [.previousYearItems, .yearChange, .decisions]

  private func readings(_ run: String, _ columns: [FormColumn], isLastTotal: Bool = false) -> ListedReadings? {
    ReadingLister().readings(
      of: [PrintedToken(text: run, content: .run)], columns: columns, isLastTotal: isLastTotal)
  }

  @Test(arguments: [
    ("3960181", 11), ("100153", 4), ("26480430", 16), ("126025", 7), ("000", 1), ("693665", 10), ("2648-18538", 5),
    ("12-", 0),
  ])
  func gluedRuns(run: String, count: Int) {
    let listed = readings(run, items)
    if count == 0 {
      // A lone minus is a mark: whatever the readings, it is no number.
      #expect(listed?.readings.allSatisfy { $0.contains(nil) } != false)
      return
    }
    #expect(listed?.readings.count == count)
    #expect(Set(listed?.readings ?? []).count == count)
    // A minus between two cells may also be a mark of its own, which is no number.
    for reading in listed?.readings ?? [] where !reading.contains(nil) {
      #expect(reading.compactMap { $0.map(String.init) }.joined() == run)
    }
  }

  @Test func aTotalRemovesReadings() {
    let columns = FormColumn.applicants
    #expect(readings("230000023", columns, isLastTotal: true)?.readings == [[23, 0, 0, 0, 0, 0, 23]])
    #expect((readings("230000023", columns)?.readings.count ?? 0) > 1)
  }

  @Test func shortRowsLeaveColumnsOpen() {
    let tokens = ["3", "0"].map { PrintedToken(text: $0, content: .number(DecimalNumber($0) ?? .zero)) }
    let listed = ReadingLister().readings(of: tokens, columns: items)
    #expect(listed?.isGlued == false)
    #expect(Set(listed?.readings ?? []) == [[3, 0, nil], [3, nil, 0], [nil, 3, 0]])
    #expect(ReadingLister().readings(of: [], columns: items) == nil)
  }
}
