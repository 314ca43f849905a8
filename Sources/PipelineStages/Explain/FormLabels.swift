import StatutoryForm

/// The statutory labels of a report's form; a row or column of the other version has that version's label.
struct FormLabels: Sendable {
  private let version: FormVersion

  /// The labels of `v1`, or of `v2` for every other version.
  init(formVersion: String) { version = formVersion == FormVersion.v1.rawValue ? .v1 : .v2 }

  func row(_ row: FormRow) -> String { row.ordinal + core(of: row) }

  /// The label without its number.
  func core(of row: FormRow) -> String {
    row.label(in: version) ?? row.label(in: version == .v1 ? .v2 : .v1) ?? row.code
  }

  func column(_ column: FormColumn) -> String { column.label(in: version) }

  /// The column of a row by its code: 总计 of table 3 and of table 4 share one.
  static func column(_ code: String, of row: FormRow) -> FormColumn? {
    [FormVersion.v1, .v2].lazy.flatMap { FormLayout(version: $0).columns(of: row) }.first { $0.code == code }
  }
}
