import Columnar
import FactTables

extension Snapshot {
  /// Hands over a table as plain CSV in pieces, all years in order under one header; returns the number of rows.
  ///
  /// `forSpreadsheet` begins with a byte order mark and makes formulas harmless; without it the bytes are those of the
  /// store's files, joined. Codes that are digits with leading zeros are text here, but a spreadsheet that guesses types
  /// may still show them as numbers.
  public func exportCSV(
    _ table: FactTable, year: Int? = nil, forSpreadsheet: Bool, to sink: ([UInt8]) throws -> Void
  ) throws -> Int {
    let plain = CSVEncoder(table.schema)
    let spreadsheet = SpreadsheetCSVEncoder(table.schema)
    var pending: [UInt8] = []
    var count = 0
    if forSpreadsheet { spreadsheet.appendHeader(to: &pending) } else { plain.appendHeader(to: &pending) }
    try forEachRow(of: table, year: year) { row in
      if forSpreadsheet { try spreadsheet.append(row, to: &pending) } else { try plain.append(row, to: &pending) }
      count += 1
      if pending.count >= 1 << 20 {
        try sink(pending)
        pending.removeAll(keepingCapacity: true)
      }
    }
    if !pending.isEmpty { try sink(pending) }
    return count
  }

  /// Writes a table as plain CSV to a file, which is replaced only when the whole is written; returns the rows.
  public func exportCSV(
    _ table: FactTable, year: Int? = nil, forSpreadsheet: Bool, toFile file: String
  ) throws -> Int {
    let part = file + ".part"
    if try fileSystem.status(part) != nil { try fileSystem.removeFile(part) }
    let descriptor = try fileSystem.create(part, permissions: 0o644)
    let count: Int
    do {
      defer { fileSystem.close(descriptor) }
      count = try exportCSV(table, year: year, forSpreadsheet: forSpreadsheet) {
        try fileSystem.writeAll($0, to: descriptor, path: part)
      }
      try fileSystem.synchronize(descriptor, path: part)
    } catch {
      // The reason for giving up is worth more than one for not tidying up.
      try? fileSystem.removeFile(part)
      throw error
    }
    try fileSystem.rename(part, to: file)
    return count
  }
}
