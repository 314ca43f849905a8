import Columnar
import DocumentReading
import FactTables
import Foundation
import NarrativeFigures
import PipelineRules
import ReportRecognition

/// The readers of foreign bytes, each as a function over arbitrary bytes that must return and never trap.
///
/// Built with `-DFUZZING -sanitize=fuzzer,address` libFuzzer drives one of them, chosen by `GONGKAI_FUZZ_TARGET`
/// (`scripts/fuzz`). Built as usual the program runs all of them over the files it is given, so that what fuzzing found
/// can be replayed.
enum FuzzTarget: String, CaseIterable {
  case reading, recognition, narrative, csv, parquet, zstd, rows

  private static let extractor: NarrativeExtractor? = {
    let file = PipelineRules.files.first { $0.name == "narrative.yaml" }
    return file.flatMap { try? NarrativeRules(yaml: $0.bytes) }.map { NarrativeExtractor(rules: $0) }
  }()

  func run(_ bytes: [UInt8]) {
    switch self {
    case .reading: _ = try? DocumentReader().read(bytes)
    case .recognition:
      if let document = try? DocumentReader().read(bytes) { _ = ReportRecognizer().recognize(document) }
    case .narrative:
      let passage = NarrativePassage(text: bytes, lineOffsets: [0], lineNumbers: [1])
      _ = Self.extractor?.figures(in: [passage], context: NarrativeContext(reportYear: 2023))
    case .csv: _ = try? CSVDecoder.rows(of: bytes, FactTable.outcomes.schema)
    case .parquet: _ = try? ParquetFileReader.rows(of: bytes, FactTable.outcomes.schema)
    case .zstd: _ = try? ZstdDecompressor.unpack(bytes, limit: 1 << 20)
    case .rows: _ = try? FactRowCodec.decode(bytes)
    }
  }
}

#if FUZZING
  private let chosen =
    ProcessInfo.processInfo.environment["GONGKAI_FUZZ_TARGET"].flatMap(FuzzTarget.init(rawValue:)) ?? .reading

  /// What libFuzzer calls with each input.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
#else
  @main
  enum Replay {
    static func main() throws {
      for path in CommandLine.arguments.dropFirst() {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        for target in FuzzTarget.allCases { target.run(bytes) }
        print("\(path): \(FuzzTarget.allCases.count) targets")
      }
    }
  }
#endif
