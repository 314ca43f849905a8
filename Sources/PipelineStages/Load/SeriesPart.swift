import DecimalNumbers
import FactTables
import ReportChecks
import StatutoryForm

/// What the checks of an agency's other years ask of a report: a part of its record that can be read alone.
///
/// Each report is asked by the year after it, so that its facts need not be read a second time.
enum SeriesPart {
  /// Rows that the neighbouring years are tied by, and those with amounts of money.
  static let rows = FormRowSet([
    .adminLicense, .otherExternalService, .adminPenalty, .adminCoercion, .adminFees, .govRules, .normativeDocuments,
    .carriedForward, .carriedIn, .centralProcurement,
  ])

  /// The rows of a report itself that these checks look at: those, the ones in their sums, the ones of figures.
  static let ownRows = FormRowSet(
    rows.rows + [.newReceived, .totalProcessed] + SeriesFigures.places.map(\.row))

  /// The part of a record's bytes; empty for what is no report.
  static func encoded(_ record: NormalizedRecord) -> [UInt8] {
    guard case .report(let facts) = record else { return [] }
    let report = ReportInSeries(facts, rows: rows, withTexts: false)
    var encoder = RecordEncoder()
    encoder.encode(report.year)
    encoder.encode(report.isClean)
    encoder.encode(list: report.openRows.filter { rows.contains($0.row) })
    encoder.encode(unsigned: UInt64(report.cumulativeFigures.count))
    for figure in report.cumulativeFigures {
      encoder.encode(figure.label)
      encoder.encode(figure.columnLabel)
      encoder.encode(figure.value)
    }
    encoder.encode(sentenceHashes: report.sentenceHashes)
    let cells = report.cells.inFormOrder
    encoder.encode(unsigned: UInt64(cells.count))
    for (place, cell) in cells {
      encoder.encode(unsigned: UInt64(place.row.rawValue))
      encoder.encode(unsigned: UInt64(place.column.rawValue))
      encoder.encode(cell.value)
    }
    return encoder.bytes
  }

  /// The report as its part tells it: the cells of `rows`, without their texts, lines and bases.
  static func report(decoding bytes: [UInt8]) throws(RecordDamage) -> ReportInSeries {
    var decoder = RecordDecoder(bytes[...])
    var report = ReportInSeries(year: try decoder.integer(), isClean: try decoder.flag())
    report.openRows = try decoder.list()
    for _ in 0..<(try decoder.lengthOfRest()) {
      report.cumulativeFigures.append(
        CumulativeFigure(
          label: try decoder.text(), columnLabel: try decoder.text(), value: try decoder.value()))
    }
    report.sentenceHashes = try decoder.sentenceHashes()
    for _ in 0..<(try decoder.lengthOfRest()) {
      guard let row = FormRow(rawValue: UInt8(try decoder.count(atMost: 255))),
        let column = FormColumn(rawValue: UInt8(try decoder.count(atMost: 255)))
      else { throw RecordDamage() }
      report.cells[FormCell(row, column)] = ResolvedCell(
        row: row, column: column, value: try decoder.optional(), basis: .printed)
    }
    return report
  }
}

/// Rows of the form, to be asked for each row of facts.
struct FormRowSet: Sendable {
  let rows: [FormRow]
  private let isContained: [Bool]

  init(_ rows: [FormRow]) {
    self.rows = rows
    var isContained = [Bool](repeating: false, count: Int(UInt8.max) + 1)
    for row in rows { isContained[Int(row.rawValue)] = true }
    self.isContained = isContained
  }

  func contains(_ row: FormRow) -> Bool { isContained[Int(row.rawValue)] }
}
