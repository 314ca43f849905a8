import CellResolution
import Columnar
import ContainerReading
import DocumentReading
import FactTables
import NarrativeFigures
import PipelineRules
import ReportRecognition
import TestSupport

/// The readers of foreign bytes, each as a function over arbitrary bytes that must return, never trap, and keep what it
/// promises.
///
/// `scripts/fuzz` runs them under the coverage-guided fuzzer; a broken promise is a trap here too.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case decoding, html, markdown, word, openDocument, pdf, archive, warc
  case recognition, narrative, resolver, csv, parquet, zstd, rows

  private static let extractor: NarrativeExtractor? = {
    let file = PipelineRules.files.first { $0.name == "narrative.yaml" }
    return file.flatMap { try? NarrativeRules(yaml: $0.bytes) }.map { NarrativeExtractor(rules: $0) }
  }()

  /// Reads the bytes, whatever they are.
  public func run(_ bytes: [UInt8]) {
    switch self {
    case .decoding: read(bytes)
    case .html: read(Array("<!DOCTYPE html>\n".utf8) + bytes)
    case .markdown: read(Array("# 报告\n\n|a|b|\n|-|-|\n".utf8) + bytes)
    case .word: read(Self.wordFile(bytes))
    case .openDocument: read(Self.openDocument(bytes))
    case .pdf: layOut(bytes)
    case .archive: unpack(bytes)
    case .warc: unpack(Array("WARC/1.0\r\n".utf8) + bytes)
    case .recognition:
      if let document = try? DocumentReader().read(bytes) { _ = ReportRecognizer().recognize(document) }
    case .narrative: extractFigures(from: bytes)
    case .resolver: resolve(bytes)
    case .csv: readRows(bytes)
    case .parquet: _ = try? ParquetFileReader.rows(of: bytes, FactTable.outcomes.schema)
    case .zstd: _ = try? ZstdDecompressor.unpack(bytes, limit: 1 << 20)
    case .rows: _ = try? FactRowCodec.decode(bytes)
    }
  }

  /// A Word document with these bytes as its main part.
  private static func wordFile(_ main: [UInt8]) -> [UInt8] {
    let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    var zip = ZipWriter()
    zip.add(
      "[Content_Types].xml",
      Array(
        """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Override PartName="/word/document.xml" ContentType="\(type)"/></Types>
        """.utf8))
    zip.add(
      "_rels/.rels",
      Array(
        """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
        <Relationship Id="r" Type="\(relation)" Target="word/document.xml"/></Relationships>
        """.utf8))
    zip.add("word/document.xml", main)
    return zip.finished()
  }

  /// An Open Document text with these bytes as its content.
  private static func openDocument(_ content: [UInt8]) -> [UInt8] {
    var zip = ZipWriter()
    zip.add("mimetype", Array("application/vnd.oasis.opendocument.text".utf8))
    zip.add("content.xml", content)
    return zip.finished()
  }

  /// What poppler's two programs may write: words and drawing, with a zero byte between.
  private func layOut(_ bytes: [UInt8]) {
    let cut = bytes.firstIndex(of: 0) ?? bytes.endIndex
    let document = try? DocumentReader.layOutPDF(
      words: Array(bytes[..<cut]), drawing: Array(bytes[min(bytes.endIndex, cut + 1)...]))
    if let document { check(document) }
  }

  /// Entries keep to the limits and their names do not lead out.
  private func unpack(_ bytes: [UInt8]) {
    var limits = ContainerLimits()
    limits.entryByteCount = 1 << 20
    limits.unpackedByteCount = 16 << 20
    guard let stream = try? ContainerStream(bytes: bytes, name: "a", limits: limits) else { return }
    while let item = try? stream.next() {
      if case .document(let document) = item {
        precondition(document.bytes.count <= limits.entryByteCount, "an entry beyond its limit")
        // The address of a WARC record is only a name.
        let isName = document.origin != nil || !document.path.split(separator: "/").contains("..")
        precondition(isName, "a name that leads out")
      }
    }
  }

  /// Blocks follow one another and lie in the text.
  private func read(_ bytes: [UInt8]) {
    // Child programs are no target here, and slow.
    if DocumentReader.isPDF(bytes) { return }
    guard let document = try? DocumentReader().read(bytes) else { return }
    check(document)
  }

  private func check(_ document: ReadDocument) {
    var end = 0
    func pass(_ range: Range<Int>) {
      precondition(range.lowerBound >= end && range.upperBound <= document.text.bytes.count, "a block out of place")
      end = range.upperBound
    }
    for block in document.blocks {
      switch block {
      case .paragraph(let range): pass(range)
      case .table(let table):
        for cell in table.cells {
          precondition(cell.row + cell.rowSpan <= table.rowCount, "a cell below its table")
          precondition(cell.column + cell.columnSpan <= table.columnCount, "a cell beside its table")
          precondition(cell.range.upperBound <= document.text.bytes.count, "a cell behind the text")
        }
      }
    }
  }

  /// A figure lies within its bounds and quotes its passage.
  private func extractFigures(from bytes: [UInt8]) {
    guard String(validating: bytes, as: UTF8.self) != nil else { return }
    let passage = NarrativePassage(text: bytes, lineOffsets: [0], lineNumbers: [1])
    for figure in Self.extractor?.figures(in: [passage], context: NarrativeContext(reportYear: 2023)) ?? [] {
      precondition(bytes[figure.range].elementsEqual(figure.quote.utf8), "a quote that is not in the text")
    }
  }

  /// A cell has a value exactly where its basis says so, and the same input gives the same cells.
  private func resolve(_ bytes: [UInt8]) {
    let form = ResolverInput.form(of: bytes)
    // Long searches are repetitions of short ones: what the fuzzer is to see is how they begin and how they are given up.
    let resolver = CellResolver(
      budget: ResolutionBudget(workPerTable: 8_000, searchesPerTable: 6, readingsPerRow: 60, stepsPerRow: 300))
    let resolution = resolver.resolve(form)
    for cell in resolution.form.cells {
      switch cell.basis {
      case .printed, .inferred, .corrected: precondition(cell.value != nil, "a basis without a value")
      case .blank, .unresolved, .notApplicable: precondition(cell.value == nil, "a value without a basis")
      }
    }
    precondition(resolver.resolve(form) == resolution, "two answers to one question")
  }

  /// What can be read is written and read again alike.
  private func readRows(_ bytes: [UInt8]) {
    let schema = FactTable.outcomes.schema
    guard let rows = try? CSVDecoder.rows(of: bytes, schema) else { return }
    let encoder = CSVEncoder(schema)
    var written: [UInt8] = []
    encoder.appendHeader(to: &written)
    for row in rows { if (try? encoder.append(row, to: &written)) == nil { return } }
    precondition((try? CSVDecoder.rows(of: written, schema)) == rows, "rows changed by writing them")
  }
}
