import Benchmark
import CellResolution
import Columnar
import DocumentReading
import FactTables
import InventedReports
import NarrativeFigures
import PipelineRules
import ReportRecognition
import TestSupport

// Each benchmark reads the same 20 documents once an iteration: times are for 20.
let corpus = CorpusGenerator(seed: 1)
let pages = (0..<20).map { corpus.document($0, profile: .html).bytes }
let texts = (0..<20).map { corpus.document($0, profile: .text).bytes }
let reader = DocumentReader()
let recognizer = ReportRecognizer()
let resolver = CellResolver()
let rules = PipelineRules.files.first { $0.name == "narrative.yaml" }?.bytes ?? []
let extractor = NarrativeExtractor(rules: try NarrativeRules(yaml: rules))
let documents = try (pages + texts).map { try reader.read($0) }

/// The report of a document that is known to be one.
func report(_ document: ReadDocument) -> PrintedReport? {
  guard case .report(let report) = recognizer.recognize(document) else { return nil }
  return report
}

let reports = documents.map(report)
let forms = reports.compactMap { $0?.form }
let passages = zip(documents, reports).map { document, report in
  (report?.narrative ?? []).map { range in
    NarrativePassage(
      text: Array(document.text.bytes[range]), lineOffsets: [0],
      lineNumbers: [Int32(document.text.line(at: range.lowerBound))])
  }
}
let context = NarrativeContext(reportYear: 2021)

/// Keeps the optimizer from leaving work out.
@inline(never) func keep<Value>(_ value: Value) {}

benchmark("read 20 pages (decode, tokenize, blocks)") { for page in pages { keep(try reader.read(page)) } }
benchmark("read 20 texts") { for text in texts { keep(try reader.read(text)) } }
benchmark("recognize 20 pages (labels, rows, tokens)") {
  for document in documents.prefix(20) { keep(report(document)) }
}
benchmark("recognize 20 texts") { for document in documents.suffix(20) { keep(report(document)) } }
benchmark("resolve 40 forms") { for form in forms { keep(resolver.resolve(form)) } }
benchmark("figures of 40 narratives (grammar, rules)") {
  for passage in passages { keep(extractor.figures(in: passage, context: context)) }
}

// The rows of `outcomes` of invented reports, sorted by report.
let facts = InventedReports.facts(rowCount: 20_000)
let outcomes = TableSchemas.outcomes
let oneThread = EncodingWorkers(count: 0)
benchmark("write 20,000 rows as CSV with zstd") {
  let writer = try TableFileWriter<any Error>(outcomes, workers: oneThread, wrap: { $0 }, sink: { keep($0.count) })
  for report in facts { try writer.append(report[.outcomes], 0..<report[.outcomes].count, of: report) }
  try writer.finish()
}
benchmark("write 20,000 rows as Parquet") {
  let writer = try ParquetFileWriter<any Error>(outcomes, workers: oneThread, wrap: { $0 }, sink: { keep($0.count) })
  for report in facts { try writer.append(report[.outcomes], 0..<report[.outcomes].count, of: report) }
  try writer.finish()
}

Benchmark.main()
