import TestSupport
import Testing

@testable import DocumentReading

@Suite struct PDFFailureTests {
  private static let sample: [UInt8] = {
    var page = TinyPDF.Page()
    for row in 0..<6 { page.text("第\(row)段文字说明全年公开信息12\(row)条", 80, 100 + Double(row) * 30) }
    TinyTable(
      columns: [60, 160, 260], rows: [400, 420, 440],
      cells: [.init(0, 0, ["甲"]), .init(0, 1, ["乙"]), .init(1, 0, ["丙"]), .init(1, 1, ["1"])]
    ).draw(on: &page)
    return TinyPDF([page, page]).bytes
  }()

  private func failure(_ bytes: [UInt8]) -> ReadingFailure? {
    do {
      _ = try DocumentReader().read(bytes)
      return nil
    } catch { return error }
  }

  @Test func tellsApartWhyItCannotBeRead() {
    var locked = TinyPDF([.init()])
    let key = String(repeating: "ab", count: 32)
    locked.trailerEntries = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<\(key)>/U<\(key)>>>"
    #expect(failure(locked.bytes) == .encrypted)
    var scan = TinyPDF.Page()
    scan.picture(0, 0, 595, 842)
    #expect(failure(TinyPDF([scan, scan]).bytes) == .scannedImage)
    scan.text("1", 290, 820)
    #expect(failure(TinyPDF([scan, scan]).bytes) == .scannedImage)
    #expect(failure(TinyPDF([.init()]).bytes) == .empty)
    var outlines = TinyPDF.Page()
    for row in 0..<40 { outlines.line(80, 100 + Double(row), 90, 104 + Double(row)) }
    #expect(failure(TinyPDF([outlines]).bytes) == .scannedImage)
    let nameless = String(repeating: "\u{E001}\u{E0F2}", count: 20)
    #expect(PDFReader.isLost(Array((nameless + "公开").utf8)))
    #expect(!PDFReader.isLost(Array((String(repeating: "公开", count: 40) + "\u{E001}").utf8)))
    #expect(failure(Array("%PDF-1.7\n这不是".utf8)) == .malformedContainer)
    #expect(failure(Array("%PDF-".utf8)) == .malformedContainer)
  }

  @Test func endsWhereADocumentRefersToItself() {
    let loop =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\n"
    let trailer = "trailer<</Size 3/Root 1 0 R>>\n%%EOF"
    #expect(failure(Array((loop + trailer).utf8)) != nil)
    var page = TinyPDF.Page()
    page.entries = "/Contents[3 0 R 4 0 R 1 0 R 2 0 R]"
    #expect(failure(TinyPDF([page]).bytes) != nil)
  }

  @Test func meetsTheLimitOfTime() {
    var limits = ReadingLimits()
    limits.documentByteCount = 100
    #expect(throws: ReadingFailure.tooLarge) { try DocumentReader(limits: limits).read(Self.sample) }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func survivesDamage(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<4 {
      var bytes = Self.sample
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        bytes[Int.random(in: 8..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count - 8, using: &random)) }
      if let reason = failure(bytes) {
        #expect([.malformedContainer, .empty, .encrypted, .scannedImage, .limitExceeded].contains(reason))
      }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func survivesDamagedOutputOfTheProgram(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let words = "<doc><page width=\"1\"><word xMin=\"1.5\" yMin=\"2\" xMax=\"30\" yMax=\"12\">公开&amp;</word></page>"
    let drawing =
      "<svg><defs><g id=\"surface1\"><use xlink:href=\"#surface1\" transform=\"matrix(1,0,0,-1,0,842)\"/></g></defs>"
      + "<page><path style=\"fill:none;stroke-width:1;stroke:#000\" d=\"M 1 2 L 100 2 Z M 3 4\"/><use href=\"#surface1\"/>"
    for text in [words, drawing] {
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] =
          Array("<>\"=#- .9eML".utf8).randomElement(using: &random) ?? 0
      }
      var pages = (try? PDFWords.read(bytes)) ?? []
      let marks = (try? SVGMarks.read(bytes)) ?? []
      pages.append(PDFPage(marks: marks.flatMap { $0 }))
      for index in pages.indices {
        (pages[index].level, pages[index].upright) = RulingBuilder.rulings(PageTurning.upright(pages[index]))
      }
      #expect(throws: Never.self) { try PDFBlocks.assemble(pages) }
    }
  }
}
