/// The elements of Office Open XML that the readers treat in a way of their own, by local name.
enum OfficeElement: String, CaseIterable, Sendable {
  /// Any other element: it is looked through.
  case other = ""
  // The package: `[Content_Types].xml` and relationships.
  case override = "Override"
  case `default` = "Default"
  case relationship = "Relationship"
  // Blocks.
  case p, tbl, tr, tc, txbxContent, drawing, pict, altChunk
  // Paragraphs and runs.
  case pPr, r, rPr, t, tab, br, cr, noBreakHyphen, sym, ptab, rt, instrText, delInstrText, delText, fldChar, textpath
  case strike, dstrike, vertAlign, position, color, shd, highlight, sz
  case numPr, numId, ilvl, pStyle, rStyle, vanish, specVanish, ffData
  // Tables.
  case tblPr, tblPrEx, tblGrid, trPr, tcPr, gridSpan, gridBefore, vMerge, hMerge
  // Tracked changes.
  case del, moveFrom, cellDel, pPrChange, rPrChange, tblPrChange, tblPrExChange, tblGridChange, trPrChange, tcPrChange
  case sectPrChange, numberingChange
  // Content controls and sections.
  case sdt, sdtEndPr, showingPlcHdr, docPartGallery, sectPr, headerReference
  // Alternatives (markup compatibility).
  case alternateContent = "AlternateContent"
  case choice = "Choice"
  case fallback = "Fallback"
  // Numbering and styles.
  case abstractNum, num, abstractNumId, lvl, lvlOverride, startOverride, start, numFmt, lvlText, suff
  case lvlRestart, isLgl, numStyleLink, style, name, basedOn, docDefaults
  // Open Document.
  case body, h, s, table, note, image, annotation
  case tableRow = "table-row"
  case tableCell = "table-cell"
  case coveredTableCell = "covered-table-cell"
  case lineBreak = "line-break"
  case trackedChanges = "tracked-changes"
  case tableOfContent = "table-of-content"
  case rubyText = "ruby-text"
  case span
  case textProperties = "text-properties"
}

/// The XML vocabularies that are told apart; transitional and strict names of one vocabulary are one.
enum OfficeNamespace: Sendable {
  /// WordprocessingML, whatever its prefix.
  case word
  /// Markup compatibility.
  case compatibility
  /// VML, in which old text boxes and word art are written.
  case vml
  /// Formulas.
  case math
  /// The list of content types of a package.
  case contentTypes
  /// Lists of relationships.
  case packageRelationships
  /// References from a part to a relationship of it (`r:id`).
  case relationships
  /// The body of an Open Document.
  case openOffice
  /// Paragraphs of an Open Document.
  case openText
  /// Tables of an Open Document.
  case openTable
  /// Styles of an Open Document.
  case openStyle
  /// Pictures and text boxes of an Open Document.
  case openDraw
  /// Any other.
  case other

  private static let known: [(String, OfficeNamespace)] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", .word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", .word),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", .compatibility),
    ("urn:schemas-microsoft-com:vml", .vml),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", .math),
    ("http://purl.oclc.org/ooxml/officeDocument/math", .math),
    ("http://schemas.openxmlformats.org/package/2006/content-types", .contentTypes),
    ("http://schemas.openxmlformats.org/package/2006/relationships", .packageRelationships),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", .relationships),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", .relationships),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", .openOffice),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", .openText),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", .openTable),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", .openDraw),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", .openStyle),
  ]

  /// The vocabulary of a namespace name.
  static func find(_ name: String) -> OfficeNamespace { known.first { $0.0 == name }?.1 ?? .other }

  /// Whether a choice that requires this vocabulary is taken: those of Word, its drawings and everything standard.
  static func isUnderstood(_ name: String) -> Bool {
    ["http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/", "http://schemas.microsoft.com/office/"]
      .contains { name.hasPrefix($0) }
  }
}
