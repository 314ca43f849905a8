import StatutoryForm
import TestSupport

/// A filled form of an invented agency, to be printed in many shapes.
struct FilledForm {
  var layout: FormLayout
  /// The text of each cell; `nil` for a blank one.
  var cells: [FormRow: [String?]] = [:]
  /// The unit printed in the head of the money column of (八) or (九); empty where none is.
  var moneyHead = "（单位：万元）"

  /// A form whose table 3 and 4 satisfy the identities; single digits only where `digits` is 1.
  static func random(_ version: FormVersion, digits: Int, using generator: inout SeededGenerator) -> FilledForm {
    var form = FilledForm(layout: FormLayout(version: version))
    let limit = digits == 1 ? 1 : 40
    func number(_ top: Int) -> Int { Int.random(in: 0...top, using: &generator) }
    for row in form.layout.rows where row.table == .disclosure || row.table == .procurement {
      form.cells[row] = form.layout.columns(of: row).map { column in
        switch column {
        case .yearChange where digits > 1: "\(Int.random(in: -5...5, using: &generator))"
        case .feeAmount, .procurementAmount: digits == 1 ? "\(number(9))" : "\(number(9999)).\(1 + number(8))"
        default: "\(number(digits == 1 ? 9 : 900))"
        }
      }
    }
    let leaves = form.layout.rows.filter { $0.isOutcomeLeaf }
    var sums = [Int](repeating: 0, count: 6)
    for row in leaves {
      let values = (0..<6).map { column in
        if digits == 1 && sums[column] > 0 { return 0 }
        return Int.random(in: 0...9, using: &generator) > 6 ? number(limit) : 0
      }
      for column in 0..<6 { sums[column] += values[column] }
      if digits == 1, sums.reduce(0, +) > 9 { sums = sums.map { min($0, 1) } }
      form.set(row, values)
    }
    form.set(.totalProcessed, sums)
    let carriedIn = sums.map { min($0, number(digits == 1 ? 1 : 3)) }
    let forward = (0..<6).map { _ in digits == 1 ? 0 : number(4) }
    form.set(.carriedIn, carriedIn)
    form.set(.carriedForward, forward)
    form.set(.newReceived, (0..<6).map { sums[$0] + forward[$0] - carriedIn[$0] })
    for row in [FormRow.review, .litigationDirect, .litigationAfterReview] {
      let parts = (0..<4).map { _ in number(digits == 1 ? 2 : 30) }
      form.cells[row] = (parts + [parts.reduce(0, +)]).map { "\($0)" }
    }
    return form
  }

  /// Blanks cells of table 3 at random, never a whole row.
  mutating func dropCells(share: Double, using generator: inout SeededGenerator) {
    for row in layout.rows where row.table == .applications || row.table == .outcomes {
      for index in 0..<7 where Double.random(in: 0..<1, using: &generator) < share {
        let left = cells[row]?.count { $0 != nil } ?? 0
        if left > 1 { cells[row]?[index] = nil }
      }
    }
  }

  private mutating func set(_ row: FormRow, _ values: [Int]) {
    cells[row] = (values + [values.reduce(0, +)]).map { "\($0)" }
  }

  /// The 15 cells of table 4.
  var proceedings: [String?] {
    [FormRow.review, .litigationDirect, .litigationAfterReview].flatMap { cells[$0] ?? [] }
  }
}

/// How labels are numbered.
enum Numbering: CaseIterable {
  case dotted, fullWidthDot, comma, bracketed, bare, circled, missing

  func number(_ ordinal: String) -> String {
    guard let first = ordinal.first, first.isASCII, let digit = first.wholeNumberValue else { return ordinal }
    switch self {
    case .dotted: return ordinal
    case .fullWidthDot: return "\(digit)．"
    case .comma: return "\(digit)、"
    case .bracketed: return "（\(digit)）"
    case .bare: return "\(digit)"
    case .circled: return String(Unicode.Scalar(0x245F + UInt32(digit)).map(Character.init) ?? "?")
    case .missing: return ""
    }
  }
}

/// The shape in which a form is printed.
enum Shape: CaseIterable {
  /// One cell a line.
  case lines
  /// Label and values of a row on one line, separated by spaces.
  case spaces
  /// The same with tabs.
  case tabs
  /// Everything on one line without separators; needs single digits.
  case glued
  /// A Markdown table for each table of the form.
  case pipes
  /// HTML tables with spans.
  case html
}

/// Prints a whole report of an invented agency.
struct FormPrinter {
  var shape: Shape
  var numbering = Numbering.dotted
  /// Says how a label is written; the statutory way by default.
  var label: (FormRow, String) -> String = { $1 }
  /// What stands for a blank cell; `nil` drops it.
  var blank: String? = ""
  /// Whether the header of table 3 comes again with a page number after every tenth row.
  var breaksPages = false

  static let title = "云溪县水务局2022年政府信息公开工作年度报告"

  func print(_ form: FilledForm) -> String {
    let parts = [
      heading(Self.title), paragraph("本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。请与云溪县水务局办公室联系。"),
      heading("一、总体情况"), paragraph("全年通过门户网站发布信息318条，行政许可事项办理平稳有序。"),
      heading("二、主动公开政府信息情况"), disclosure(form),
      heading("三、收到和处理政府信息公开申请情况"), applications(form),
      heading("四、政府信息公开行政复议、行政诉讼情况"), proceedings(form),
      heading("五、存在的主要问题及改进情况"), paragraph("公开内容还不够丰富，下一步将加强培训。"),
      heading("六、其他需要报告的事项"), paragraph("无其他需要报告的事项。"),
    ]
    switch shape {
    case .glued: return parts.joined()
    case .html:
      return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>\(Self.title)</title></head><body>"
        + parts.joined(separator: "\n") + "</body></html>"
    default: return parts.joined(separator: "\n")
    }
  }

  private func heading(_ text: String) -> String {
    shape == .html ? "<p>\(text)</p>" : text + (text == Self.title ? "\n" : "")
  }
  private func paragraph(_ text: String) -> String { shape == .html ? "<p>\(text)</p>" : text + "\n" }

  // MARK: Tables

  private func disclosure(_ form: FilledForm) -> String {
    let items: [(String, FormItem)] = [
      ("（一）", .documents), ("（五）", .licences), ("（六）", .penalties), ("（八）", .fees), ("（九）", .procurement),
    ]
    var rows: [[String?]] = []
    for (sign, item) in items {
      let members = form.layout.rows.filter { $0.item == item && ($0.table == .disclosure || $0.table == .procurement) }
      guard let first = members.first else { continue }
      rows.append(["第二十条第\(sign)项"])
      let version = form.layout[item]
      rows.append(
        ["信息内容"] + form.layout.columns(of: first).map { $0.label(in: version) + ($0.isMoney ? form.moneyHead : "") })
      for row in members { rows.append([label(row, row.label(in: version) ?? "")] + (form.cells[row] ?? [])) }
    }
    return table(rows)
  }

  private func applications(_ form: FilledForm) -> String {
    let head: [[String?]] = [
      ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"], ["申请人情况"], ["自然人", "法人或其他组织", "总计"],
      ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    var rows: [[String?]] = head
    for (index, row) in form.layout.rows.filter({ $0.table == .applications || $0.table == .outcomes }).enumerated() {
      if row == .grantedFull { rows.append(["三、本年度办理结果"]) }
      if row == .deniedStateSecret { rows.append(["（三）不予公开"]) }
      if row == .unavailableNotHeld { rows.append(["（四）无法提供"]) }
      if row == .rejectedPetitionComplaint { rows.append(["（五）不予处理"]) }
      if row == .otherOverdueCorrection { rows.append(["（六）其他处理"]) }
      let version = form.layout.version(of: row)
      let text = numbering.number(row.ordinal) + label(row, row.label(in: version) ?? "")
      rows.append([text] + (form.cells[row] ?? []))
      if breaksPages, index % 10 == 9 { rows += [["- \(index / 10 + 4) -"]] + head.dropFirst() }
    }
    if shape == .pipes || shape == .html { return grid(form, rows) }
    return table(rows)
  }

  /// Grid shapes keep group labels in a column of their own.
  private func grid(_ form: FilledForm, _ rows: [[String?]]) -> String {
    let wide = rows.dropFirst(4).filter { $0.count > 1 || $0.first??.hasPrefix("（") == true }
    var result: [[String?]] = [["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]]
    var group = ""
    for row in wide {
      if row.count == 1 {
        group = row[0] ?? ""
      } else {
        result.append([(shape == .pipes ? group : "") + (row[0] ?? "")] + row.dropFirst())
        group = ""
      }
    }
    return table(result)
  }

  private func proceedings(_ form: FilledForm) -> String {
    let names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    if shape == .pipes { return table([names + names + names, form.proceedings]) }
    return table([
      ["行政复议", "行政诉讼"], names + ["未经复议直接起诉", "复议后起诉"], names + names, form.proceedings,
    ])
  }

  private func table(_ rows: [[String?]]) -> String {
    let printed = rows.map { $0.compactMap { $0 ?? blank } }
    switch shape {
    case .lines: return printed.flatMap { $0 }.joined(separator: "\n\n") + "\n"
    case .spaces: return printed.map { $0.joined(separator: " ") }.joined(separator: "\n") + "\n"
    case .tabs: return printed.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n"
    case .glued: return printed.map { $0.joined() }.joined()
    case .pipes:
      let width = printed.map { $0.count }.max() ?? 1
      let lines = printed.map {
        "| " + ($0 + Array(repeating: "", count: width - $0.count)).joined(separator: " | ") + " |"
      }
      return ([lines[0], "|" + String(repeating: "---|", count: width)] + lines.dropFirst()).joined(separator: "\n")
        + "\n"
    case .html:
      let width = printed.map { $0.count }.max() ?? 1
      let body = printed.map { row in
        "<tr>"
          + row.enumerated().map { index, cell in
            let span = index == row.count - 1 && row.count < width && row.count == 1 ? " colspan=\"\(width)\"" : ""
            return "<td\(span)><p>\(cell.isEmpty ? "&nbsp;" : cell)</p></td>"
          }.joined() + "</tr>"
      }
      return "<table border=1>" + body.joined(separator: "\n") + "</table>"
    }
  }
}
