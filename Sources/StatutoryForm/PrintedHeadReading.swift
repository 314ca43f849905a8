/// How the heads of a table stand before its values, against the order of the form.
public enum PrintedHeadOrder: UInt8, CaseIterable, Sendable {
  /// As in the form.
  case usual
  /// Not all were found, or they stand as no table has them.
  case unknown
  /// All were found, 总计 first, the others as in the form.
  case totalFirst
  /// All were found, the organisations or blocks in another order.
  case other
  /// All were found, in no order that leaves any column certain.
  case scrambled
  /// Not all were found, and those found stand in another order.
  case doubtful
  /// All were found, the organisations or their common head before 自然人.
  case personsBehind
}

/// A row in one of the ways to read it.
public struct PrintedReading: Hashable, Sendable {
  /// The tokens in the order of the form's columns.
  public var tokens: [PrintedToken]
  /// What is to be said of them where this reading is the one that is taken.
  public var findings: [Finding]

  /// Makes a reading.
  public init(tokens: [PrintedToken], findings: [Finding] = []) {
    self.tokens = tokens
    self.findings = findings
  }
}

/// What the heads of a table say about the places of one row's values.
public struct PrintedHeadedRow: Hashable, Sendable {
  /// How heads lead to the values of a row.
  public enum Heads: UInt8, CaseIterable, Sendable {
    /// They lead to none of them.
    case none
    /// They name the columns as the form does.
    case agreeing
    /// They name other columns than the order of the form.
    case differing
    /// They alone lead to values: none stand beside the row's label.
    case alone
    /// The row stands in a part of the table without heads; those of the part before it are meant.
    case continued
  }

  /// The row; of table 4 a stage.
  public var row: FormRow
  /// How heads lead to it.
  public var heads: Heads
  /// The row by its heads; `nil` where they say no more than the form's order does.
  public var byHeads: PrintedReading?
  /// What is to be said where the row stays as it is without heads.
  public var findings: [Finding]
  /// Whether a head names each of its columns.
  public var isWhole: Bool
  /// Whether both readings print the same.
  public var isAlike: Bool
  /// 1-based source line of its values; `nil` where none stand there.
  public var line: Int?

  /// Makes a row.
  public init(
    row: FormRow, heads: Heads, byHeads: PrintedReading? = nil, findings: [Finding] = [], isWhole: Bool = false,
    isAlike: Bool = false, line: Int? = nil
  ) {
    self.row = row
    self.heads = heads
    self.byHeads = byHeads
    self.findings = findings
    self.isWhole = isWhole
    self.isAlike = isAlike
    self.line = line
  }
}

/// A table whose heads may mean other columns than the order of the form: both readings, between which only the
/// identities can choose.
///
/// The rows of the `PrintedForm` hold the reading without heads.
public struct PrintedHeadReading: Hashable, Sendable {
  /// Table 3 as `outcomes`, or `proceedings`.
  public var table: FormTable
  /// How the heads stand.
  public var order: PrintedHeadOrder
  /// Whether cells of a grid say which head belongs to which value; in text only their order does.
  public var isGrid: Bool
  /// Whether all rows that differ do so in the same way.
  public var hasOneOrder: Bool
  /// The rows, in form order; of table 4 its three stages, whose tokens count their columns from 0 to 14.
  public var rows: [PrintedHeadedRow]

  /// Makes a reading.
  public init(
    table: FormTable, order: PrintedHeadOrder, isGrid: Bool, hasOneOrder: Bool = false, rows: [PrintedHeadedRow]
  ) {
    self.table = table
    self.order = order
    self.isGrid = isGrid
    self.hasOneOrder = hasOneOrder
    self.rows = rows
  }
}

extension Finding {
  /// The heads of a row's columns stand in another order than the form's, and nothing proves which is meant.
  public static func columnsInDoubt(_ row: FormRow, line: Int?) -> Finding {
    Finding(
      rule: "S.COLUMNS", severity: .warning, table: row.table.code, row: row.code,
      message:
        "The heads of the columns stand in another order than the form's, and no sum shows which of them is meant.",
      line: line)
  }

  /// Values that may be a row's were not taken for it.
  public static func valuesInDoubt(_ row: FormRow, line: Int?) -> Finding {
    Finding(
      rule: "S.ROWS", severity: .warning, table: row.table.code, row: row.code,
      message: "Values stand here that could not be told to belong to this row or another.", line: line)
  }
}
