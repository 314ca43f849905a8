import TestSupport
import Testing

@testable import DocumentReading

/// Pages that are pictures, in a document with text on others.
@Suite struct MixedScanTests {
  private static let text: TinyPDF.Page = {
    var page = TinyPDF.Page()
    for row in 0..<6 { page.text("第\(row)段文字说明全年公开信息12\(row)条", 80, 100 + Double(row) * 30) }
    return page
  }()

  @Test func saysWhichPagesAreUnread() throws {
    var scan = TinyPDF.Page()
    scan.picture(0, 0, 595, 842)
    scan.text("3", 290, 820)
    var small = TinyPDF.Page()
    small.picture(80, 80, 200, 160)
    let document = try DocumentReader().read(TinyPDF([Self.text, Self.text, scan, small, Self.text]).bytes)
    #expect(document.unreadPages == [3])
    #expect(document.recognisedPages.isEmpty)
    #expect(document.recognisedLines.isEmpty)
    #expect(try DocumentReader().read(TinyPDF([Self.text, .init(), Self.text]).bytes).unreadPages.isEmpty)
  }

  @Test func readsTheListOfPictures() {
    let list = """
      page   num  type   width height color comp bpc  enc interp  object ID x-ppi y-ppi size ratio
      --------------------------------------------------------------------------------------------
         2     0 image    1654  2339  gray    1   8  jpeg   no         7  0   200   200  310K 8.2%
         2     1 smask    1654  2339  gray    1   8  image  no         8  0   200   200  310K 8.2%
         3     0 image      10    10  gray    1   8  image  no   [inline]   0    72   64B 100%
      """
    let areas = PagePictures.areas(Array(list.utf8))
    #expect(areas.keys.sorted() == [1])
    #expect(abs((areas[1] ?? 0) - 595.4 * 842) < 500)
  }

  @Test(.enabled(if: Programs.isInstalled("tesseract"), "needs tesseract-ocr and tesseract-ocr-chi-sim"))
  func recognisesThemWhereAskedTo() throws {
    var page = TinyPDF.Page(width: 320, height: 200)
    TinyTable(
      columns: [20, 120, 200, 280], rows: [20, 60, 100],
      cells: [
        .init(0, 0, ["信息内容"]), .init(0, 1, ["数量"]), .init(0, 2, ["总计"]), .init(1, 0, ["行政许可"]),
        .init(1, 1, ["27"]), .init(1, 2, ["35"]),
      ]
    ).draw(on: &page, size: 14)
    let folder = try TemporaryFolder()
    let file = try folder.write(TinyPDF([page]).bytes, to: "drawn.pdf")
    let rendered = try Programs.run("pdftoppm", ["-r", "200", "-gray", file])
    let picture = try #require(GreyRaster.pictures(rendered).first)
    let scan = TinyPDF.Page(picture: picture.pixels, picture.width, picture.height, resolution: 200)
    var limits = ReadingLimits()
    limits.recognisesScans = true
    let document = try DocumentReader(limits: limits).read(TinyPDF([Self.text, scan, Self.text]).bytes)
    #expect(!document.isRecognised)
    #expect(document.recognisedPages == [2])
    #expect(document.unreadPages.isEmpty)
    let tables = document.blocks.compactMap { block -> TableBlock? in
      if case .table(let table) = block { table } else { nil }
    }
    let table = try #require(tables.first)
    #expect(tables.count == 1)
    #expect(
      table.cells.suffix(2).map { String(decoding: document.text.bytes[$0.range], as: UTF8.self) } == ["27", "35"])
    let lines = table.cells.map { document.text.line(at: $0.range.lowerBound) }
    #expect(lines.allSatisfy { line in document.recognisedLines.contains { $0.contains(line) } })
    #expect(!document.recognisedLines.contains { $0.contains(1) })
  }
}
