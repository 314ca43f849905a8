import Columnar
import FactTables

/// Writes tables of a snapshot for people and other programs.
public struct TableExporter {
  /// Hands over the rows of a table and year, in order; a table that is not kept by year is read with `nil`.
  public typealias RowReader = (_ table: FactTable, _ year: Int?, _ body: (FactRow) throws -> Void) throws -> Void

  private let years: (FactTable) -> [Int]
  private let read: RowReader

  /// An exporter over a store's snapshot, or anything else that has rows.
  ///
  /// - Parameters:
  ///   - years: The years of a table, ascending.
  ///   - read: Reads a table and year.
  public init(years: @escaping (FactTable) -> [Int], read: @escaping RowReader) {
    self.years = years
    self.read = read
  }

  /// Writes what is asked for; each file appears only when it is whole.
  ///
  /// Returns the files in the order written. Throws `ExportError`, and what the reader throws.
  public func export(_ request: ExportRequest) throws -> [ExportedFile] {
    try request.validate()
    let sheets = request.isWide ? [wideSheet(request)] : request.tables.map { longSheet($0, request) }
    if request.format == .xlsx { return [try workbook(sheets, request)] }
    return try sheets.enumerated().map { index, sheet in
      try file(sheet, at: try path(of: sheet.name, of: sheets.count, request), request)
    }
  }

  // MARK: What is written

  struct Sheet {
    let name: String
    let schema: TableSchema
    let rows: (_ row: @escaping (FactRow) throws -> Void) throws -> Void
  }

  private func longSheet(_ table: FactTable, _ request: ExportRequest) -> Sheet {
    let labelled = LabelledTable(table, request.labels)
    return Sheet(name: table.rawValue, schema: labelled.schema) { body in
      try forEachRow(of: table, request.filter) { try body(labelled.row($0)) }
    }
  }

  private func wideSheet(_ request: ExportRequest) -> Sheet {
    let wide = WideTable(tables: request.tables, labels: request.labels)
    return Sheet(name: wide.layout.name, schema: wide.schema) { body in
      for year in years(.reports) where request.filter.contains(year: year) {
        try wide.read(year: year, { table, row in try forEachRow(of: table, request.filter, year: year, row) }, body)
      }
    }
  }

  /// The rows of a table that the filter takes; of `sources` those whose report it takes.
  private func forEachRow(
    of table: FactTable, _ filter: ExportFilter, year only: Int? = nil, _ body: @escaping (FactRow) throws -> Void
  ) throws {
    guard table != .sources else { return try forEachSource(filter, body) }
    let rows = RowFilter(filter, table.schema)
    for year in years(table) where filter.contains(year: year) && (only == nil || only == year) {
      try read(table, year) { row in if rows.accepts(row) { try body(row) } }
    }
  }

  private func forEachSource(_ filter: ExportFilter, _ body: @escaping (FactRow) throws -> Void) throws {
    guard !filter.isEmpty else { return try read(.sources, nil, body) }
    let reports = try reportIdentifiers { row in try forEachRow(of: .reports, filter, row) }
    guard let column = FactTable.sources.schema.index(of: "report_id") else { return }
    try read(.sources, nil) { row in
      if let report = row[column].string, reports.contains(report) { try body(row) }
    }
  }

  private func reportIdentifiers(_ rows: (@escaping (FactRow) throws -> Void) throws -> Void) throws -> Set<String> {
    var reports: Set<String> = []
    try rows { row in
      if let report = row.first?.string { reports.insert(report) }
    }
    return reports
  }

  // MARK: Files

  private func path(of name: String, of count: Int, _ request: ExportRequest) throws(ExportError) -> String {
    let file = name + "." + request.format.rawValue
    guard let output = request.output else { return file }
    if count > 1 { try OutputFile.makeFolder(output) }
    guard count > 1 || OutputFile.isFolder(output) else { return output }
    return output.hasSuffix("/") ? output + file : output + "/" + file
  }

  private func file(_ sheet: Sheet, at path: String, _ request: ExportRequest) throws -> ExportedFile {
    let output = try OutputFile(path)
    defer { output.discard() }
    var count = 0
    func write(_ encode: @escaping (FactRow, inout [UInt8]) throws -> Void, header: [UInt8]) throws {
      try output.write(header)
      try sheet.rows { row in
        var bytes: [UInt8] = []
        try encode(row, &bytes)
        try output.write(bytes)
        count += 1
      }
    }
    do {
      switch request.format {
      case .csv where request.forSpreadsheet:
        let encoder = SpreadsheetCSVEncoder(sheet.schema)
        var header: [UInt8] = []
        encoder.appendHeader(to: &header)
        try write({ try encoder.append($0, to: &$1) }, header: header)
      case .csv:
        let encoder = CSVEncoder(sheet.schema)
        var header: [UInt8] = []
        encoder.appendHeader(to: &header)
        try write({ try encoder.append($0, to: &$1) }, header: header)
      case .jsonl:
        let encoder = JSONLinesEncoder(sheet.schema)
        try write({ try encoder.append($0, to: &$1) }, header: [])
      case .parquet, .xlsx:
        let writer = try ParquetFileWriter<any Error>(sheet.schema, wrap: { $0 }, sink: { try output.write($0) })
        try sheet.rows { row in
          try writer.append(row)
          count += 1
        }
        try writer.finish()
      }
    } catch let fault as RowFault {
      throw ExportError.row(table: sheet.name, message: "\(fault)")
    } catch let fault as TableFileError {
      throw ExportError.row(table: sheet.name, message: "\(fault)")
    }
    try output.finish()
    return ExportedFile(path: path, sheets: [ExportedFile.Sheet(name: sheet.name, rowCount: count)])
  }

  private func workbook(_ sheets: [Sheet], _ request: ExportRequest) throws -> ExportedFile {
    let name = sheets.count == 1 ? sheets[0].name : "gongkai"
    let path = try path(of: name, of: 1, request)
    let writer = try WorkbookWriter(path, rowsPerSheet: request.rowsPerSheet)
    defer { writer.discard() }
    var reports: Set<String> = []
    for sheet in sheets {
      // Rows of one report stand together, so that a change of the identifier is the only thing to look for.
      var last = ""
      let column = sheet.schema.columns.firstIndex { $0.name == reportHeader(request.labels) }
      try writer.add(sheet.name, sheet.schema) { append in
        try sheet.rows { row in
          try append(row)
          if let column, let report = row[column].string, report != last {
            reports.insert(report)
            last = report
          }
        }
      }
    }
    if !request.tables.contains(.findings) {
      let findings = LabelledTable(.findings, request.labels)
      try writer.add(FactTable.findings.rawValue, findings.schema) { append in
        try forEachRow(of: .findings, request.filter) { row in
          if let report = row.first?.string, reports.contains(report) { try append(findings.row(row)) }
        }
      }
    }
    let codebook = CodebookSheet(tables: request.tables, wide: request.isWide ? WideLayout(request.tables) : nil)
    try writer.add("codebook", CodebookSheet.schema(labels: request.labels)) { append in
      for row in codebook.rows { try append(row) }
    }
    try writer.finish()
    return ExportedFile(path: path, sheets: writer.sheets)
  }

  private func reportHeader(_ labels: ExportLabels) -> String {
    let column = ColumnSchema("report_id", .text, "")
    return LabelledTable.column(column, of: .reports, labels).name
  }
}
