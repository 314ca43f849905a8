import DocumentReading
import Foundation
import ReportRecognition
import StatutoryForm
import TestSupport
import Testing

/// One cell of a truth file.
private struct TruthCell: Decodable {
  var table: String
  var row: String
  var column: String
  var printed: String?
  var basis: String
  var run: String?
  var sourceLine: Int?

  enum CodingKeys: String, CodingKey {
    case table, row, column, printed, basis, run
    case sourceLine = "source_line"
  }
}

/// The truth about one real report.
private struct Truth: Decodable {
  var doc: String
  var agency: String
  var reportYear: Int
  var title: String
  var indexNumber: String?
  var publishedOn: String?
  var composedOn: String?
  var publisher: String?
  var cells: [TruthCell]

  enum CodingKeys: String, CodingKey {
    case doc, agency, title, publisher, cells
    case reportYear = "report_year"
    case indexNumber = "index_number"
    case publishedOn = "published_on"
    case composedOn = "composed_on"
  }
}

/// Reads the real reports of a folder beside the checkout.
private enum RealReports {
  static let folder = Fixtures.sharedFolder?.appending(path: "real")

  static func truths() throws -> [Truth] {
    guard let folder else { return [] }
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.lastPathComponent.hasSuffix(".truth.json") && !$0.lastPathComponent.hasPrefix("narrative") }
      .sorted { $0.path < $1.path }
      .map { try JSONDecoder().decode(Truth.self, from: Data(contentsOf: $0)) }
      .filter { !$0.doc.hasSuffix(".pdf") }
  }

  static func read(_ name: String) throws -> ReadDocument {
    let folder = try #require(folder)
    return try DocumentReader().read([UInt8](Data(contentsOf: folder.appending(path: name))))
  }

  static func report(_ name: String) throws -> (report: PrintedReport, document: ReadDocument) {
    let document = try read(name)
    guard case .report(let report) = ReportRecognizer().recognize(document) else {
      throw NotRecognized(name: name)
    }
    return (report, document)
  }
}

private struct NotRecognized: Error { let name: String }

private let isHere = Comment("needs the folder of real reports beside the checkout")

@Suite("Real reports", .enabled(if: Fixtures.sharedFolder != nil, isHere))
struct RealReportsTests {
  @Test("head: title, agency, year, dates, index, publisher") func head() throws {
    let truths = try RealReports.truths()
    #expect(truths.count >= 9)
    for truth in truths {
      let report = try RealReports.report(truth.doc).report
      let place = Comment(rawValue: truth.doc)
      #expect(report.title == truth.title, place)
      #expect(report.reportYear == truth.reportYear, place)
      #expect(report.agencyNames.contains { $0.source == .title && $0.name == truth.agency }, place)
      #expect(report.indexNumber == truth.indexNumber, place)
      #expect(report.publishedOn == truth.publishedOn, place)
      #expect(report.composedOn == truth.composedOn, place)
      #expect(report.publisher == truth.publisher, place)
    }
  }

  @Test("every printed cell of the statutory tables is a token at its place, or in its run") func cells() throws {
    for truth in try RealReports.truths() where truth.cells.first?.table != "statistics_v0" {
      let report = try RealReports.report(truth.doc).report
      let form = try #require(report.form)
      var right = 0
      var total = 0
      for cell in truth.cells where cell.printed != nil || cell.run != nil {
        total += 1
        if holds(form, cell, of: truth) {
          right += 1
        } else {
          Issue.record("\(truth.doc): \(cell.row) \(cell.column) \(cell.printed ?? "-") \(cell.run ?? "-")")
        }
      }
      print("recognition: \(truth.doc) \(right) of \(total) printed cells")
      #expect(total > 0)
    }
  }

  private func holds(_ form: PrintedForm, _ cell: TruthCell, of truth: Truth) -> Bool {
    guard let row = FormRow(code: cell.row) else { return false }
    let columns = form.layout.columns(of: row)
    guard let place = columns.firstIndex(where: { $0.code == cell.column }) else { return false }
    var tokens = form.rows.first { $0.row == row }?.tokens ?? []
    var index = place
    if row.table == .proceedings {
      tokens = form.proceedings
      index += 5 * Int(row.rawValue - FormRow.review.rawValue)
    }
    let joined = tokens.map { $0.text }.joined().filter { !$0.isWhitespace }
    if let run = cell.run { return joined == run.filter { !$0.isWhitespace } }
    if tokens.contains(where: { $0.content == .run }) {
      // The row's cells, or those of all table 4, put together are the run.
      let cells = truth.cells.filter { row.table == .proceedings ? $0.table == cell.table : $0.row == cell.row }
      return joined == cells.compactMap { $0.printed }.joined()
    }
    guard let token = tokens.first(where: { $0.column == index }) else { return false }
    if let line = cell.sourceLine, token.line != line { return false }
    return token.text == cell.printed
  }

  @Test("rows that drop blanks keep their tokens without a place") func shortRows() throws {
    for truth in try RealReports.truths() where truth.doc.hasPrefix("zhengzhou") {
      let form = try #require(try RealReports.report(truth.doc).report.form)
      let expected: [FormRow: [String]] = [
        .newReceived: ["17", "0", "0", "0", "17"], .carriedIn: ["0", "0", "0", "0", "0"],
        .grantedPartial: ["0", "0", "0", "0", "0", "0"], .deniedLawProhibits: ["0", "0", "0", "0", "0"],
        .deniedThreeSecurityOneStability: ["0", "0", "0", "0", "0", "0"],
        .deniedThirdPartyRights: ["1", "0", "0", "0"],
        .deniedInternalAffairs: ["0", "0", "0", "0"], .deniedProcessInfo: ["0", "0", "0", "0", "0"], .adminFees: ["2"],
      ]
      for (row, texts) in expected {
        let tokens = form.rows.first { $0.row == row }?.tokens ?? []
        #expect(tokens.map { $0.text } == texts)
        #expect(tokens.allSatisfy { $0.column == nil })
      }
    }
  }

  @Test("v0 statistics: every cell with its label, column and unit") func statistics() throws {
    for truth in try RealReports.truths() where truth.cells.first?.table == "statistics_v0" {
      let report = try RealReports.report(truth.doc).report
      #expect(report.isV0)
      #expect(report.statistics.count == truth.cells.count)
      for cell in truth.cells {
        let found = report.statistics.first { $0.label == cell.row && $0.columnLabel == cell.column }
        let token = try #require(found?.token, Comment(rawValue: "\(truth.doc) \(cell.row)"))
        if cell.basis == "printed" {
          #expect(token.text == cell.printed)
        } else {
          #expect(token.text == cell.run)
        }
      }
    }
  }

  @Test("every quote of a narrative figure stands in a narrative range") func narrative() throws {
    struct Fact: Decodable {
      var doc: String
      var quote: String
      var optional: Bool?
    }
    struct Facts: Decodable { var facts: [Fact] }
    let folder = try #require(RealReports.folder)
    let facts = try JSONDecoder().decode(
      Facts.self, from: Data(contentsOf: folder.appending(path: "narrative.truth.json")))
    var texts: [String: String] = [:]
    var missing = 0
    for fact in facts.facts where !fact.doc.hasSuffix(".pdf") && fact.optional != true {
      if texts[fact.doc] == nil {
        let (report, document) = try RealReports.report(fact.doc)
        texts[fact.doc] = report.narrative.map { String(decoding: document.text.bytes[$0], as: UTF8.self) }
          .joined(separator: "\n").filter { !$0.isWhitespace }
      }
      if texts[fact.doc]?.contains(fact.quote.filter { !$0.isWhitespace }) != true {
        missing += 1
        Issue.record("\(fact.doc): \(fact.quote)")
      }
    }
    #expect(missing == 0)
  }

  @Test("cells of tables are no narrative") func tablesAreNoNarrative() throws {
    for truth in try RealReports.truths() {
      let (report, document) = try RealReports.report(truth.doc)
      for range in report.narrative {
        let text = String(decoding: document.text.bytes[range], as: UTF8.self)
        for label in ["本年处理决定数量", "属于国家秘密", "未经复议直接起诉", "指标名称"] {
          #expect(!text.contains(label), "\(truth.doc): \(label)")
        }
      }
    }
  }
}
