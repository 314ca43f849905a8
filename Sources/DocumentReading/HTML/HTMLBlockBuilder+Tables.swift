extension HTMLBlockBuilder {
  /// Whether the innermost table has no open cell, so that what stands here stands in none.
  var isBetweenCells: Bool {
    let top = tables.count - 1
    return top >= 0 && !tables[top].hasOpenCell && !tables[top].isLayout
  }

  /// Depth of the stack of open elements outside of the innermost table; 0 where none is open.
  var innermostDepth: Int { tables.isEmpty ? 0 : tables[tables.count - 1].depth }

  /// Text in an inner table shows that the tables around it only arrange the page: what their cells held so far become
  /// paragraphs, and all that follows, too.
  mutating func turnAncestorsIntoLayout(_ source: Span<UInt8>) {
    if tables.count < 2 || tables[tables.count - 2].isLayout { return }
    for index in 0..<tables.count - 1 where !tables[index].isLayout {
      tables[index].isLayout = true
      for range in tables[index].lines { assembler.add(.paragraph(range)) }
      let pieces = tables[index].strayPieces
      tables[index].lines = []
      tables[index].strayPieces = []
      flush(pieces, in: source)
    }
  }

  mutating func openTable(isImplied: Bool) throws(ReadingFailure) {
    if tables.count >= nestingLimit { throw .limitExceeded }
    if !elements.appearance.isDisjoint(with: .unread) { leavesTableOut = true }
    endLine()
    tables.append(OpenTable(depth: elements.count, isImplied: isImplied))
  }

  /// Ends the innermost table, and what is open inside it.
  mutating func closeTable(_ source: Span<UInt8>) {
    closeCell(source)
    endLine()
    guard var table = tables.popLast() else { return }
    elements.cut(to: table.depth)
    table.grid.endGroup()
    if table.isLayout || table.grid.cells.isEmpty {
      flush(table.strayPieces, in: source)
      return
    }
    // An empty table inside of a cell is decoration; anywhere else it is a table that nobody has filled in.
    if table.lines.isEmpty, let parent = tables.last, !parent.isLayout { return }
    if table.arrangesText {
      for range in table.lines { assembler.add(.paragraph(range)) }
    } else {
      let grid = table.grid
      assembler.add(
        .table(
          TableBlock(rowCount: grid.rowCount, columnCount: grid.columnCount, cells: grid.cells, certainty: .exact)))
    }
    flush(table.strayPieces, in: source)
  }

  mutating func openRow(_ source: Span<UInt8>) throws(ReadingFailure) {
    if tables.isEmpty { try openTable(isImplied: true) }
    leaveCell(source)
    tables[tables.count - 1].grid.beginRow()
    tables[tables.count - 1].isRowOpen = true
    tables[tables.count - 1].rowAppearance = []
  }

  mutating func openCell(_ tag: HTMLTag, _ source: Span<UInt8>) throws(ReadingFailure) {
    if !tables.isEmpty, tables[tables.count - 1].isRowOpen { leaveCell(source) } else { try openRow(source) }
    let top = tables.count - 1
    if !tables[top].isLayout && !tables[top].grid.isTooWide {
      let spans = knownTags.find(tag).map { (Int($0.rowSpan), Int($0.columnSpan)) } ?? readSpans(of: tag, in: source)
      try tables[top].grid.place(rowSpan: spans.0, columnSpan: spans.1)
    }
    tables[top].hasOpenCell = true
    tables[top].firstLineOfCell = tables[top].lines.count
    tables[top].cellLine = lines.line(at: tag.start, in: source)
    withdrawn = []
  }

  /// How many rows and columns a cell says that it takes.
  func readSpans(of tag: HTMLTag, in source: Span<UInt8>) -> (rows: Int, columns: Int) {
    if tag.attributeCount == 0 { return (1, 1) }
    return (
      HTMLNumber.read(tag.attribute("rowspan", in: source), in: source) ?? 1,
      HTMLNumber.read(tag.attribute("colspan", in: source), in: source) ?? 1
    )
  }

  /// Ends the open cell of the innermost table, and what is open inside it.
  mutating func closeCell(_ source: Span<UInt8>) {
    let top = tables.count - 1
    if top < 0 || !tables[top].hasOpenCell { return }
    endLine()
    elements.cut(to: tables[top].depth)
    tables[top].hasOpenCell = false
    if tables[top].isLayout || tables[top].grid.isTooWide { return }
    if !withdrawn.isEmpty { writeWithdrawn() }
    let first = tables[top].firstLineOfCell
    let count = tables[top].lines.count
    if count > first {
      tables[top].grid.setRange(tables[top].lines[first].lowerBound..<tables[top].lines[count - 1].upperBound)
    } else {
      // An empty cell has a line of its own, so that its place in the source is known.
      assembler.beginLine(tables[top].cellLine)
      tables[top].grid.setRange(assembler.count..<assembler.count)
    }
  }

  /// Ends a group of rows.
  mutating func closeGroup(_ source: Span<UInt8>) {
    if tables.isEmpty { return }
    leaveCell(source)
    tables[tables.count - 1].grid.endGroup()
    tables[tables.count - 1].isRowOpen = false
  }

  /// Ends the open cell, or what is open between the cells.
  private mutating func leaveCell(_ source: Span<UInt8>) {
    closeCell(source)
    endLine()
    elements.cut(to: innermostDepth)
  }
}
