import CellResolution
import DecimalNumbers
import StatutoryForm

/// The tables of a report from arbitrary bytes, for the resolver alone.
///
/// The first byte chooses the form's version; then one line a row of the form, and a last one for table 4. A line is
/// fields between spaces: digits are a number, `~` before them makes a run, `@` in front says that the column is
/// certain, `_` is a blank, `/` not applicable, anything else unreadable. Further bits of the first byte say that heads
/// read rows with the first value as the last one, and how these stand.
enum ResolverInput {
  static func form(of bytes: [UInt8]) -> PrintedForm {
    let layout = FormLayout(version: bytes.first.map { $0 & 1 == 0 } ?? true ? .v2 : .v1)
    let lines = bytes.dropFirst().split(separator: 0x0A, omittingEmptySubsequences: false)
    let rows = layout.rows.filter { $0.table != .proceedings }
    let printed = zip(rows, lines).map { row, line in PrintedRow(row: row, tokens: tokens(of: line), labelLine: 1) }
    let last = lines.count > rows.count ? tokens(of: lines[rows.count]) : []
    var form = PrintedForm(layout: layout, rows: printed, proceedings: last)
    addHeads(to: &form, choice: bytes.first ?? 0)
    return form
  }

  private static func addHeads(to form: inout PrintedForm, choice: UInt8) {
    if choice & 6 == 0 { return }
    let orders = PrintedHeadOrder.allCases
    let kinds = PrintedHeadedRow.Heads.allCases
    let order = orders[Int(choice >> 3) % orders.count]
    if choice & 2 != 0 {
      let rows = form.rows.filter { $0.row.table == .applications || $0.row.table == .outcomes }
      form.headReadings.append(
        PrintedHeadReading(
          table: .outcomes, order: order, isGrid: choice & 0x80 != 0, hasOneOrder: choice & 0x40 != 0,
          rows: rows.enumerated().map { index, row in
            PrintedHeadedRow(
              row: row.row, heads: kinds[(index + Int(choice)) % kinds.count], byHeads: turned(row.tokens),
              isWhole: index % 3 == 0)
          }))
    }
    if choice & 4 != 0, form.proceedings.count == 15 {
      form.headReadings.append(
        PrintedHeadReading(
          table: .proceedings, order: order, isGrid: choice & 0x80 != 0,
          rows: form.layout.rows(of: .proceedings).enumerated().map { index, row in
            PrintedHeadedRow(
              row: row, heads: kinds[(index + Int(choice)) % kinds.count],
              byHeads: turned(Array(form.proceedings[index * 5..<index * 5 + 5])))
          }))
    }
  }

  private static func turned(_ tokens: [PrintedToken]) -> PrintedReading? {
    tokens.isEmpty ? nil : PrintedReading(tokens: Array(tokens.dropFirst()) + tokens.prefix(1))
  }

  private static func tokens(of line: ArraySlice<UInt8>) -> [PrintedToken] {
    line.split(separator: 0x20).prefix(24).enumerated().map { index, field in
      let isCertain = field.first == UInt8(ascii: "@")
      let rest = isCertain ? field.dropFirst() : field
      let isRun = rest.first == UInt8(ascii: "~")
      let text = String(decoding: isRun ? rest.dropFirst() : rest, as: UTF8.self)
      let content: PrintedContent
      switch text {
      case "_", "": content = .blank
      case "/": content = .notApplicable
      default:
        let isPlain = text.utf8.allSatisfy { "0123456789.-".utf8.contains($0) }
        if isRun && isPlain {
          content = .run
        } else if let number = DecimalNumber(text) {
          content = .number(number)
        } else {
          content = .unreadable
        }
      }
      return PrintedToken(
        text: content == .blank ? "" : text, content: content, column: isCertain ? index : nil, line: 1)
    }
  }
}
