import FactTables

/// Reads values of rows by column name.
struct TableColumns {
  private let schema: TableSchema

  init(_ table: FactTable) { schema = table.schema }

  func text(_ column: String, of row: FactRow) -> String? { schema.index(of: column).flatMap { row[$0].string } }

  func integer(_ column: String, of row: FactRow) -> Int? {
    schema.index(of: column).flatMap { row[$0].integerValue }.map { Int($0) }
  }

  func index(_ column: String) -> Int? { schema.index(of: column) }
}
