import DocumentReading
import ReportRecognition
import StatutoryForm
import TestSupport
import Testing

@Suite("Hostile input never crashes and never takes long")
struct HostileInputTests {
  @Test("characters lost, doubled, moved and replaced at random") func mutations() throws {
    let pieces = [
      "1.", "（三）", "规章", "0", "-", "|", "\n", "\t", " ", "\u{00A0}", "其他", "总计", "<td>", "（", "）", "二〇", "年", "行政复议",
      "9999999999999999999999", "2023", ":", "来源：",
    ]
    for seed in 0..<40 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let shape = Shape.allCases[seed % Shape.allCases.count]
      let form = FilledForm.random(seed % 2 == 0 ? .v1 : .v2, digits: 3, using: &generator)
      var text = Array(FormPrinter(shape: shape).print(form))
      for _ in 0..<120 {
        let place = Int.random(in: 0..<text.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: text.remove(at: place)
        case 1: text.insert(text[place], at: place)
        case 2: text.swapAt(place, Int.random(in: 0..<text.count, using: &generator))
        default: text.insert(contentsOf: pieces.randomElement(using: &generator) ?? "", at: place)
        }
      }
      guard let report = try recognized(String(text)) else { continue }
      for row in report.form?.rows ?? [] {
        let columns = report.form?.layout.columns(of: row.row).count ?? 0
        #expect(row.tokens.count <= columns || row.tokens.contains { $0.content == .run })
        for token in row.tokens { #expect(token.column ?? 0 < columns) }
      }
    }
  }

  @Test("long repetitions of one thing") func repetitions() throws {
    let pieces = [
      "规章", "1.属于国家秘密 ", "0 ", "0", "（", "一、本年新收政府信息公开申请数量\n0\n", "总计", "\u{00A0}\n", "其他\n", "| 0 ", "2023年1月1日 ",
      "一、总体情况", "索引号:", "指标名称计量单位2015年度", "来源：", "条0", "结果维持总计", "请与", "统计期限2",
    ]
    for piece in pieces {
      let text = FormPrinter.title + "\n" + String(repeating: piece, count: 3_000)
      _ = try? recognized(text)
      _ = try? recognized(text + "\n" + FormPrinter.title)
    }
  }

  @Test("offsets of narrative ranges are those of the text") func ranges() throws {
    for shape in Shape.allCases {
      var generator = SeededGenerator(seed: 4)
      let form = FilledForm.random(.v2, digits: 1, using: &generator)
      let document = try DocumentReader().read([UInt8](FormPrinter(shape: shape).print(form).utf8))
      guard case .report(let report) = ReportRecognizer().recognize(document) else {
        Issue.record("\(shape)")
        continue
      }
      var end = 0
      for range in report.narrative {
        #expect(range.lowerBound >= end && !range.isEmpty && range.upperBound <= document.text.bytes.count)
        end = range.upperBound
      }
      let text = report.narrative.map { String(decoding: document.text.bytes[$0], as: UTF8.self) }.joined(
        separator: " ")
      #expect(text.contains("发布信息318条"))
      #expect(text.contains("下一步将加强培训"))
      #expect(!text.contains("属于国家秘密"))
      #expect(!text.contains("现行有效件数"))
    }
  }
}
