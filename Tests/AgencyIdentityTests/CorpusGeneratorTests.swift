import Foundation
import TestSupport
import Testing

/// The generator is a measure, so it is measured itself: its truth must be true.
@Suite("the corpus of mangled reports")
struct CorpusGeneratorTests {
  private let corpus = CorpusGenerator(seed: 20_261)

  @Test("a document depends on seed and index alone", arguments: 0..<20)
  func determinism(index: Int) {
    let document = corpus.document(index)
    let again = CorpusGenerator(seed: 20_261).document(index)
    #expect(document.bytes == again.bytes)
    #expect(document.cells == again.cells)
    #expect(CorpusGenerator(seed: 20_262).document(index).bytes != document.bytes)
  }

  @Test("clean documents print every cell and break no identity", arguments: CorpusMedium.allCases)
  func cleanDocuments(medium: CorpusMedium) {
    for index in 0..<15 {
      let document = corpus.document(index, medium: medium, messes: [])
      #expect(document.violations.isEmpty)
      #expect(document.messes == (medium == .oneLine ? [.gluedCells] : []))
      if medium != .oneLine {
        #expect(document.cells.allSatisfy { $0.presence == .printed && $0.isDeterminable })
      }
      let text = String(decoding: document.bytes, as: UTF8.self)
      #expect(text.contains("\(document.agency)\(document.year)年政府信息公开工作年度报告"))
      let expected = document.layout.rows.reduce(0) { $0 + document.layout.columns(of: $1).count }
      #expect(document.cells.count == expected)
    }
  }

  @Test("in text with one cell a line, the lines behind a label are the row's printed cells")
  func linesAreCells() throws {
    for index in 0..<20 {
      let document = corpus.document(index, medium: .lines, messes: [.droppedBlanks, .nbspBlanks])
      let lines = String(decoding: document.bytes, as: UTF8.self).components(separatedBy: "\n\n")
      for row in document.layout.rows(of: .outcomes) {
        let label = row.ordinal + (row.label(in: document.layout.version(of: row)) ?? "")
        guard let start = lines.firstIndex(where: { $0.hasPrefix(label) }) else { continue }
        let cells = document.cells.filter { $0.place.row == row && $0.presence != .dropped }
        #expect(lines[(start + 1)...].prefix(cells.count).map { $0 == "\u{A0}" ? nil : $0 } == cells.map(\.printed))
      }
    }
  }

  @Test("in HTML every row has the fields that its columns need")
  func htmlFields() {
    for index in 0..<20 {
      let document = corpus.document(index, medium: .html, messes: [.zerosLeftBlank, .splitLabels, .pageBreak])
      let text = String(decoding: document.bytes, as: UTF8.self)
      for cell in document.cells {
        if let printed = cell.printed { #expect(text.contains(">\(printed)</td>")) }
      }
      let rows = text.components(separatedBy: "<tr>").filter { $0.contains("类申请") || $0.contains("（七）总计") }
      #expect(rows.count == 2)
      for row in rows { #expect(row.components(separatedBy: "<td").count - 1 >= 8) }
    }
  }

  @Test("an arithmetic error breaks an identity and hides nothing")
  func errors() {
    for index in 0..<30 {
      let document = corpus.document(index, medium: .html, messes: [.arithmeticError, .zerosLeftBlank, .fullWidth])
      #expect(!document.violations.isEmpty)
      #expect(document.messes.contains(.arithmeticError))
      #expect(document.cells.allSatisfy { $0.presence == .printed })
    }
  }

  @Test("every class occurs in at least 5 % of the documents together with two others")
  func frequencies() {
    var together: [CorpusMess: Int] = [:]
    var names: Set<String> = []
    var determinable = 0
    var hidden = 0
    let count = 500
    for index in 0..<count {
      let document = corpus.document(index)
      names.insert(document.name)
      if document.messes.count >= 3 { for mess in document.messes { together[mess, default: 0] += 1 } }
      for cell in document.cells where cell.presence != .printed {
        hidden += 1
        if cell.isDeterminable { determinable += 1 }
      }
      #expect(document.violations.isEmpty == !document.messes.contains(.arithmeticError))
      for cell in document.cells where cell.presence == .notApplicable { #expect(cell.value == nil) }
    }
    #expect(names.count == count)
    for mess in CorpusMess.allCases { #expect(together[mess, default: 0] * 20 >= count, "\(mess.rawValue)") }
    #expect(hidden > 4000)
    #expect(determinable > 500)
  }

  @Test("the truth file is JSON with every cell", arguments: 0..<20)
  func truthFile(index: Int) throws {
    let document = corpus.document(index)
    let json = try JSONSerialization.jsonObject(with: Data(document.truthJSON.utf8))
    let truth = try #require(json as? [String: Any])
    #expect((truth["cells"] as? [[String: Any]])?.count == document.cells.count)
    #expect((truth["violations"] as? [[String: Any]])?.count == document.violations.count)
    #expect(truth["messes"] as? [String] == document.messes.map(\.rawValue))
    #expect(truth["agency"] as? String == document.agency)
  }
}
