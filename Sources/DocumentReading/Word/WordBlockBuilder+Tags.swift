extension WordBlockBuilder {
  /// What an element of the body is; `nil` passes over it.
  func frame(
    _ element: OfficeElement, _ namespace: OfficeNamespace, _ attributes: XMLAttributes
  ) throws(ReadingFailure) -> Frame? {
    switch namespace {
    case .word: return try wordFrame(element, attributes)
    case .math:
      if element != .t { return .plain }
      beginPiece(keepsSpace: attributes.value("space") == "preserve")
      return .text
    case .vml:
      // Word art is a text of one attribute.
      if element == .textpath, mutedCount == 0, let text = attributes.value("string"), !text.isEmpty {
        try add(lines: Array(text.utf8))
      }
      return .plain
    default: return .plain
    }
  }

  private func wordFrame(_ element: OfficeElement, _ attributes: XMLAttributes) throws(ReadingFailure) -> Frame? {
    switch element {
    case .p:
      paragraphs.append(WordParagraph())
      return .paragraph
    case .txbxContent:
      carried.append([])
      return .textBox
    case .tbl:
      try endStory()
      if tables.count >= limits.nestingDepth { throw .limitExceeded }
      tables.append(WordTable())
      return .table
    case .tr:
      guard let last = tables.indices.last, tables[last].cell == nil else { return .plain }
      tables[last].endRow()
      tables[last].beginRow()
      return .row
    case .tc:
      guard let last = tables.indices.last, tables[last].isRowOpen, tables[last].cell == nil else { return .plain }
      try countCell()
      tables[last].beginCell()
      carried.append([])
      return .cell
    case .sdt: return .control
    case .altChunk:
      try endStory()
      if mutedCount == 0, let id = attributes.relationship { try addChunk(id) }
      return .plain
    case .drawing, .pict:
      hasPictures = true
      return .plain
    case .pPrChange, .rPrChange, .tblPrChange, .tblPrExChange, .tblGridChange, .trPrChange, .tcPrChange, .sectPrChange,
      .numberingChange, .tblPr, .tblPrEx, .tblGrid, .rt, .ffData, .sdtEndPr:
      return nil
    default: return try inner(element, attributes)
    }
  }

  /// Elements whose meaning hangs on what holds them.
  private func inner(_ element: OfficeElement, _ attributes: XMLAttributes) throws(ReadingFailure) -> Frame? {
    switch frames.last {
    case .run: return runContent(element, attributes)
    case .runProperties, .markProperties: read(runProperty: element, attributes)
    case .paragraphProperties: return read(paragraphProperty: element, attributes)
    case .rowProperties: read(rowProperty: element, attributes)
    case .cellProperties: read(cellProperty: element, attributes)
    default: return other(element, attributes)
    }
    return .plain
  }

  private func other(_ element: OfficeElement, _ attributes: XMLAttributes) -> Frame? {
    switch element {
    case .pPr: return frames.last == .paragraph ? .paragraphProperties : .plain
    case .trPr: return frames.last == .row ? .rowProperties : nil
    case .tcPr: return frames.last == .cell ? .cellProperties : nil
    case .r:
      guard let last = paragraphs.indices.last else { return .plain }
      paragraphs[last].run = WordRun(isHidden: paragraphs[last].isHidden)
      return .run
    case .del, .moveFrom:
      if let last = paragraphs.indices.last { paragraphs[last].hasDeletedText = true }
      return nil
    case .showingPlcHdr: muteControl()
    case .docPartGallery: if attributes.value == "Table of Contents" { muteControl() }
    case .numId: if let last = paragraphs.indices.last { paragraphs[last].list = attributes.value }
    case .ilvl: if let last = paragraphs.indices.last { paragraphs[last].level = attributes.number }
    case .headerReference: if let id = attributes.relationship { headers.append(id) }
    default: break
    }
    return .plain
  }

  /// The content of the control around does not count.
  private func muteControl() {
    guard let control = frames.lastIndex(where: { $0 == .control || $0 == .muted }), frames[control] == .control else {
      return
    }
    frames[control] = .muted
    mutedCount += 1
  }

  // MARK: Runs

  private func runContent(_ element: OfficeElement, _ attributes: XMLAttributes) -> Frame? {
    switch element {
    case .rPr: return .runProperties
    case .t:
      beginPiece(keepsSpace: attributes.value("space") == "preserve")
      return .text
    case .tab, .ptab: append([ASCII.tab])
    case .br, .cr: append([ASCII.lineFeed])
    case .noBreakHyphen: append([UInt8(ascii: "-")])
    case .sym: append(WordSymbol.text(attributes.value("char") ?? "", font: attributes.value("font") ?? ""))
    case .fldChar: read(field: attributes.value("fldCharType") ?? "")
    case .instrText, .delInstrText, .delText: return nil
    default: break
    }
    return .plain
  }

  private func read(field type: String) {
    switch type {
    case "begin": if fields.count < limits.nestingDepth { fields.append(true) }
    case "separate": if !fields.isEmpty { fields[fields.count - 1] = false }
    case "end": _ = fields.popLast()
    default: break
    }
  }

  // MARK: Properties

  private func read(runProperty element: OfficeElement, _ attributes: XMLAttributes) {
    guard let last = paragraphs.indices.last else { return }
    if frames.last == .markProperties {
      switch element {
      case .del, .moveFrom: paragraphs[last].isMarkDeleted = true
      case .vanish, .specVanish: if attributes.isOn { paragraphs[last].isMarkDeleted = true }
      default: break
      }
      return
    }
    switch element {
    case .rStyle:
      guard let style = attributes.value else { return }
      if let isHidden = styles.isHidden(style) { paragraphs[last].run.isHidden = isHidden }
      paragraphs[last].run.isStruck = styles.isStruck(style)
      paragraphs[last].run.position = styles.position(style)
    case .vanish: paragraphs[last].run.isHidden = attributes.isOn
    case .strike, .dstrike: paragraphs[last].run.isStruck = attributes.isOn
    case .vertAlign: paragraphs[last].run.position = WordRunPosition(attributes.value)
    // Half points; less is a correction of the line.
    case .position: if let height = attributes.number, height >= 6 { paragraphs[last].run.position = .raised }
    case .color: paragraphs[last].run.isPale = attributes.value?.uppercased() == "FFFFFF"
    case .shd, .highlight: paragraphs[last].run.isShaded = true
    // Half points: nobody sees text of one point.
    case .sz: if let size = attributes.number, size <= 2 { paragraphs[last].run.isHidden = true }
    default: break
    }
  }

  private func read(paragraphProperty element: OfficeElement, _ attributes: XMLAttributes) -> Frame? {
    guard let last = paragraphs.indices.last else { return .plain }
    switch element {
    case .rPr: return .markProperties
    case .pStyle:
      let style = attributes.value ?? ""
      paragraphs[last].style = style
      paragraphs[last].isContents = styles.isContents(style)
      paragraphs[last].isHidden = styles.isHidden(style) ?? false
    default: break
    }
    return .plain
  }

  private func read(rowProperty element: OfficeElement, _ attributes: XMLAttributes) {
    guard let last = tables.indices.last else { return }
    switch element {
    case .del: tables[last].isRowDeleted = true
    case .gridBefore: tables[last].leave(columns: attributes.number ?? 0)
    default: break
    }
  }

  private func read(cellProperty element: OfficeElement, _ attributes: XMLAttributes) {
    guard let last = tables.indices.last else { return }
    func merge() -> WordCell.Merge { attributes.value == "restart" ? .begins : .continues }
    switch element {
    case .gridSpan: tables[last].cell?.columnSpan = attributes.number ?? 1
    case .vMerge: tables[last].cell?.vertical = merge()
    case .hMerge: tables[last].cell?.horizontal = merge()
    case .cellDel: tables[last].cell?.isDeleted = true
    default: break
    }
  }

  // MARK: Ends

  /// Ends the innermost open element.
  func end(_ frame: Frame) throws(ReadingFailure) {
    switch frame {
    case .text: endPiece()
    case .paragraph: try endParagraph()
    case .textBox, .cell:
      try endStory()
      _ = carried.popLast()
      if frame == .cell, let last = tables.indices.last { tables[last].endCell() }
    case .row: if let last = tables.indices.last { tables[last].endRow() }
    case .table: try endTable()
    case .story: try endStory()
    case .muted: mutedCount -= 1
    default: break
    }
  }
}
