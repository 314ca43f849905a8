import DocumentReading
import StatutoryForm

/// Reads a statistics table whose fields stand apart, in any order of its columns: a serial number, the name, the unit,
/// a code, then the figures; the unit may stand in no column at all.
struct StatisticsGrid {
  static let serialHeads = ["序号", "编号", "项次"].map(CharacterFolding.key)
  private static let codeHeads = ["代码", "行次", "编码", "序号", "编号"].map(CharacterFolding.key)
  /// What the free-form tables are about; a table without units is one of them only if most of its rows are.
  private static let subjects = KeySet(["公开", "申请", "答复", "复议", "诉讼", "回应", "发布会", "访谈", "规范性文件"])
  private static let situation = CharacterFolding.key("情况")
  private static let longestLabel = 14

  let stream: LabelStream
  let text: BlockText
  /// The year of the report; a table without units is read up to 2018 only.
  let reportYear: Int?

  private struct Columns {
    var hasSerial = false
    var hasUnit = false
    var hasCode = false
    var labels: [String] = []
    var start = 0
    var end = 0
  }

  /// The cells in order, and the stream positions of the table, for the head whose name begins at `name`.
  func read(name: Range<Int>) -> (statistics: [PrintedStatistic], extent: Range<Int>)? {
    guard let columns = columns(name) else { return nil }
    let fields = StatisticsFieldCutter(stream: stream).fields(from: columns.end)
    var cells: [PrintedStatistic] = []
    var rowCount = 0
    var subjectCount = 0
    var index = numberedHeads(fields, columns)
    var end = columns.end
    while let row = row(fields, from: index, columns) {
      index = row.next
      end = max(end, fields[index - 1].range.upperBound)
      if row.isHead { continue }
      rowCount += 1
      if stream.first(of: Self.subjects, in: row.label.first..<row.label.last) != nil { subjectCount += 1 }
      cells += statistics(row, columns)
    }
    let isSubject = (reportYear ?? 2000) <= 2018 && rowCount >= 5 && subjectCount * 2 > rowCount
    guard rowCount >= 2, columns.hasUnit || isSubject else { return nil }
    return (cells, columns.start..<end)
  }

  // MARK: Heads

  private func columns(_ name: Range<Int>) -> Columns? {
    var columns = Columns()
    var before = name.lowerBound
    while before > 0, stream.units[before - 1] == 0x7C { before -= 1 }
    let serial = Self.serialHeads.first { stream.has($0, at: before - $0.count) }
    columns.hasSerial = serial != nil
    columns.start = serial.map { before - $0.count } ?? name.lowerBound
    var position = name.upperBound
    while position < stream.count, columns.labels.count < 8 {
      if stream.units[position] == 0x7C {
        position += 1
      } else if !columns.hasUnit, columns.labels.isEmpty,
        let head = StatisticsReader.unitHeads.first(where: { stream.has($0, at: position) })
      {
        columns.hasUnit = true
        position += head.count
      } else if !columns.hasCode, columns.labels.isEmpty,
        let head = Self.codeHeads.first(where: { stream.has($0, at: position) })
      {
        columns.hasCode = true
        position += head.count
      } else if let end = StatisticsReader.columnHeadEnd(stream, at: position) {
        columns.labels.append(stream.compact(position..<end, in: text))
        position = end
      } else {
        break
      }
    }
    columns.end = position
    return columns.labels.isEmpty ? nil : columns
  }

  /// The index behind a row of 甲 乙 丙 1 2 under the heads; 0 where there is none.
  private func numberedHeads(_ fields: [StatisticsField], _ columns: Columns) -> Int {
    var index = 0
    while index < fields.count, fields[index].isBlank { index += 1 }
    guard index < fields.count, stream.units[fields[index].range].elementsEqual([0x7532]) else { return 0 }
    let width =
      1 + columns.labels.count + (columns.hasUnit ? 1 : 0) + (columns.hasCode ? 1 : 0) + (columns.hasSerial ? 1 : 0)
    return min(fields.count, index + width)
  }

  // MARK: Rows

  private struct Row {
    var label: (first: Int, last: Int)
    var labelFields: ArraySlice<StatisticsField>
    var unit: StatisticsField?
    var values: ArraySlice<StatisticsField>
    /// Whether no figure is printed at all.
    var isEmpty: Bool
    /// Whether it is the head of a group, which has no figures.
    var isHead: Bool
    var next: Int
  }

  private func row(_ fields: [StatisticsField], from start: Int, _ columns: Columns) -> Row? {
    var first = start
    while first < fields.count, fields[first].isBlank { first += 1 }
    if columns.hasSerial, first < fields.count, isDigits(fields[first], most: 3) { first += 1 }
    var index = first
    while index < fields.count, index - first < Self.longestLabel {
      let field = fields[index]
      if index > first, let row = self.row(fields, first, tail: index, columns) { return row }
      if !field.isBlank, closes(field) { return nil }
      index += 1
    }
    return nil
  }

  /// The row whose label ends before the field `tail`, with which its unit or its figures begin.
  private func row(_ fields: [StatisticsField], _ first: Int, tail: Int, _ columns: Columns) -> Row? {
    var index = tail
    var unit: StatisticsField?
    if columns.hasUnit {
      guard isUnit(fields[index]) else { return nil }
      unit = fields[index]
      index += 1
    }
    if columns.hasCode, index < fields.count {
      guard fields[index].isBlank || isDigits(fields[index], most: 3) || isDash(fields[index]) else { return nil }
      index += 1
    }
    let begin = index
    while index < fields.count, index - begin < columns.labels.count, isValue(fields[index]) { index += 1 }
    var isWhole = index - begin == columns.labels.count
    if !columns.hasUnit {
      // Nothing but the figures tells where the label ends.
      guard isWhole else { return nil }
    } else if unit.map({ !$0.isBlank && !isDash($0) && !StatisticsReader.isUnit(stream.units[$0.range]) }) ?? false {
      guard isWhole else { return nil }
    }
    // One figure more than the columns: it is the next row's number, or the row cannot be read.
    if isWhole, index < fields.count, isNumber(fields[index]), !columns.hasSerial { isWhole = columns.labels.isEmpty }
    var labelFields = fields[first..<tail]
    while labelFields.first?.isBlank == true { labelFields.removeFirst() }
    // A head without figures of its own stands before the row's label.
    if let cut = labelFields.indices.dropFirst().last(where: { opensLabel(fields[$0]) }) {
      labelFields = labelFields[cut...]
    }
    guard let label = labelFields.first, let last = labelFields.last(where: { !$0.isBlank }),
      labelFields.contains(where: { stream.units[$0.range].contains { $0.isHan } })
    else { return nil }
    let values = fields[begin..<index]
    // 一、主动公开情况 stands over rows and has no figures.
    let endsAsHead = stream.has(Self.situation, at: last.range.upperBound - Self.situation.count)
    let isHead = (unit.map { $0.isBlank || isDash($0) } ?? endsAsHead) && !values.contains(where: isNumber)
    return Row(
      label: (label.range.lowerBound, last.range.upperBound), labelFields: labelFields, unit: unit,
      values: isWhole ? values : [], isEmpty: values.allSatisfy { $0.isBlank }, isHead: isHead,
      next: max(index, tail + 1))
  }

  private func statistics(_ row: Row, _ columns: Columns) -> [PrintedStatistic] {
    var label = row.labelFields.map { field in
      stream.compact(StatisticsReader.withoutWithin(stream, field.range), in: text)
    }.joined()
    if label.isEmpty { label = stream.compact(row.label.first..<row.label.last, in: text) }
    let unit = row.unit.map { $0.isBlank ? nil : stream.compact($0.range, in: text) } ?? unitInBrackets(row)
    return columns.labels.enumerated().map { column, head in
      let token: PrintedToken
      if row.values.isEmpty {
        token = PrintedToken(
          text: "", content: row.isEmpty ? .blank : .unreadable,
          line: text.line(at: Int(stream.offsets[row.label.first])))
      } else {
        token = self.token(row.values[row.values.startIndex + column], column)
      }
      return PrintedStatistic(label: label, columnLabel: head, unit: unit, token: token)
    }
  }

  /// The unit in brackets behind a label: 收到申请数（件）.
  private func unitInBrackets(_ row: Row) -> String? {
    let label = stream.units[row.label.first..<row.label.last]
    guard label.last == 0x29, let open = label.lastIndex(of: 0x28), open + 1 < row.label.last - 1 else { return nil }
    let unit = (open + 1)..<(row.label.last - 1)
    return StatisticsReader.isUnit(stream.units[unit]) ? stream.compact(unit, in: text) : nil
  }

  private func token(_ field: StatisticsField, _ column: Int) -> PrintedToken {
    let line = text.line(at: Int(field.offset))
    guard let reading = field.reading else {
      return PrintedToken(text: "", content: .blank, column: column, line: line)
    }
    return PrintedToken(
      text: stream.printed(field.range, in: text), content: reading.content, column: column, unit: reading.unit,
      line: line)
  }

  // MARK: Fields

  private func isDigits(_ field: StatisticsField, most: Int) -> Bool {
    (1...most).contains(field.range.count) && stream.units[field.range].allSatisfy { $0.isDigit }
  }

  private func isDash(_ field: StatisticsField) -> Bool {
    !field.range.isEmpty && stream.units[field.range].allSatisfy { $0 == 0x2D || $0 == 0x2F }
  }

  private func isNumber(_ field: StatisticsField) -> Bool {
    guard case .number = field.reading?.content else { return false }
    return true
  }

  private func isValue(_ field: StatisticsField) -> Bool {
    guard let reading = field.reading else { return true }
    return reading.content != .unreadable
  }

  /// A unit, a dash for none, an empty place, or a short word.
  private func isUnit(_ field: StatisticsField) -> Bool {
    if field.isBlank || isDash(field) { return true }
    let units = stream.units[field.range]
    return StatisticsReader.isUnit(units) || (units.count <= 3 && units.allSatisfy { $0.isHan } && !opensLabel(field))
  }

  private func closes(_ field: StatisticsField) -> Bool {
    stream.units[field.range].contains(0x3002)
      || StatisticsReader.closers.contains { stream.has($0, at: field.range.lowerBound) }
  }

  private func opensLabel(_ field: StatisticsField) -> Bool {
    !field.isBlank && StatisticsReader.opensLabel(stream, at: field.range.lowerBound)
  }
}
