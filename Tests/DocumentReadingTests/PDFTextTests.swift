import TestSupport
import Testing

@testable import DocumentReading

private func page(_ draw: (inout TinyPDF.Page) -> Void) -> TinyPDF.Page {
  var page = TinyPDF.Page()
  draw(&page)
  return page
}

/// Lines of a paragraph of full width, the first indented: 30 characters of 14 points.
private func write(_ lines: [String], on page: inout TinyPDF.Page, from y: Double, indent: Double = 28) {
  for (index, line) in lines.enumerated() {
    page.text(line, 80 + (index == 0 ? indent : 0), y + Double(index) * 24, size: 14)
  }
}

private let filler = "公开条例规定的内容逐项核对并于每月五日前更新到门户网站供公众查阅使用"

@Suite struct PDFTextTests {
  @Test func joinsLinesToParagraphsAlsoOverPages() throws {
    let long = String(filler.prefix(30))
    let first = page {
      write([String(long.prefix(28)), long, "共计二百。"], on: &$0, from: 100)
      write([String(long.prefix(28)), long], on: &$0, from: 700)
      $0.text("— 1 —", 280, 810)
    }
    let second = page {
      write(["接着写完。"], on: &$0, from: 80, indent: 0)
      write([String(long.dropFirst(2)), "末段。"], on: &$0, from: 104)
      $0.text("— 2 —", 280, 810)
    }
    let found = try outline(TinyPDF([first, second]).bytes)
    #expect(
      found == [
        String(long.prefix(28)) + long + "共计二百。", String(long.prefix(28)) + long + "接着写完。",
        String(long.dropFirst(2)) + "末段。",
      ])
  }

  @Test(arguments: ["-  3  -", "第 3 页", "第3页 共9页", "3/9", "· 3 ·"])
  func dropsPageNumbers(number: String) throws {
    let texts = (0..<3).map { String(filler.dropFirst($0).prefix(28)) }
    let ends = ["甲段。", "乙段。", "丙段。"]
    let pages = zip(texts, ends).map { text, end in
      page {
        write([text, end], on: &$0, from: 100)
        $0.text(number, 280, 815)
      }
    }
    let found = try outline(TinyPDF(pages).bytes)
    #expect(
      found == zip(texts, ends).map { $0 + $1 })
  }

  @Test func keepsANumberThatIsNoPageNumber() throws {
    let drawn = page {
      write([String(filler.prefix(28)), "共计"], on: &$0, from: 100)
      $0.text("2428", 280, 700)
    }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(
      found.last == "2428")
  }

  @Test func keepsARunningHeadOnce() throws {
    let ends = ["甲段。", "乙段。", "丙段。"]
    let pages = (1...3).map { number in
      page {
        $0.text("某县某局2023年政府信息公开工作年度报告", 80, 40)
        write([String(filler.dropFirst(number).prefix(28)), ends[number - 1]], on: &$0, from: 100)
        $0.text("网址 某网 \(number)/3", 280, 815)
      }
    }
    let found = try outline(TinyPDF(pages).bytes)
    #expect(
      found == [
        "某县某局2023年政府信息公开工作年度报告", String(filler.dropFirst(1).prefix(28)) + ends[0],
        String(filler.dropFirst(2).prefix(28)) + ends[1],
        String(filler.dropFirst(3).prefix(28)) + ends[2],
      ])
  }

  @Test func readsTwoColumnsOneAfterTheOther() throws {
    let left = Array(filler.prefix(15)).map(String.init).joined()
    let right = Array(filler.dropFirst(15).prefix(15)).map(String.init).joined()
    let drawn = page { page in
      for row in 0..<10 {
        page.text(left, 60, 100 + Double(row) * 20, size: 14)
        page.text(right, 310, 100 + Double(row) * 20, size: 14)
      }
    }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(
      found == [
        String(repeating: left, count: 10) + String(repeating: right, count: 10)
      ])
  }

  @Test func readsLettersSetApartAndOneByOne() throws {
    let drawn = page { page in
      page.text("总", 80, 100, size: 20)
      page.text("计", 120, 100, size: 20)
      for (index, character) in "门户网站".enumerated() {
        page.text(String(character), 80 + Double(index) * 14, 200, size: 14)
      }
      page.text("２０２４年1,234件", 80, 300, size: 14)
    }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(
      found == ["总计", "门户网站", "２０２４年1,234件"])
  }

  @Test func leavesWatermarksOut() throws {
    let drawn = page { page in
      write([String(filler.prefix(28)), "正文。"], on: &page, from: 100)
      page.text("内部资料", 200, 500, size: 60, diagonal: true)
    }
    let found = try outline(TinyPDF([drawn]).bytes)
    #expect(
      found == [String(filler.prefix(28)) + "正文。"])
  }

  @Test func numbersEveryParagraphAndEveryRow() throws {
    let drawn = page { page in
      page.text("标题", 80, 60, size: 20)
      TinyTable(
        columns: [60, 160, 260], rows: [100, 120, 140],
        cells: [.init(0, 0, ["甲"]), .init(0, 1, ["乙"]), .init(1, 0, ["丙"]), .init(1, 1, ["1"])]
      ).draw(on: &page)
      page.text("末尾", 80, 200)
    }
    let document = try DocumentReader().read(TinyPDF([drawn]).bytes)
    #expect(document.mediaType == .pdf)
    #expect(document.text.lineNumbers == [1, 2, 3, 4])
    #expect(String(decoding: document.text.bytes, as: UTF8.self) == "标题\n甲\n乙\n丙\n1\n末尾")
  }

  @Test(arguments: zip(["⼀⼆⽉", "⻓⻔⻚", "\u{200B}长"], ["一二月", "长门页", "长"]))
  func putsCharactersBackThatFontsReplace(seen: String, meant: String) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: seen.unicodeScalars.compactMap(PDFCharacters.cleaned))
    #expect(String(view) == meant)
  }
}
