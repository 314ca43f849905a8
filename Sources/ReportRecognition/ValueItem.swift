import DocumentReading

/// One place of a line of values: a piece of text between separations, or an explicit empty place.
struct ValueItem {
  /// Stream positions; empty for a blank.
  var range: Range<Int>
  /// What it says; `nil` for a blank.
  var reading: CellReading?
  /// What separates it from the one before.
  var separation: Separation
  /// Index of its cell; -1 outside exact tables.
  var cell: Int32
  /// Byte offset.
  var offset: Int32
  /// Whether words before it name a row that the form does not have.
  var followsForeignWords = false
  /// The first piece of another row's label that stands on a line before it.
  var beginning: LabelBeginning?

  /// Whether it is an explicit empty place.
  var isBlank: Bool { reading == nil }
  /// Whether it can stand in a cell: a number, a run, a mark of absence.
  var isValue: Bool {
    guard let reading else { return false }
    return reading.content != .unreadable
  }
  /// Whether it is digits that begin with a 0 no number needs, as two cells that touch do.
  func holdsNeedlessZero(in stream: LabelStream) -> Bool {
    if range.count < 2 || stream.units[range.lowerBound] != 0x30 { return false }
    return stream.units[range].allSatisfy { $0.isDigit }
  }

  /// Whether it is text that says no value.
  var isWords: Bool { reading?.content == .unreadable }

  /// Whether it is a blank, one number or a mark of absence: nothing that could be taken in more than one way.
  var isPlain: Bool {
    guard let reading else { return true }
    switch reading.content {
    case .number, .notApplicable: return true
    case .run, .blank, .unreadable: return false
    }
  }
}

/// The items of one line of text or one row of a grid.
struct ValueLine {
  /// The items in order.
  var items: [ValueItem]
  /// Whether it goes on where the label stands.
  var isLabelLine: Bool
  /// Grid row of an exact table; `nil` for text.
  var grid: GridRow?

  /// Whether any item is a number, a run or a mark.
  var hasValues: Bool { items.contains { $0.isValue } }
}

/// A row of an exact table.
struct GridRow: Hashable {
  /// Index of the table.
  var table: Int32
  /// Grid row.
  var row: Int
}
