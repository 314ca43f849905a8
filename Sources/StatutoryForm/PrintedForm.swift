import DecimalNumbers

/// A unit of money that a report prints.
public enum MoneyUnit: String, CaseIterable, Sendable {
  /// 元
  case yuan
  /// 万元
  case tenThousandYuan = "ten_thousand_yuan"
  /// 亿元
  case hundredMillionYuan = "hundred_million_yuan"

  /// The power of ten that turns an amount into yuan.
  public var powerOfTen: Int {
    switch self {
    case .yuan: 0
    case .tenThousandYuan: 4
    case .hundredMillionYuan: 8
    }
  }
}

/// What one place of a printed row holds.
public enum PrintedContent: Hashable, Sendable {
  /// One number whose extent is certain: a table cell, a line or a field of its own.
  case number(DecimalNumber)
  /// Digits, points and minus signs that may be several cells glued together, or one.
  case run
  /// An explicit empty place: an empty table cell or field, a line of only NBSP.
  case blank
  /// `/`, `-`, `无` and the like.
  case notApplicable
  /// Something else: words, or a number that cannot be read.
  case unreadable
}

/// One token of a printed row, as the document has it.
public struct PrintedToken: Hashable, Sendable {
  /// The text as printed, without white space around it; empty for a blank.
  public var text: String
  /// What the text is.
  public var content: PrintedContent
  /// Index among the row's columns where the medium is sure of it; `nil` where only the order is known.
  public var column: Int?
  /// The unit printed in the cell itself; `nil` where there is none.
  public var unit: MoneyUnit?
  /// 1-based line of the decoded source; `nil` where nothing is printed.
  public var line: Int?
  /// Whether something separates the token from the one before it (a space in a glued row is a hint, not a proof).
  public var isWeaklySeparated: Bool

  /// Makes a token.
  @inlinable public init(
    text: String, content: PrintedContent, column: Int? = nil, unit: MoneyUnit? = nil, line: Int? = nil,
    isWeaklySeparated: Bool = false
  ) {
    self.text = text
    self.content = content
    self.column = column
    self.unit = unit
    self.line = line
    self.isWeaklySeparated = isWeaklySeparated
  }
}

/// A row of the form as the document prints it: its tokens in order.
public struct PrintedRow: Hashable, Sendable {
  /// Which row of the form it is.
  public var row: FormRow
  /// The tokens in reading order; empty where the label stands alone.
  public var tokens: [PrintedToken]
  /// The unit in the header of the row's money column; `nil` where there is none.
  public var headerUnit: MoneyUnit?
  /// 1-based line of the label; `nil` where the label is missing and the row was found by its place.
  public var labelLine: Int?

  /// Makes a row.
  public init(row: FormRow, tokens: [PrintedToken], headerUnit: MoneyUnit? = nil, labelLine: Int? = nil) {
    self.row = row
    self.tokens = tokens
    self.headerUnit = headerUnit
    self.labelLine = labelLine
  }
}

/// The statutory tables as a document prints them, before any identity is used.
public struct PrintedForm: Hashable, Sendable {
  /// Which rows and columns the document's form has.
  public var layout: FormLayout
  /// The rows found, in form order, at most one a `FormRow`.
  public var rows: [PrintedRow]
  /// Printed group subtotals of table 3, which the form does not have; checked, never published.
  public var subtotals: [PrintedSubtotal]
  /// The tokens of the 15-cell data row of table 4, `column` counting 0 to 14; its three stages have no `rows`.
  public var proceedings: [PrintedToken]
  /// Whether the characters were recognised from pictures: then only what the identities confirm is published.
  public var isRecognised = false
  /// Rows that were recognised from pictures of single pages, in form order; empty where all or none were.
  public var recognisedRows: [FormRow] = []
  /// Tables whose heads may mean other columns than the order of the form; empty for nearly every document.
  public var headReadings: [PrintedHeadReading] = []

  /// Makes a form.
  public init(
    layout: FormLayout, rows: [PrintedRow], subtotals: [PrintedSubtotal] = [], proceedings: [PrintedToken] = []
  ) {
    self.layout = layout
    self.rows = rows
    self.subtotals = subtotals
    self.proceedings = proceedings
  }
}

/// A subtotal row that a document prints after the label of a group of table 3.
public struct PrintedSubtotal: Hashable, Sendable {
  /// The group.
  public var group: OutcomeGroup
  /// The tokens, as of a row of seven columns.
  public var tokens: [PrintedToken]

  /// Makes a subtotal.
  public init(group: OutcomeGroup, tokens: [PrintedToken]) {
    self.group = group
    self.tokens = tokens
  }
}
