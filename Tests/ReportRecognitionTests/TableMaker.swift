import StatutoryForm
import TestSupport

func filled(_ version: FormVersion, seed: UInt64) -> FilledForm {
  var generator = SeededGenerator(seed: seed)
  return FilledForm.random(version, digits: 3, using: &generator)
}

/// The page of `FormPrinter` with another table 3 or 4.
func page(_ form: FilledForm, applications: [[String]]? = nil, proceedings: String? = nil) -> String {
  var text = FormPrinter(shape: .html).print(form)
  if let applications { replace("三、收到和处理", in: &text, with: TableMaker.html(applications)) }
  if let proceedings { replace("四、政府信息公开行政复议", in: &text, with: proceedings) }
  return text
}

/// The same in text, one cell a line.
func textPage(_ form: FilledForm, _ applications: [[String]]) -> String {
  let text = FormPrinter(shape: .lines).print(form)
  guard let start = text.range(of: "三、收到和处理政府信息公开申请情况\n"), let end = text.range(of: "四、政府信息公开行政复议")
  else { return "" }
  return text[..<start.upperBound] + applications.joined().joined(separator: "\n\n") + "\n\n" + text[end.lowerBound...]
}

private func replace(_ heading: String, in text: inout String, with table: String) {
  guard let head = text.range(of: heading),
    let start = text.range(of: "<table", range: head.upperBound..<text.endIndex),
    let end = text.range(of: "</table>", range: start.upperBound..<text.endIndex)
  else { return }
  text.replaceSubrange(start.lowerBound..<end.upperBound, with: table)
}

/// Tables in shapes that the form does not have.
enum TableMaker {
  /// A row that ends one table and begins another.
  static let cut = "---"

  static func html(_ rows: [[String]]) -> String {
    let parts = rows.split { $0 == [cut] }
    return parts.map { rows in
      "<table>" + rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined(separator: "\n")
        + "</table>"
    }.joined(separator: "\n")
  }

  private static func rows(_ form: FilledForm) -> [FormRow] {
    form.layout.rows.filter { $0.table == .applications || $0.table == .outcomes }
  }

  private static func label(_ row: FormRow) -> String { row.ordinal + (row.label(in: .v2) ?? "") }

  /// Table 3 with its columns in an order of their own.
  static func applications(
    _ form: FilledForm, _ order: [FormColumn], heads: [FormColumn]? = nil
  ) -> [[String]] {
    [["项目"] + (heads ?? order).map { $0.label(in: .v2) }]
      + rows(form).map { row in
        [label(row)]
          + order.map { column in
            FormColumn.applicants.firstIndex(of: column).flatMap { form.cells[row]?[$0] } ?? ""
          }
      }
  }

  static func transposed(_ form: FilledForm) -> [[String]] {
    let table = applications(form, FormColumn.applicants)
    return table[0].indices.map { column in table.map { $0[column] } }
  }

  /// Table 4 with spans, blocks and results in an order of their own.
  static func proceedings(_ form: FilledForm, _ blocks: [FormRow], _ results: [FormColumn]) -> String {
    let names = results.map { "<td>\($0.label(in: .v2))</td>" }.joined()
    let tall = results.map { "<td rowspan=2>\($0.label(in: .v2))</td>" }.joined()
    let isReviewFirst = blocks.first == .review
    let review = "<td colspan=5>行政复议</td>"
    let litigation = "<td colspan=10>行政诉讼</td>"
    let second = blocks.map { block in
      block == .review ? tall : "<td colspan=5>\(block.label(in: .v2) ?? "")</td>"
    }.joined()
    let values = blocks.flatMap { block in
      results.map { column in
        let index = FormColumn.results.firstIndex(of: column) ?? 0
        return "<td>\((form.cells[block]?[index] ?? nil) ?? "")</td>"
      }
    }.joined()
    return "<table><tr>\(isReviewFirst ? review + litigation : litigation + review)</tr><tr>\(second)</tr>"
      + "<tr>\(names + names)</tr><tr>\(values)</tr></table>"
  }
}
