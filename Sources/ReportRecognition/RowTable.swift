import StatutoryForm

/// A value for each of some rows of the form, in the place of the row's number.
struct RowTable<Value> {
  private var values: [Value?]

  /// A table of no rows.
  init() { values = [Value?](repeating: nil, count: FormRow.list.count) }

  /// The value of a row; `nil` where it has none.
  subscript(row: FormRow) -> Value? {
    get { values[Int(row.rawValue)] }
    set { values[Int(row.rawValue)] = newValue }
  }

  /// Whether no row has a value.
  var isEmpty: Bool { values.allSatisfy { $0 == nil } }

  /// The values, in form order.
  var present: some Sequence<Value> { values.lazy.compactMap { $0 } }
}

extension FormRow {
  /// All rows, made once.
  static let list = Array(FormRow.allCases)
}
