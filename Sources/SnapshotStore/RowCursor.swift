import Columnar
import FactTables

/// The rows of several files of a table, one by one.
final class RowCursor {
  private let snapshot: Snapshot
  private let format: TableFormat
  private let schema: TableSchema
  private var files: ArraySlice<FileEntry>
  private var csv: CSVRows?
  private var parquet: ParquetRows?

  init(_ snapshot: Snapshot, _ files: [FileEntry], _ format: TableFormat, _ schema: TableSchema) {
    self.snapshot = snapshot
    self.files = files[...]
    self.format = format
    self.schema = schema
  }

  /// The next row; `nil` behind the last file.
  ///
  /// Throws `StoreError`.
  func next() throws -> FactRow? {
    while true {
      if let row = try csv?.next() ?? parquet?.next() { return row }
      guard let file = files.popFirst() else { return nil }
      let path = snapshot.path + "/" + file.path
      switch format {
      case .csv: csv = try CSVRows(fileSystem: snapshot.fileSystem, path: path, schema: schema)
      case .parquet: parquet = try ParquetRows(fileSystem: snapshot.fileSystem, path: path, schema: schema)
      }
    }
  }
}

/// The rows of one CSV file, one by one; those of a small piece of the file wait in memory.
final class CSVRows {
  private let path: String
  private let file: ReadFile
  private let decompressor: ZstdDecompressor
  private var decoder: CSVDecoder
  private var offset = 0
  private var isAtEnd = false
  private var waiting: [FactRow] = []
  private var nextWaiting = 0

  private static let pieceByteCount = 16 << 10

  init(fileSystem: any FileSystem, path: String, schema: TableSchema) throws {
    self.path = path
    file = try ReadFile(fileSystem: fileSystem, path: path)
    do { decompressor = try ZstdDecompressor(limit: TableFileReader.unpackedByteLimit) } catch {
      throw StoreError.compression(path: path, error)
    }
    decoder = CSVDecoder(schema)
  }

  /// The next row; `nil` behind the last.
  func next() throws -> FactRow? {
    while nextWaiting == waiting.count {
      if isAtEnd { return nil }
      waiting.removeAll(keepingCapacity: true)
      nextWaiting = 0
      do { try readPiece() } catch let error as ZstdError {
        throw StoreError.compression(path: path, error)
      } catch let error as CSVError {
        throw StoreError.unreadableTable(path: path, error)
      }
    }
    nextWaiting += 1
    return waiting[nextWaiting - 1]
  }

  private func readPiece() throws {
    let bytes = try file.bytes(at: offset, count: Self.pieceByteCount)
    offset += bytes.count
    if bytes.isEmpty {
      isAtEnd = true
      try decompressor.finish()
      try decoder.finish()
      return
    }
    var rows = waiting
    waiting = []
    try bytes.withUnsafeBufferPointer { piece in
      try decompressor.feed(piece) { try decoder.feed($0) { row, _ in rows.append(row) } }
    }
    waiting = rows
  }
}
