import Columnar
import FactTables

/// Writes the files of one table, year and format.
final class FormatWriter {
  let format: TableFormat
  private(set) var entries: [FileEntry] = []
  private let builder: SnapshotBuilder
  private let table: FactTable
  private let year: Int?
  private var file: OpenFile?

  private struct OpenFile {
    var file: HashedFile
    var encoder: Encoder
    var rowCount = 0
  }

  private enum Encoder {
    case csv(TableFileWriter<StoreError>)
    case parquet(ParquetFileWriter<StoreError>)
  }

  init(_ format: TableFormat, builder: SnapshotBuilder, table: FactTable, year: Int?) {
    self.format = format
    self.builder = builder
    self.table = table
    self.year = year
  }

  /// Begins the next file; `rowsBefore` are those of the files before it.
  func open(rowsBefore: Int) throws(StoreError) {
    let name = format.path(table, year: year, part: entries.isEmpty ? nil : entries.count + 1)
    let file = try HashedFile(builder.folder + "/" + name, fileSystem: builder.store.fileSystem)
    let (path, table, year) = (file.path, table, year)
    let wrap = { (error: TableFileError) -> StoreError in
      switch error {
      case .invalidRow(let fault, let row): .invalidRow(table, year: year, row: rowsBefore + row, fault: fault)
      case .zstd(let error): .compression(path: path, error)
      case .parquet(let error): .parquet(path: path, error)
      }
    }
    let sink = { (bytes: [UInt8]) throws(StoreError) in try file.append(bytes) }
    let encoder: Encoder =
      switch format {
      case .csv: .csv(try TableFileWriter<StoreError>(table.schema, workers: builder.workers, wrap: wrap, sink: sink))
      case .parquet:
        .parquet(try ParquetFileWriter<StoreError>(table.schema, workers: builder.workers, wrap: wrap, sink: sink))
      }
    self.file = OpenFile(file: file, encoder: encoder)
    entries.append(FileEntry(path: name, sha256: "", bytes: 0))
  }

  func append(_ row: FactRow) throws(StoreError) {
    switch file?.encoder {
    case .csv(let writer): try writer.append(row)
    case .parquet(let writer): try writer.append(row)
    case nil: break
    }
    file?.rowCount += 1
  }

  func append(_ rows: PackedRows, _ range: Range<Int>, of facts: PackedFacts) throws(StoreError) {
    switch file?.encoder {
    case .csv(let writer): try writer.append(rows, range, of: facts)
    case .parquet(let writer): try writer.append(rows, range, of: facts)
    case nil: break
    }
    file?.rowCount += range.count
  }

  func close() throws(StoreError) {
    guard let file else { return }
    switch file.encoder {
    case .csv(let writer): try writer.finish()
    case .parquet(let writer): try writer.finish()
    }
    let last = entries.count - 1
    entries[last].sha256 = file.file.finish()
    entries[last].bytes = file.file.byteCount
    entries[last].rows = file.rowCount
    self.file = nil
  }

  /// Gives the files their last names and makes those that the parent has hard links to its.
  func finish() throws(StoreError) {
    if entries.count > 1 {
      // Only now is it known that the year needs a number in its names.
      let single = builder.folder + "/" + entries[0].path
      entries[0].path = format.path(table, year: year, part: 1)
      try builder.store.fileSystem.rename(single, to: builder.folder + "/" + entries[0].path)
    }
    for entry in entries { try shareWithParent(entry) }
  }

  private func shareWithParent(_ entry: FileEntry) throws(StoreError) {
    guard let parent = builder.parent,
      parent.manifest.files(of: table, year: year, format: format.rawValue).contains(entry)
    else { return }
    let fileSystem = builder.store.fileSystem
    // The parent's file is named in its manifest but may be gone or damaged: its size is asked first.
    guard try fileSystem.status(parent.path + "/" + entry.path)?.byteCount == entry.bytes else { return }
    try fileSystem.removeFile(builder.folder + "/" + entry.path)
    try builder.linkFromParent(entry)
  }
}
