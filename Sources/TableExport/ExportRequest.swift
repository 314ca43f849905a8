import FactTables

/// The kind of file an export writes.
public enum ExportFormat: String, CaseIterable, Hashable, Sendable {
  /// UTF-8 text, comma separated, one file a table.
  case csv
  /// One Office Open XML workbook, one sheet a table, with a codebook and findings.
  case xlsx
  /// Apache Parquet, one file a table.
  case parquet
  /// One JSON object a row and line, one file a table.
  case jsonl
}

/// How headers and codes are written.
public enum ExportLabels: String, CaseIterable, Hashable, Sendable {
  /// As in the store.
  case code
  /// Chinese: the statutory labels where the form has them.
  case zh
  /// Short English.
  case en
}

/// What `gongkai export` is to write.
public struct ExportRequest: Sendable {
  /// The tables, each once, in the order asked for.
  public var tables: [FactTable]
  /// The kind of file.
  public var format: ExportFormat
  /// Which rows.
  public var filter = ExportFilter()
  /// Whether the statutory tables become one table with a row a report.
  public var isWide = false
  /// How headers and codes are written.
  public var labels = ExportLabels.code
  /// For CSV: byte order mark, and cells made harmless that a spreadsheet would take for formulas.
  public var forSpreadsheet = false
  /// The file, or the folder where several files are written; `nil` for names of its own in the current folder.
  public var output: String?
  /// The most rows of a sheet, its header included; the file format allows no more than the default.
  public var rowsPerSheet = 1_048_576

  /// Makes a request with defaults for the rest.
  public init(tables: [FactTable], format: ExportFormat = .csv) {
    var seen: Set<FactTable> = []
    self.tables = tables.filter { seen.insert($0).inserted }
    self.format = format
  }

  /// Throws where the options contradict each other.
  public func validate() throws(ExportError) {
    if tables.isEmpty { throw .usage("Name at least one table.") }
    if forSpreadsheet, format != .csv { throw .usage("--excel is for csv; an xlsx file needs no such help.") }
    if isWide, let table = tables.first(where: { !WideLayout.tables.contains($0) }) {
      let known = WideLayout.tables.map(\.rawValue).joined(separator: ", ")
      throw .usage("--wide lays out the statutory tables (\(known)), not \(table.rawValue).")
    }
  }
}

/// Why an export was not written.
public enum ExportError: Error, Hashable, Sendable {
  /// Options that make no sense; the message says which.
  case usage(String)
  /// A system call failed.
  case file(operation: String, path: String, code: Int32)
  /// The workbook library failed.
  case workbook(path: String, message: String)
  /// A row could not be written; this is a fault of the program.
  case row(table: String, message: String)
}

/// What was written.
public struct ExportedFile: Hashable, Sendable {
  /// Its path.
  public var path: String
  /// Each sheet, or the one table, with its rows.
  public var sheets: [Sheet]

  /// A sheet of a workbook, or a table file.
  public struct Sheet: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its rows without the header.
    public var rowCount: Int
  }
}
