import StatutoryForm

/// The statutory labels, whichever version has the row.
enum FormLabels {
  static func row(_ row: FormRow) -> String {
    row.ordinal + (row.label(in: .v2) ?? row.label(in: .v1) ?? row.code)
  }

  static func column(_ column: FormColumn) -> String { column.label(in: .v2) }

  /// The column of a row by its code: 总计 of table 3 and of table 4 share one.
  static func column(_ code: String, of row: FormRow) -> FormColumn? {
    [FormVersion.v1, .v2].lazy.flatMap { FormLayout(version: $0).columns(of: row) }.first { $0.code == code }
  }
}
