import CellResolution
import ReportChecks
import StatutoryForm

/// Lists the readings of the rows that the neighbouring years may fix, while the printed tokens are at hand.
struct OpenRowLister: Sendable {
  /// Rows with more readings than this stay open: no neighbour would leave one of so many.
  static let readingLimit = 4096

  private static let candidates: [FormRow] = [
    .govRules, .normativeDocuments, .adminLicense, .otherExternalService, .adminPenalty, .adminCoercion, .adminFees,
    .carriedIn, .carriedForward,
  ]

  private let lister = ReadingLister()

  /// The rows with cells that more than one reading fits, in form order.
  func openRows(of printed: PrintedForm, resolved: ResolvedForm) -> [OpenRow] {
    Self.candidates.compactMap { row in
      let columns = resolved.layout.columns(of: row)
      guard resolved.layout.contains(row), columns.count > 1 else { return nil }
      let cells = columns.map { resolved[row, $0] }
      guard cells.contains(where: { $0?.basis == .unresolved }),
        let tokens = printed.rows.first(where: { $0.row == row })?.tokens, tokens.allSatisfy(Self.isNumeric)
      else { return nil }
      let isLastTotal = row.table == .applications
      guard let listed = lister.readings(of: tokens, columns: columns, isLastTotal: isLastTotal) else { return nil }
      let known = cells.map { $0?.value?.integer }
      let readings = listed.readings.filter { reading in
        zip(reading, known).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
      }
      guard readings.count > 1, readings.count <= Self.readingLimit else { return nil }
      return OpenRow(row: row, columns: columns, readings: readings, isGlued: listed.isGlued)
    }
  }

  /// Marks and words leave the cells they might stand in without a value, whatever another year says.
  private static func isNumeric(_ token: PrintedToken) -> Bool {
    switch token.content {
    case .number, .run, .blank: true
    case .notApplicable, .unreadable: false
    }
  }
}
