import StatutoryForm

/// Finds captions that say of a table that its figures are those of another year than the report's.
///
/// A caption stands alone on its line or row, directly above the heads of the table, and says hardly more than the year:
/// sentences, dates, names of notices and other reports name years too.
struct CaptionYear {
  let stream: LabelStream
  let hits: [LabelHit]
  let year: Int

  /// The caption above a table, whose first label is given; `nil` where none names a year, or the nearest the report's.
  func other(above first: Int) -> Range<Int>? {
    var head = first
    while head > 0, isHead(hits[head - 1].kind), hits[first].start - hits[head - 1].start < Self.reach { head -= 1 }
    var end = hits[head].core.upperBound
    while end < stream.count, stream.separations[end] < .line { end += 1 }
    var hit = head
    while hit + 1 < hits.count, hits[hit + 1].core.lowerBound < end { hit += 1 }
    for _ in 0..<Self.lineCount {
      var start = end - 1
      while start > 0, stream.separations[start] < .line { start -= 1 }
      var isHeading = false
      var namesColumn = false
      while hit >= 0, hits[hit].core.upperBound > start {
        switch hits[hit].kind {
        case .section: isHeading = true
        case .head, .proceedings, .result, .item: break
        case .column, .total, .other, .decisions, .brokenDocumentsHead: namesColumn = true
        case .row, .group, .end:
          // The table's own first label may stand here, those of another table above end the search.
          if hit < first { return nil }
          namesColumn = true
        }
        hit -= 1
      }
      let line = start..<end
      switch claim(line) {
      case .ours: return nil
      case .others: if !namesColumn, isAlone(line) { return line }
      case .none, .whole: break
      }
      if isHeading || start == 0 { return nil }
      end = start
    }
    return nil
  }

  private static let reach = 400
  private static let lineCount = 6

  private func isHead(_ kind: LabelKind) -> Bool {
    switch kind {
    case .head, .column, .total, .other, .result, .item, .proceedings, .decisions, .brokenDocumentsHead: true
    case .row, .group, .section, .end: false
    }
  }

  /// Whether a line is one of text, or a cell beside which its row prints nothing.
  private func isAlone(_ line: Range<Int>) -> Bool {
    guard line.upperBound > line.lowerBound, stream.cellOf[line.lowerBound] >= 0 else { return true }
    let own = stream.cells[Int(stream.cellOf[line.lowerBound])]
    let table = stream.tableStarts[Int(own.table)]..<stream.tableStarts[Int(own.table) + 1]
    return stream.cells[table].allSatisfy { other in
      other.range.isEmpty || other.range == own.range
        || !(other.cell.row..<other.cell.row + other.cell.rowSpan).overlaps(
          own.cell.row..<own.cell.row + own.cell.rowSpan)
    }
  }

  // MARK: What a line says

  /// Words of lines that name a year which is not that of figures below.
  private static let elsewhere = KeySet([
    "上年", "上一年", "去年", "往年", "比", "较", "以来", "截至", "截止", "自20", "起", "办法", "条例", "通知", "规定", "修订", "施行", "格式", "号",
    "印发", "公布", "发布", "报告", "年报", "要点", "计划", "规划", "方案", "意见", "结转", "。", "；", ",", "!", "?",
  ])
  private static let ofFigures = KeySet(["情况", "数据", "统计", "申请", "表", "复议", "诉讼", "处理", "公开", "如下"])
  private static let firstDay = KeySet(["1月1日"])
  private static let lastDay = KeySet(["12月31日"])

  /// Whose year a line names as that of what stands below.
  func claim(_ line: Range<Int>) -> PeriodClaim {
    if line.count > 60 || !stream.units[line].contains(Self.yearSign) { return .none }
    var years: Set<Int> = []
    var rest: [UInt32] = []
    var position = line.lowerBound
    while position < line.upperBound {
      if position + 5 <= line.upperBound, stream.units[position + 4] == Self.yearSign,
        let found = PeriodClaim.calendarYear(at: position, in: stream, before: line.upperBound)
      {
        years.insert(found)
        position += 5
      } else {
        rest.append(stream.units[position])
        position += 1
      }
    }
    if years.contains(year) { return .ours }
    guard years.count == 1, stream.first(of: Self.elsewhere, in: line) == nil else { return .none }
    let isPeriod = stream.first(of: Self.firstDay, in: line) != nil && stream.first(of: Self.lastDay, in: line) != nil
    // The number of a heading or a table stands at the beginning.
    if !isPeriod, rest.dropFirst(2).contains(where: { $0.isDigit }) { return .none }
    let isBare = rest.allSatisfy { Self.frame.contains($0) }
    return isPeriod || isBare || stream.first(of: Self.ofFigures, in: line) != nil ? .others : .none
  }

  /// The sign 年.
  private static let yearSign: UInt32 = 0x5E74
  /// The sign 度, brackets, colons and dashes.
  private static let frame = Set(CharacterFolding.key("度()[]【】:-—"))
}

/// What is said of tables with such captions.
extension FormRecognizer {
  /// One warning at each of the rows.
  func warnOfYear(_ first: Int?, _ rows: [FormRow], _ result: inout RecognizedForm) {
    guard let first, let reportYear,
      let caption = CaptionYear(stream: stream, hits: hits, year: reportYear).other(above: first)
    else { return }
    let seen = stream.compact(caption, in: text)
    result.findings += rows.map { row in
      Finding(
        rule: "S.YEAR", severity: .warning, table: row.table.code, row: row.code, seen: seen,
        expected: "\(reportYear)",
        message: "The caption of the table names another year than the report; its figures may be those of that year.",
        line: line(caption.lowerBound))
    }
  }
}
