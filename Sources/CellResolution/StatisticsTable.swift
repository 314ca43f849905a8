/// What a row of a free-form statistics table prints.
public enum StatisticsContent: Hashable, Sendable {
  /// One number a column; `nil` where a column's number is not known or no whole number.
  case numbers([Int64?])
  /// The digits of all columns without anything between them, as ASCII.
  case run([UInt8])
}

/// A row and the rows that split it up (其中): both must stand in the same table.
public struct StatisticsGroup: Hashable, Sendable {
  /// Index of the row that is split up.
  public var whole: Int
  /// Indices of its parts, in order; none is `whole`.
  public var parts: [Int]

  /// Makes a group.
  public init(whole: Int, parts: [Int]) {
    self.whole = whole
    self.parts = parts
  }
}

/// Two columns of which the first never exceeds the second: this year and all years up to now.
public struct StatisticsOrder: Hashable, Sendable {
  /// Index of the column of a single year.
  public var single: Int
  /// Index of the cumulative column.
  public var cumulative: Int

  /// Makes an order.
  public init(single: Int, cumulative: Int) {
    self.single = single
    self.cumulative = cumulative
  }
}

/// A free-form statistics table as plain values.
public struct StatisticsTable: Hashable, Sendable {
  /// How many columns every row has.
  public var columnCount: Int
  /// The rows, in order.
  public var rows: [StatisticsContent]
  /// Columns whose order is known.
  public var orders: [StatisticsOrder]
  /// Rows that are split up into others.
  public var groups: [StatisticsGroup]

  /// Makes a table.
  public init(
    columnCount: Int, rows: [StatisticsContent], orders: [StatisticsOrder] = [], groups: [StatisticsGroup] = []
  ) {
    self.columnCount = columnCount
    self.rows = rows
    self.orders = orders
    self.groups = groups
  }
}

/// The values of a table, and what the rules say about it.
public struct StatisticsSolution: Hashable, Sendable {
  /// A value for each row and column; `nil` where more than one reading fits.
  public var values: [[Int64?]]
  /// Indices of groups whose parts add up to the whole in no reading: nothing was inferred from them.
  public var failedGroups: [Int] = []
  /// Indices of groups that left fewer readings than the digits and the order alone.
  public var usedGroups: [Int] = []
  /// Indices of runs that no cut brings into order: the order was not used for them.
  public var disorderedRows: [Int] = []
}
