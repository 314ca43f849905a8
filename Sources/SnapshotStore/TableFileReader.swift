import Columnar
import FactTables

/// Reads one table file in bounded memory.
struct TableFileReader {
  let fileSystem: any FileSystem
  let path: String
  let schema: TableSchema
  var format = TableFormat.csv

  /// A table file larger than this unpacked is taken for a bomb.
  static let unpackedByteLimit = 1 << 38

  /// Hands over each row with its place: the line of a CSV file, the number of the row from 1 of a Parquet file.
  func read(row body: (FactRow, Int) throws -> Void) throws {
    switch format {
    case .csv: try readCSV(body)
    case .parquet:
      let rows = try ParquetRows(fileSystem: fileSystem, path: path, schema: schema)
      var number = 0
      while let row = try rows.next() {
        number += 1
        try body(row, number)
      }
    }
  }

  private func readCSV(_ body: (FactRow, Int) throws -> Void) throws {
    do {
      let decompressor = try ZstdDecompressor(limit: Self.unpackedByteLimit)
      var decoder = CSVDecoder(schema)
      try fileSystem.readPieces(path) { piece in
        try decompressor.feed(piece) { try decoder.feed($0, row: body) }
      }
      try decompressor.finish()
      try decoder.finish()
    } catch let error as ZstdError {
      throw StoreError.compression(path: path, error)
    } catch let error as CSVError {
      throw StoreError.unreadableTable(path: path, error)
    }
  }
}

/// The rows of one Parquet file, one by one.
final class ParquetRows {
  private let path: String
  private let file: ReadFile
  private var reader: ParquetFileReader

  init(fileSystem: any FileSystem, path: String, schema: TableSchema) throws {
    self.path = path
    let file = try ReadFile(fileSystem: fileSystem, path: path)
    self.file = file
    // A missing file is told by `open`; one that goes away in between has no bytes.
    let byteCount = try fileSystem.status(path)?.byteCount ?? 0
    do {
      reader = try ParquetFileReader(schema, byteCount: byteCount) { try file.bytes(at: $0, count: $1) }
    } catch let error as ParquetError {
      throw StoreError.parquet(path: path, error)
    }
  }

  /// The next row; `nil` behind the last.
  func next() throws -> FactRow? {
    do { return try reader.next() } catch let error as ParquetError {
      throw StoreError.parquet(path: path, error)
    }
  }
}

/// A file that is open for reading, closed when the value goes.
final class ReadFile {
  private let fileSystem: any FileSystem
  private let path: String
  private let descriptor: Int32

  init(fileSystem: any FileSystem, path: String) throws(StoreError) {
    self.fileSystem = fileSystem
    self.path = path
    descriptor = try fileSystem.open(path)
  }

  deinit { fileSystem.close(descriptor) }

  /// The bytes at a place; fewer where the file ends.
  func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let read = try bytes.withUnsafeMutableBytes { memory in
        try fileSystem.read(
          into: UnsafeMutableRawBufferPointer(rebasing: memory[filled...]), from: descriptor, at: offset + filled,
          path: path)
      }
      if read == 0 { break }
      filled += read
    }
    return Array(bytes.prefix(filled))
  }
}
