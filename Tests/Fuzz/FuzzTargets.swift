import Columnar
import DocumentReading
import FactTables
import Foundation
import NarrativeFigures
import PipelineRules
import ReportRecognition
import TestSupport

/// The readers of foreign bytes, each as a function over arbitrary bytes that must return and never trap.
///
/// `scripts/fuzz` runs them over mutated samples.
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

/// `fuzz SECONDS SEED FILE...` mutates the files and runs every target over each result; with 0 seconds it only runs the
/// files, so that what fuzzing found can be replayed.
@main
enum Fuzz {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    guard words.count >= 3, let seconds = Int(words[1]), let seed = UInt64(words[2]) else {
      FileHandle.standardError.write(Data("usage: fuzz SECONDS SEED FILE...\n".utf8))
      exit(2)
    }
    let files = try words.dropFirst(2).map { [UInt8](try Data(contentsOf: URL(filePath: $0))) }
    for file in files { for target in FuzzTarget.allCases { target.run(file) } }
    var generator = SeededGenerator(seed: seed)
    let deadline = ContinuousClock.now + .seconds(seconds)
    let last = URL(filePath: "fuzz-last-input")
    var count = 0
    while ContinuousClock.now < deadline {
      let input = Mutation.mutated(files, using: &generator)
      // What is on the disk when a target traps is the input that did it.
      try Data(input).write(to: last)
      for target in FuzzTarget.allCases { target.run(input) }
      count += 1
    }
    try? FileManager.default.removeItem(at: last)
    print("\(files.count) files, \(count) mutations, \(FuzzTarget.allCases.count) targets each: no crash")
  }
}

/// Changes bytes as transport and converters do: flips, cuts, repeats, splices of two files.
enum Mutation {
  static func mutated(_ files: [[UInt8]], using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = files.randomElement(using: &generator) ?? []
    for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
      let start = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, start + Int.random(in: 1...200, using: &generator))
      switch Int.random(in: 0...5, using: &generator) {
      case 0: bytes[start] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.removeSubrange(start..<end)
      case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
      case 3: bytes.removeSubrange(end...)
      case 4:
        let other = files.randomElement(using: &generator) ?? []
        bytes.insert(contentsOf: other.prefix(end - start), at: start)
      default: bytes.insert(contentsOf: Array("<td>9,99\u{3000}|-0.5万<table>".utf8), at: start)
      }
    }
    return bytes
  }
}
