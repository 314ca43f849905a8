/// A class of mess that reports have in the wild and the generator can make, alone or with others.
public enum CorpusMess: String, CaseIterable, Sendable {
  /// Blank or zero cells vanish without a trace from line and space text.
  case droppedBlanks = "dropped_blanks"
  /// Zeros stand as NBSP: a line of its own in text, `&nbsp;` in HTML.
  case nbspBlanks = "nbsp_blanks"
  /// Some cells hold `/`, `-`, `—` or 无.
  case notApplicableCells = "not_applicable_cells"
  /// Zeros are left out as empty cells or fields.
  case zerosLeftBlank = "zeros_left_blank"
  /// The total column is empty on detail rows.
  case totalsLeftBlank = "totals_left_blank"
  /// The cells of some rows stand without any separator.
  case gluedCells = "glued_cells"
  /// Labels are broken by line feeds or `<br>`.
  case splitLabels = "split_labels"
  /// 三、本年度办理结果 runs down its column.
  case verticalLabels = "vertical_labels"
  /// A page ends inside table 3: page number, then the header again.
  case pageBreak = "page_break"
  /// Full-width digits.
  case fullWidth = "full_width"
  /// Half-width brackets, colons and commas, as width-folded mirrors have them.
  case halfWidthPunctuation = "half_width_punctuation"
  /// Numbers from 1,000 on have thousands separators.
  case thousandsSeparators = "thousands_separators"
  /// Notes in brackets behind numbers.
  case notesInCells = "notes_in_cells"
  /// 增10 and 减4 in the column 本年增/减.
  case signsInWords = "signs_in_words"
  /// Amounts of money with 元 or 万元 in the cell, whatever the header says.
  case moneyUnitInCell = "money_unit_in_cell"
  /// Row labels without their numbers.
  case numberingMissing = "numbering_missing"
  /// Traditional characters in labels and headings.
  case traditionalCharacters = "traditional_characters"
  /// Navigation, script, layout tables and a footer around the page.
  case portalChrome = "portal_chrome"
  /// One printed figure contradicts the others.
  case arithmeticError = "arithmetic_error"
  /// Groups of table 3 print subtotals, which the form does not have.
  case groupSubtotals = "group_subtotals"
  /// Tables that are not the statutory ones.
  case decoyTables = "decoy_tables"
  /// UTF-16 with a byte order mark.
  case utf16 = "utf_16"
  /// Words instead of figures, as a body without rules writes them.
  case wordsInCells = "words_in_cells"
  /// Zeros printed as ○ or 〇.
  case circleZeros = "circle_zeros"
  /// Footnote signs behind numbers.
  case footnotes = "footnotes"
  /// Runs of table 2 with minus signs and decimals among the digits.
  case gluedSigns = "glued_signs"
  /// Sub-labels numbered in another style: (1), 1、, ①, or the bare digit.
  case otherNumbering = "other_numbering"
  /// A group of table 3 whose rows have no labels of their own.
  case groupsWithoutLabels = "groups_without_labels"
  /// One item or group in the other version's shape, as an unsplit (六) in v2.
  case hybridForm = "hybrid_form"
  /// The form of 2019 and 2020 used in 2022 and 2023.
  case oldFormLater = "old_form_later"
  /// Words of the head broken over lines or rows: 商业企 / 业.
  case brokenHeads = "broken_heads"
  /// A row in table 3 that the form does not have.
  case extraRow = "extra_row"
  /// Labels of stub and group repeated in every row, as an expansion of spans prints them.
  case repeatedLabels = "repeated_labels"
  /// Digits in elements of their own.
  case digitElements = "digit_elements"
  /// The same table of another body to the right of it.
  case sideBySide = "side_by_side"
  /// One small table a row, some labels outside of it.
  case rowTables = "row_tables"
  /// Pipe tables without their line of dashes.
  case separatorsMissing = "separators_missing"
  /// GB18030 bytes, in HTML declared as gb2312.
  case gbBytes = "gb_bytes"
  /// Readings in Latin letters behind characters of labels.
  case pinyin
  /// Advertising lines of a mirror site between rows.
  case advertising
  /// Values between the halves of their label, or before it, as text out of a page layout has them.
  case tornLabels = "torn_labels"
  /// Some neighbouring cells of a row stand without a separator, the others apart.
  case partlyGlued = "partly_glued"
  /// HTML without end tags, in capitals, digits as character references.
  case sloppyHTML = "sloppy_html"
  /// Dates whose 年 is lost.
  case yearSignMissing = "year_sign_missing"

  /// Digits behind a figure that nobody sees.
  case unseenDigits = "unseen_digits"
  /// A figure that is crossed out before the one that holds.
  case crossedOut = "crossed_out"
  /// Marks of notes above the line, directly behind the figures.
  case noteMarks = "note_marks"
  /// The whole body as a string in a script.
  case embeddedPage = "embedded_page"

  /// Classes that are drawn by themselves, so that documents without them stay what they were before there were any.
  static let drawnApart: [CorpusMess] = [.unseenDigits, .crossedOut, .noteMarks, .embeddedPage]

  /// Whether the class can occur in the medium.
  public func fits(_ medium: CorpusMedium) -> Bool {
    switch self {
    case .droppedBlanks: medium == .lines || medium == .spaces || medium == .oneLine
    case .nbspBlanks: medium == .lines || medium == .html
    case .zerosLeftBlank: medium == .html || medium == .markdown || medium == .tabs
    case .totalsLeftBlank: medium != .oneLine && medium != .spaces
    case .gluedCells: medium == .lines || medium == .spaces || medium == .oneLine
    case .portalChrome, .digitElements, .sideBySide, .sloppyHTML, .unseenDigits, .crossedOut, .noteMarks, .embeddedPage:
      medium == .html
    case .rowTables, .separatorsMissing: medium == .markdown
    case .tornLabels: medium == .spaces || medium == .tabs
    case .partlyGlued: medium == .spaces
    case .repeatedLabels: medium == .html || medium == .markdown
    case .utf16: medium != .html
    case .wordsInCells, .circleZeros, .footnotes, .brokenHeads, .extraRow, .advertising, .groupsWithoutLabels:
      medium != .oneLine
    // Comes with glued cells, never alone.
    case .gluedSigns: medium == .lines || medium == .spaces || medium == .oneLine
    // A run of digits with these inside would be another document, not the same one told worse.
    case .fullWidth, .thousandsSeparators, .notesInCells, .notApplicableCells, .signsInWords: medium != .oneLine
    default: true
    }
  }

  /// Whether the class occurs in one medium alone.
  var isOfOneMedium: Bool { CorpusMedium.allCases.count { fits($0) } <= 3 }

  /// Whether the class takes plainly printed cells of table 3 away.
  var hidesCells: Bool {
    switch self {
    case .droppedBlanks, .nbspBlanks, .notApplicableCells, .zerosLeftBlank, .totalsLeftBlank, .gluedCells, .partlyGlued:
      true
    default: false
    }
  }
}

/// The shapes in which tables reach a reader.
public enum CorpusMedium: String, CaseIterable, Sendable {
  /// Text, one cell a line.
  case lines
  /// Text, a row a line, fields apart by spaces.
  case spaces
  /// Text, a row a line, fields apart by tabs.
  case tabs
  /// Text, everything of a section on one line and glued.
  case oneLine = "one_line"
  /// A web page with the statutory spans.
  case html
  /// Pipe tables.
  case markdown

  /// Whether an empty place is visible.
  var showsPlaces: Bool { self == .html || self == .markdown || self == .tabs }

  /// The ending of file names.
  public var fileExtension: String {
    switch self {
    case .html: "html"
    case .markdown: "md"
    default: "txt"
    }
  }
}
