/// Puts one row together by column names; columns that are not set are null.
///
/// A builder that has its head is copied for each row of a report:
/// ```swift
/// var row = head                     // RowBuilder(.applications) with the head columns set
/// row["flow"] = .text("carried_in")
/// rows.append(try row.build())
/// ```
public struct RowBuilder: Sendable {
  /// The table the row belongs to.
  public let schema: TableSchema
  private var values: FactRow
  private var unknownColumns: [String] = []

  /// Starts a row of nulls.
  public init(_ table: FactTable) {
    schema = table.schema
    values = Array(repeating: .null, count: schema.columns.count)
  }

  /// The value of a column.
  ///
  /// Setting a name that the table does not have makes `build` fail.
  public subscript(column: String) -> FactValue {
    get { schema.index(of: column).map { values[$0] } ?? .null }
    set {
      if let index = schema.index(of: column) { values[index] = newValue } else { unknownColumns.append(column) }
    }
  }

  /// The row.
  ///
  /// Throws the first fault found.
  public func build() throws(RowFault) -> FactRow {
    if let column = unknownColumns.first { throw .unknownColumn(column) }
    if let fault = schema.faults(in: values).first { throw fault }
    return values
  }
}
