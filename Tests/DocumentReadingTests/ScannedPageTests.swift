import TestSupport
import Testing

@testable import DocumentReading

@Suite struct ScannedPageTests {
  /// A picture with a grid of two by two cells, falling by `slope`.
  private static func picture(slope: Double = 0) -> GreyRaster {
    var picture = GreyRaster(width: 1600, height: 1600)
    func draw(_ x: Int, _ y: Int) {
      for row in y..<y + 2 {
        for column in x..<x + 2 { picture.pixels[row * 1600 + column] = 0 }
      }
    }
    for place in [200, 800, 1400] {
      for along in 200..<1400 {
        let fall = Int((Double(along - 800) * slope).rounded())
        draw(along, place + fall)
        draw(place - fall, along)
      }
    }
    return picture
  }

  @Test func readsPicturesAsTheProgramWritesThem() {
    let one = Self.picture()
    let stream = one.file + GreyRaster(width: 3, height: 2).file
    let pictures = GreyRaster.pictures(stream)
    #expect(pictures.map(\.width) == [1600, 3])
    #expect(pictures.first?.pixels == one.pixels)
    #expect(GreyRaster.pictures(Array(stream.dropLast(3))).count == 1)
    #expect(GreyRaster.pictures(Array("P5 9999999 9999999 255\n".utf8)).isEmpty)
  }

  @Test(arguments: [0, 0.009, -0.0135])
  func findsTheGridOfAPageThatLiesAskew(slope: Double) {
    let picture = Self.picture(slope: slope)
    #expect(abs(picture.slope - slope) < 0.003)
    let rulings = RasterRulings(picture.straightened(picture.slope))
    var page = PDFPage()
    page.marks = rulings.marks(scale: 300.0 / 72)
    (page.level, page.upright) = RulingBuilder.rulings(page)
    let grids = RulingGrid.grids(level: page.level, upright: page.upright)
    #expect(grids.map(\.cells.count) == [4])
  }

  @Test func takesNoStampForRulings() {
    var picture = GreyRaster(width: 400, height: 400)
    for row in 100..<300 { for column in 100..<300 { picture.pixels[row * 400 + column] = 0 } }
    let rulings = RasterRulings(picture)
    #expect(rulings.level.isEmpty)
    #expect(rulings.upright.isEmpty)
  }

  @Test func keepsInkThatNothingWasReadOf() {
    let cell = PageBox(left: 10, top: 10, right: 30, bottom: 20)
    #expect(RecognisedWords.settled([], in: cell).map(\.text) == [["\u{FFFD}"]])
    let word = PageWord(box: cell, text: ["O"], order: 1)
    #expect(RecognisedWords.settled([word], in: cell).map(\.text) == [["0"]])
  }

  @Test func readsTheTableOfTheProgram() {
    let table =
      "level\tpage_num\n5\t2\t1\t1\t1\t1\t10\t20\t30\t40\t96.1\t公开\n5\tx\n4\t1\t1\t1\t1\t0\t1\t2\t3\t4\t-1\t\n"
    let words = RecognisedWords.read(Array(table.utf8))
    #expect(words.map(\.sheet) == [1])
    #expect(words.first?.box == PageBox(left: 10, top: 20, right: 40, bottom: 60))
    #expect(words.first?.text == Array("公开".unicodeScalars))
  }

  @Test(.enabled(if: Programs.isInstalled("tesseract"), "needs tesseract-ocr and tesseract-ocr-chi-sim"))
  func recognisesATableOnlyWhereAskedTo() throws {
    // A page as a scan has it: text drawn in outlines is beyond what the test's PDF writer can, so it is rendered first.
    var page = TinyPDF.Page(width: 320, height: 200)
    TinyTable(
      columns: [20, 120, 200, 280], rows: [20, 60, 100, 140],
      cells: [
        .init(0, 0, ["信息内容"]), .init(0, 1, ["数量"]), .init(0, 2, ["总计"]), .init(1, 0, ["行政许可"]),
        .init(1, 1, ["27"]), .init(1, 2, ["35"]), .init(2, 0, ["行政处罚"]), .init(2, 1, []), .init(2, 2, ["48"]),
      ]
    ).draw(on: &page, size: 14)
    let folder = try TemporaryFolder()
    let file = try folder.write(TinyPDF([page]).bytes, to: "drawn.pdf")
    let rendered = try Programs.run("pdftoppm", ["-r", "200", "-gray", file])
    let picture = try #require(GreyRaster.pictures(rendered).first)
    let scan = TinyPDF([.init(picture: picture.pixels, picture.width, picture.height, resolution: 200)]).bytes
    #expect(throws: ReadingFailure.scannedImage) { try DocumentReader().read(scan) }
    var limits = ReadingLimits()
    limits.recognisesScans = true
    let document = try DocumentReader(limits: limits).read(scan)
    #expect(document.isRecognised)
    let tables = document.blocks.compactMap { block -> TableBlock? in
      if case .table(let table) = block { table } else { nil }
    }
    let cells = tables.first?.cells.map { String(decoding: document.text.bytes[$0.range], as: UTF8.self) }
    #expect(tables.map(\.rowCount) == [3])
    #expect(cells?.count == 9)
    #expect(cells?.suffix(5) == ["27", "35", "行政处罚", "", "48"])
  }
}
