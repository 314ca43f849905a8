import Columnar
import FactTables
import Foundation
import InventedReports

/// Times the writers of table files on rows in memory: `columnar-benchmark FOLDER ROWS [JOBS]`.
///
/// The rows are those of `outcomes`, the largest table, of invented reports. Prints one line a format: name, rows,
/// seconds, bytes of the file. `scripts/check-columnar` compares with other writers.
@main
enum ColumnarBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3, let rowCount = Int(arguments[2]), rowCount > 0 else {
      FileHandle.standardError.write(Data("usage: columnar-benchmark FOLDER ROWS [JOBS]\n".utf8))
      exit(2)
    }
    let jobs = arguments.count > 3 ? Int(arguments[3]) ?? 2 : 2
    let reports = InventedReports.facts(rowCount: rowCount)
    let count = reports.reduce(0) { $0 + $1[.outcomes].count }

    let csv = try measure(arguments[1] + "/outcomes.csv.zst") { sink in
      let writer = try TableFileWriter<any Error>(
        TableSchemas.outcomes, workers: EncodingWorkers(count: jobs > 1 ? jobs : 0), wrap: { $0 }, sink: sink)
      for facts in reports { try writer.append(facts[.outcomes], 0..<facts[.outcomes].count, of: facts) }
      try writer.finish()
    }
    print("csv", count, csv.seconds, csv.byteCount)
    let parquet = try measure(arguments[1] + "/outcomes.parquet") { sink in
      let writer = try ParquetFileWriter<any Error>(
        TableSchemas.outcomes, workers: EncodingWorkers(count: jobs > 1 ? jobs : 0), wrap: { $0 }, sink: sink)
      for facts in reports { try writer.append(facts[.outcomes], 0..<facts[.outcomes].count, of: facts) }
      try writer.finish()
    }
    print("parquet", count, parquet.seconds, parquet.byteCount)
  }

  private static func measure(
    _ path: String, _ write: (@escaping ([UInt8]) throws -> Void) throws -> Void
  ) throws -> (seconds: Double, byteCount: Int) {
    FileManager.default.createFile(atPath: path, contents: nil)
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    var byteCount = 0
    let clock = ContinuousClock()
    let elapsed = try clock.measure {
      try write { bytes in
        try file.write(contentsOf: bytes)
        byteCount += bytes.count
      }
      try file.close()
    }
    return (Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18, byteCount)
  }
}
