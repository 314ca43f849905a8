import StatutoryForm

/// Tells tables that have the form's rows under columns of their own: offices, quarters, years, ways of applying.
///
/// Such rows may have as many values as the form's, and their sums hold: only the heads tell. Heads that are lost, torn
/// or worded otherwise share a piece with those of the form; several that share none are another table's.
struct ForeignHeads {
  let stream: LabelStream
  let hits: [LabelHit]

  /// Pieces of which heads of the form, and words that stand between a heading and a table, have at least one.
  private static let common = [
    "项目", "指标", "名称", "序号", "编号", "单位", "备注", "情况", "数据", "关系", "数量", "件数", "内容", "填报", "日期", "时间", "电话", "附件",
    "附表", "如下", "表格", "报告", "总计", "合计", "小计", "总数", "共计", "其他", "其它", "统计", "办理", "结果", "页",
  ]
  private static let applicants = KeySet(
    common + [
      "自然", "然人", "个人", "公民", "商业", "企业", "公司", "科研", "研究", "机构", "社会", "公益", "组织", "团体", "法律", "律师", "服务", "法人",
      "申请人", "政府信息", "勾稽", "钩稽", "第一项",
    ])
  private static let results = KeySet(
    common + ["维持", "纠正", "尚未", "未审", "审结", "未经", "复议", "直接", "起诉", "诉讼", "行政"])
  private static let measures = KeySet(
    common + [
      "信息", "本年", "上年", "上一", "制作", "公开", "对外", "制发", "废止", "现行", "有效", "增", "减", "处理", "决定", "收费", "金额", "采购", "万元",
      "第二十条", "规章", "规范", "文件", "许可", "处罚", "强制",
    ])
  private static let reach = 160
  private static let longest = 10

  /// Whether the columns of table 3 whose first label is `row` are not those of the form.
  func standBeforeApplications(_ row: Int) -> Bool {
    let (start, known) = beginning(row, columns: FormColumn.applicants.dropLast())
    let foreign = count(start..<hits[row].start, Self.applicants)
    return foreign >= 3 && foreign > known
  }

  /// Whether the columns of the row of table 2 whose label is `row` are not those of the form.
  func standBeforeMeasures(_ row: Int) -> Bool {
    var first = row
    // The rows of the same item stand between its heads and the later ones of them.
    while first > 0, case .row = hits[first - 1].kind { first -= 1 }
    let measures = FormColumn.allCases.filter { $0.rawValue <= FormColumn.procurementAmount.rawValue }
    let (start, known) = beginning(first, columns: measures[...])
    return known == 0 && count(start..<hits[first].start, Self.measures) >= 2
  }

  /// Whether the columns of table 4, whose heads are given, are not those of the form.
  func standBeforeResults(_ heads: ClosedRange<Int>, values: Int) -> Bool {
    let known = hits[heads].count { hit in
      if case .column(let column) = hit.kind { return FormColumn.results.contains(column) }
      return false
    }
    let start = hits[heads.lowerBound].start
    guard values > start else { return false }
    let foreign = count(start..<min(values, start + 2 * Self.reach), Self.results)
    return foreign >= 3 && foreign > known
  }

  /// Where the heads before a label can begin, and how many of the form's columns they name.
  private func beginning(_ label: Int, columns: ArraySlice<FormColumn>) -> (start: Int, known: Int) {
    var start = max(0, hits[label].start - Self.reach)
    var known = 0
    for index in stride(from: label - 1, through: 0, by: -1) {
      if hits[index].end <= start { break }
      switch hits[index].kind {
      case .column(let column): known += columns.contains(column) ? 1 : 0
      case .decisions, .brokenDocumentsHead: known += columns.contains(.decisions) ? 1 : 0
      case .total, .other, .head: continue
      default:
        start = hits[index].end
        return (start, known)
      }
    }
    return (start, known)
  }

  /// The short words that share no piece with the form's heads, the last of them without a sentence between.
  private func count(_ range: Range<Int>, _ known: KeySet) -> Int {
    var count = 0
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, stream.separations[end] < .space, !isBar(stream.units[end]) { end += 1 }
      let field = (isBar(stream.units[start]) ? start + 1 : start)..<end
      start = end
      if field.isEmpty { continue }
      if field.count > Self.longest {
        count = 0
      } else if isName(field), stream.first(of: known, in: field) == nil {
        count += 1
      }
    }
    return count
  }

  /// A year, or at least two characters that are no signs.
  private func isName(_ field: Range<Int>) -> Bool {
    if field.count <= 6, field.count >= 5, stream.units[field.lowerBound + 4] == 0x5E74 {
      return stream.units[field.lowerBound..<field.lowerBound + 4].allSatisfy(\.isDigit)
    }
    let units = stream.units[field]
    return units.count >= 2 && units.allSatisfy(\.isHan) && !units.allSatisfy(\.isHanOrdinal)
  }

  private func isBar(_ unit: UInt32) -> Bool { unit == 0x7C || unit >= 0x2500 && unit < 0x2580 }
}

extension Finding {
  /// The values of a row stand under heads that the form does not have.
  static func foreignColumns(_ row: FormRow, line: Int?) -> Finding {
    Finding(
      rule: "S.COLUMNS", severity: .warning, table: row.table.code, row: row.code,
      message: "The heads of the columns are none of the form's; values that no head of the form names are not taken.",
      line: line)
  }
}
