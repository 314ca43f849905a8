import DecimalNumbers
import StatutoryForm

/// A row whose cells one document alone leaves open: every way in which its tokens can be read.
public struct OpenRow: Hashable, Sendable {
  /// The row.
  public var row: FormRow
  /// Its columns, left to right.
  public var columns: [FormColumn]
  /// One value a column in each reading; `nil` where a reading puts no number there.
  public var readings: [[Int64?]]
  /// Whether the readings are cuts of glued text, so that a value's text is the text of the cell.
  public var isGlued: Bool

  /// Makes a row.
  public init(row: FormRow, columns: [FormColumn], readings: [[Int64?]], isGlued: Bool) {
    self.row = row
    self.columns = columns
    self.readings = readings
    self.isGlued = isGlued
  }
}

/// A figure of a statistics table of 2008 to 2018 that counts all years so far.
public struct CumulativeFigure: Hashable, Sendable {
  /// The row label as printed.
  public var label: String
  /// The column label as printed.
  public var columnLabel: String
  /// The figure.
  public var value: DecimalNumber
  /// Its source line.
  public var line: Int?

  /// Makes a figure.
  public init(label: String, columnLabel: String, value: DecimalNumber, line: Int? = nil) {
    self.label = label
    self.columnLabel = columnLabel
    self.value = value
    self.line = line
  }
}

/// One report as the checks across reports see it: what its own document says, before any other is looked at.
public struct ReportInSeries: Sendable {
  /// Calendar year that the report is about.
  public var year: Int
  /// Canonical name of the agency, for messages.
  public var agencyName: String
  /// Every cell of the form by its place; amounts of money in yuan.
  ///
  /// Empty for reports without the form's tables.
  public var cells: CellTable
  /// Rows that the document alone leaves open.
  public var openRows: [OpenRow]
  /// Figures of v0 tables that count all years so far.
  public var cumulativeFigures: [CumulativeFigure]
  /// Whether the report's own checks found no error.
  public var isClean: Bool
  /// Hashes of the narrative's sentences (`SentenceHashes`), ascending, each once.
  public var sentenceHashes: [UInt64]

  /// Makes a report.
  public init(
    year: Int, agencyName: String = "", cells: CellTable = CellTable(), openRows: [OpenRow] = [],
    cumulativeFigures: [CumulativeFigure] = [], isClean: Bool = true, sentenceHashes: [UInt64] = []
  ) {
    self.year = year
    self.agencyName = agencyName
    self.cells = cells
    self.openRows = openRows
    self.cumulativeFigures = cumulativeFigures
    self.isClean = isClean
    self.sentenceHashes = sentenceHashes
  }

  /// The value at a place; `nil` where there is none.
  func value(_ row: FormRow, _ column: FormColumn) -> DecimalNumber? { cells[FormCell(row, column)]?.value }

  func openRow(_ row: FormRow) -> OpenRow? { openRows.first { $0.row == row } }
}

/// A cell that the neighbouring years leave only one value.
public struct CrossYearCell: Hashable, Sendable {
  /// The place.
  public var cell: FormCell
  /// The value; its basis is `inferred`.
  public var value: Int64
  /// The text of the cell within the printed run; `nil` where what is printed stays as it was.
  public var printed: String?
}

extension Finding {
  /// A finding of a rule across reports, at a cell of the form.
  static func across(
    _ rule: String, _ severity: Severity, at place: FormCell, in report: ReportInSeries, seen: String?,
    expected: String?, _ message: String
  ) -> Finding {
    Finding(
      rule: rule, severity: severity, table: place.row.table.code, row: place.row.code, column: place.column.code,
      seen: seen, expected: expected, message: message, line: report.cells[place]?.line)
  }
}
