import DecimalNumbers
import StatutoryForm

/// A short notation for printed rows, so that tests read like the documents.
///
/// - `17 0 0 17` numbers in order, their columns unknown
/// - `| 17 | | / |` table cells, a column each: empty is blank, `/` is not applicable, words are unreadable
/// - `=230 000023` glued digits; a space is a weak separator
enum Notation {
  static func tokens(_ text: String, line: Int? = 1) -> [PrintedToken] {
    if text.hasPrefix("=") {
      return text.dropFirst().split(separator: " ").enumerated().map { index, part in
        PrintedToken(text: String(part), content: .run, line: line, isWeaklySeparated: index > 0)
      }
    }
    if text.hasPrefix("|") {
      let fields = text.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
      return fields.enumerated().map { column, field in token(field.filter { $0 != " " }, column: column, line: line) }
    }
    return text.split(separator: " ").map { token(String($0), column: nil, line: line) }
  }

  private static func token(_ text: String, column: Int?, line: Int?) -> PrintedToken {
    let content: PrintedContent =
      if text.isEmpty { .blank } else if text == "/" { .notApplicable } else if let number = DecimalNumber(text) {
        .number(number)
      } else {
        .unreadable
      }
    return PrintedToken(text: text, content: content, column: column, line: line)
  }

  static func form(
    _ version: FormVersion, _ rows: [FormRow: String], proceedings: String = "", headerUnits: [FormRow: MoneyUnit] = [:]
  ) -> PrintedForm {
    let printed = rows.sorted { $0.key.rawValue < $1.key.rawValue }.map { row, text in
      PrintedRow(row: row, tokens: tokens(text), headerUnit: headerUnits[row], labelLine: 1)
    }
    return PrintedForm(layout: FormLayout(version: version), rows: printed, proceedings: tokens(proceedings))
  }
}

extension ResolvedForm {
  /// The whole values of a row, `nil` where there is none.
  func values(_ row: FormRow) -> [Int64?] {
    cells.filter { $0.row == row }.map { $0.value?.integer }
  }

  /// The bases of a row.
  func bases(_ row: FormRow) -> [Basis] { cells.filter { $0.row == row }.map(\.basis) }

  /// What is printed for the cells of a row.
  func printed(_ row: FormRow) -> [String?] { cells.filter { $0.row == row }.map(\.printed) }

  /// Rows at whose place an identity fails over the published values, as the rule evaluator raises them.
  var rowsWithFailingIdentity: Set<FormRow> {
    var byPlace: [FormCell: ResolvedCell] = [:]
    for cell in cells { byPlace[FormCell(cell.row, cell.column)] = cell }
    return Set(
      (layout.applicationIdentities + layout.proceedingsIdentities).compactMap { identity in
        if case .fails = identity.verdict(value: { byPlace[$0] }) { identity.place.row } else { nil }
      })
  }
}
