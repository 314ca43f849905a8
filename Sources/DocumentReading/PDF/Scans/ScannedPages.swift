import ConfinedPrograms

/// Reads pages that are only pictures: renders them, finds the rulings, and has the characters recognised by tesseract.
///
/// Rulings disturb recognition more than anything else, and a lone 0 between two of them is mostly lost. So they are taken
/// out, and the cells of all tables of a page are set below each other in one narrow picture; the words found there are put
/// back to their cells. A cell without ink is empty; one with ink in which nothing was recognised holds U+FFFD. Two children
/// read the whole document, one to render it, one to recognise it.
enum ScannedPages {
  private static let resolution = 300
  private static let scale = Double(resolution) / 72
  /// White around the cells, in pixels.
  private static let space = 24
  private static let tallest = 30_000

  /// The pages, with the words that were recognised; throws where a program is missing or a limit is met.
  ///
  /// `numbers` are the 0-based pages that are wanted, ascending; `nil` wants all.
  static func read(
    _ bytes: [UInt8], _ time: inout WorkTime, only numbers: [Int]? = nil
  ) throws(ReadingFailure) -> [PDFPage] {
    var stream: [UInt8] = []
    for pages in numbers.map(Self.runs) ?? [[]] {
      stream += try ConfinedReading.run(
        "pdftoppm", ["-q", "-r", "\(resolution)", "-gray"] + pages + ["-"], bytes, time: &time)
    }
    var pages: [PDFPage] = []
    var sheets: [Sheet] = []
    for picture in GreyRaster.pictures(stream) {
      let slope = picture.slope
      let straight = abs(slope) > 0.002 ? picture.straightened(slope) : picture
      let rulings = RasterRulings(straight)
      var page = PDFPage(isRecognised: true)
      page.marks = rulings.marks(scale: scale)
      (page.level, page.upright) = RulingBuilder.rulings(page)
      let grids = RulingGrid.grids(level: page.level, upright: page.upright)
      var clean = straight
      rulings.erase(from: &clean)
      sheets += Self.sheets(clean, grids, page: pages.count)
      pages.append(page)
    }
    if pages.isEmpty { throw .malformedContainer }
    try recognise(sheets, &pages, &time)
    return pages
  }

  /// The options that name each run of pages that follow one another.
  private static func runs(_ numbers: [Int]) -> [[String]] {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound == number - 1 {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { ["-f", "\($0.lowerBound + 1)", "-l", "\($0.upperBound + 1)"] }
  }

  /// A picture for the recogniser, with where its parts come from.
  private struct Sheet {
    let page: Int
    let picture: GreyRaster
    /// Rows of the picture that hold a cell: their first row, and by how much to move words to their place on the page.
    var strips: [(rows: Range<Int>, right: Int, down: Int, cell: PageBox)] = []
  }

  private static func sheets(_ picture: GreyRaster, _ grids: [RuledGrid], page: Int) -> [Sheet] {
    var text = picture
    var parts: [(columns: Range<Int>, rows: Range<Int>, cell: PageBox)] = []
    for grid in grids {
      for cell in grid.cells {
        let columns =
          Int(cell.box.left * scale) + 5..<max(Int(cell.box.left * scale) + 6, Int(cell.box.right * scale) - 4)
        let rows = Int(cell.box.top * scale) + 5..<max(Int(cell.box.top * scale) + 6, Int(cell.box.bottom * scale) - 4)
        if let ink = picture.ink(columns, rows) { parts.append((ink.columns, ink.rows, cell.box)) }
      }
      text.clear(
        Int(grid.box.left * scale) - 3..<Int(grid.box.right * scale) + 4,
        Int(grid.box.top * scale) - 3..<Int(grid.box.bottom * scale) + 4)
    }
    var sheets: [Sheet] = []
    if text.ink(0..<text.width, 0..<text.height) != nil { sheets.append(Sheet(page: page, picture: text)) }
    while !parts.isEmpty {
      var height = space
      let count = parts.prefix { part in
        height += part.rows.count + space
        return height < tallest
      }.count
      let taken = parts.prefix(max(1, count))
      parts.removeFirst(max(1, count))
      let width = (taken.map(\.columns.count).max() ?? 1) + 2 * space
      var sheet = GreyRaster(width: width, height: taken.reduce(space) { $0 + $1.rows.count + space })
      var strips: [(rows: Range<Int>, right: Int, down: Int, cell: PageBox)] = []
      var row = space
      for part in taken {
        sheet.paste(picture, part.columns, part.rows, at: (space, row))
        strips.append(
          (
            row - space / 2..<row + part.rows.count + space / 2, part.columns.lowerBound - space,
            part.rows.lowerBound - row, part.cell
          ))
        row += part.rows.count + space
      }
      sheets.append(Sheet(page: page, picture: sheet, strips: strips))
    }
    return sheets
  }

  private static func recognise(
    _ sheets: [Sheet], _ pages: inout [PDFPage], _ time: inout WorkTime
  ) throws(ReadingFailure) {
    if sheets.isEmpty { throw .empty }
    var files = sheets.enumerated().map { (name: "sheet\($0.offset).pgm", bytes: $0.element.picture.file) }
    let list = files.map(\.name).joined(separator: "\n") + "\n"
    files.append((name: "sheets.txt", bytes: Array(list.utf8)))
    let table = try ConfinedReading.run(
      "tesseract", ["sheets.txt", "stdout", "-l", "chi_sim", "--psm", "6", "tsv"], [], files: files, time: &time)

    var order = 0
    var found: [Int: [[PageWord]]] = [:]
    for word in RecognisedWords.read(table) where sheets.indices.contains(word.sheet) {
      let sheet = sheets[word.sheet]
      order += 1
      var box = word.box
      var strip: Int?
      if !sheet.strips.isEmpty {
        let middle = Int(box.middleY)
        guard let index = sheet.strips.firstIndex(where: { $0.rows.contains(middle) }) else { continue }
        let right = Double(sheet.strips[index].right)
        let down = Double(sheet.strips[index].down)
        box = PageBox(left: box.left + right, top: box.top + down, right: box.right + right, bottom: box.bottom + down)
        strip = index
      }
      let onPage = PageBox(
        left: box.left / scale, top: box.top / scale, right: box.right / scale, bottom: box.bottom / scale)
      let placed = PageWord(box: onPage, text: word.text, order: order)
      if let strip {
        if found[word.sheet] == nil { found[word.sheet] = Array(repeating: [], count: sheet.strips.count) }
        found[word.sheet]?[strip].append(placed)
      } else {
        pages[sheet.page].words.append(placed)
      }
    }
    for (number, sheet) in sheets.enumerated() {
      for (index, strip) in sheet.strips.enumerated() {
        let words = found[number]?[index] ?? []
        pages[sheet.page].words += RecognisedWords.settled(words, in: strip.cell)
      }
    }
  }
}
