import Columnar
import FactTables

/// Writes the rows of one table and year, in key order, to as many files as they need.
///
/// For one thread at a time. Every row is checked: against its schema, its year, the order and the key. A file whose
/// bytes are those of the parent's becomes a hard link to it.
public final class PartitionWriter {
  /// How many rows were written.
  public private(set) var rowCount = 0
  private let builder: SnapshotBuilder
  private let table: FactTable
  private let schema: TableSchema
  private let order: RowOrder
  private let year: Int?
  private let yearIndex: Int?
  private var lastKey: [UInt8] = []
  private var entries: [FileEntry] = []
  private var file: HashedFile?
  private var writer: TableFileWriter<StoreError>?

  init(builder: SnapshotBuilder, table: FactTable, year: Int?) throws(StoreError) {
    self.builder = builder
    self.table = table
    self.year = year
    schema = table.schema
    order = RowOrder(schema)
    yearIndex = year == nil ? nil : schema.index(of: "report_year")
    // A table without years always has its file, also when it is empty.
    if year == nil { try openFile() }
  }

  /// Appends a row.
  public func append(_ row: FactRow) throws(StoreError) {
    let number = rowCount + 1
    if let fault = schema.faults(in: row).first {
      throw .invalidRow(table, year: year, row: number, fault: fault)
    }
    if let year, let yearIndex, row[yearIndex] != .integer(Int64(year)) {
      throw .wrongYear(table, year: year, row: number)
    }
    let key = order.key(of: row)
    if rowCount > 0, !lastKey.lexicographicallyPrecedes(key) {
      throw lastKey == key
        ? .duplicateKey(table, year: year, row: number) : .unsortedRow(table, year: year, row: number)
    }
    if let writer, writer.rowCount == builder.settings.rowsPerFile, year != nil { try closeFile() }
    if writer == nil { try openFile() }
    try writer?.append(row)
    lastKey = key
    rowCount = number
  }

  /// Ends the last file and adds all of them to the snapshot.
  ///
  /// A year without rows has no file.
  public func finish() throws(StoreError) {
    if writer != nil { try closeFile() }
    if entries.count > 1, let year {
      // Only now is it known that the year needs a number in its names.
      let single = builder.folder + "/" + entries[0].path
      entries[0].path = path(year: year, part: 1)
      try builder.store.fileSystem.rename(single, to: builder.folder + "/" + entries[0].path)
    }
    for entry in entries { try shareWithParent(entry) }
    try builder.add(entries, to: table, year: year)
  }

  private func openFile() throws(StoreError) {
    let name = path(year: year, part: entries.isEmpty ? nil : entries.count + 1)
    let file = try HashedFile(builder.folder + "/" + name, fileSystem: builder.store.fileSystem)
    let filePath = file.path
    self.file = file
    let (table, year, rowsBefore) = (table, year, rowCount)
    writer = try TableFileWriter<StoreError>(
      schema,
      wrap: { error in
        switch error {
        case .invalidRow(let fault, let row): .invalidRow(table, year: year, row: rowsBefore + row, fault: fault)
        case .zstd(let error): .compression(path: filePath, error)
        }
      }, sink: { bytes throws(StoreError) in try file.append(bytes) })
    entries.append(FileEntry(path: name, sha256: "", bytes: 0))
  }

  private func closeFile() throws(StoreError) {
    guard let writer, let file else { return }
    try writer.finish()
    entries[entries.count - 1].sha256 = file.finish()
    entries[entries.count - 1].bytes = file.byteCount
    entries[entries.count - 1].rows = writer.rowCount
    self.writer = nil
    self.file = nil
  }

  private func path(year: Int?, part: Int?) -> String {
    guard let year else { return "\(table.rawValue).csv.zst" }
    let suffix = part.map { $0 < 10 ? "-0\($0)" : "-\($0)" } ?? ""
    return "csv/\(table.rawValue)/\(table.rawValue)-\(year)\(suffix).csv.zst"
  }

  private func shareWithParent(_ entry: FileEntry) throws(StoreError) {
    guard let parent = builder.parent, parent.manifest.files(of: table, year: year).contains(entry) else { return }
    let fileSystem = builder.store.fileSystem
    // The parent's file is named in its manifest but may be gone or damaged: its size is asked first.
    guard try fileSystem.status(parent.path + "/" + entry.path)?.byteCount == entry.bytes else { return }
    try fileSystem.removeFile(builder.folder + "/" + entry.path)
    try builder.linkFromParent(entry)
  }
}
