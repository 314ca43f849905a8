import DecimalNumbers
import DocumentReading
import StatutoryForm

/// Reads the free-form statistics table of reports of 2008 to 2018, in table form or run on one line.
struct StatisticsReader {
  private static let nameHeads = ["指标名称", "统计指标", "项目名称", "统计项目", "统计内容", "指标", "项目"].map(CharacterFolding.key)
  private static let nameHeadKeys = KeySet(["指标名称", "统计指标", "项目名称", "统计项目", "统计内容", "指标", "项目"])
  static let unitHeads = ["计量单位", "单位"].map(CharacterFolding.key)
  private static let columnHeads = [
    "历年累计数", "历年累计", "累计数", "累计", "本年度", "本年数", "本年", "当年", "上年度", "上一年度", "统计数据", "统计数", "数量", "数值", "数据", "合计", "总数",
    "总计", "本期实际", "本期数", "本年累计", "本年实际", "统计值", "指标值", "数字",
  ].map(CharacterFolding.key)
  private static let units = [
    "万元", "人次", "元", "条", "件", "个", "次", "人", "篇", "份", "期", "场", "起", "部", "张", "项", "页", "处",
  ].map(
    CharacterFolding.key)
  private static let within = CharacterFolding.key("其中")
  static let closers = ["附件", "备注", "注:", "说明", "单位负责人", "审核人", "填报人", "联系电话", "填报日期"].map(CharacterFolding.key)

  let stream: LabelStream
  let text: BlockText
  /// The year of the report; `nil` where it is not known.
  var reportYear: Int?

  /// The cells in order, and the stream positions of the table.
  func read() -> (statistics: [PrintedStatistic], extent: Range<Int>)? {
    let run = readRun()
    guard let grid = readGrid() else { return run }
    let isGrid = run.map { Self.numberCount($0.statistics) <= Self.numberCount(grid.statistics) } ?? true
    return isGrid ? grid : run
  }

  private static func numberCount(_ statistics: [PrintedStatistic]) -> Int {
    statistics.count { if case .number = $0.token.content { true } else { false } }
  }

  /// The first table whose fields stand apart.
  private func readGrid() -> (statistics: [PrintedStatistic], extent: Range<Int>)? {
    let grid = StatisticsGrid(stream: stream, text: text, reportYear: reportYear)
    var position = 0
    while let (start, head) = stream.first(of: Self.nameHeadKeys, in: position..<stream.count) {
      position = start + head.count
      // The name stands in a field of its own.
      guard position < stream.count,
        start == 0 || stream.separations[start] >= .space || stream.units[start - 1] == 0x7C,
        stream.separations[position] >= .space || stream.units[position] == 0x7C
      else { continue }
      if let table = grid.read(name: start..<position) { return table }
    }
    return nil
  }

  /// The first table, its fields apart or run together.
  private func readRun() -> (statistics: [PrintedStatistic], extent: Range<Int>)? {
    for position in 0..<stream.count where stream.units[position].isHan {
      guard let head = Self.nameHeads.first(where: { stream.has($0, at: position) }) else { continue }
      // Serial numbers between figures that touch them could not be told from those.
      if StatisticsGrid.serialHeads.contains(where: { stream.has($0, at: position - $0.count) }) { return nil }
      let afterName = position + head.count
      for unitStart in afterName..<min(afterName + 4, stream.count) {
        guard let unitHead = Self.unitHeads.first(where: { stream.has($0, at: unitStart) }) else { continue }
        let (columns, start) = columnLabels(unitStart + unitHead.count)
        if columns.isEmpty { continue }
        let (cells, end) = rows(start, columns)
        if !cells.isEmpty { return (cells, position..<end) }
      }
    }
    return nil
  }

  private func columnLabels(_ start: Int) -> ([String], Int) {
    var columns: [String] = []
    var position = start
    while position < stream.count, columns.count < 8 {
      guard let end = Self.columnHeadEnd(stream, at: position) else { break }
      columns.append(stream.compact(position..<end, in: text))
      position = end
    }
    return (columns, position)
  }

  /// The end of a year or another head of a column of figures; `nil` where none begins at the position.
  static func columnHeadEnd(_ stream: LabelStream, at position: Int) -> Int? {
    if let year = TitleReading.year(stream.units[...], position) { return year.end }
    return columnHeads.first { stream.has($0, at: position) }.map { position + $0.count }
  }

  /// Whether the characters are a unit.
  static func isUnit(_ characters: ArraySlice<UInt32>) -> Bool { units.contains { characters.elementsEqual($0) } }

  /// The label without 其中 in front.
  static func withoutWithin(_ stream: LabelStream, _ range: Range<Int>) -> Range<Int> {
    guard range.count > within.count, stream.has(within, at: range.lowerBound) else { return range }
    var begin = range.lowerBound + within.count
    if begin < range.upperBound, stream.units[begin] == 0x3A { begin += 1 }
    return begin..<range.upperBound
  }

  /// Whether a row's label begins at the position: its number or 其中.
  static func opensLabel(_ stream: LabelStream, at position: Int) -> Bool {
    let units = stream.units
    guard position + 2 < units.count else { return false }
    if stream.has(within, at: position) { return true }
    let isOpened = units[position] == 0x28
    var end = isOpened ? position + 1 : position
    let first = end
    while end < units.count, end - first < 3, units[end].isHanOrdinal || units[end].isDigit { end += 1 }
    guard end > first, end < units.count else { return false }
    return isOpened ? units[end] == 0x29 : units[end] == 0x3001 || Ordinals.isPoint(units[end])
  }

  private func rows(_ start: Int, _ columns: [String]) -> ([PrintedStatistic], Int) {
    var cells: [PrintedStatistic] = []
    var label = start
    var end = start
    var ordinal = 0
    while label < stream.count {
      guard let unit = unitPlace(from: label, columns: columns.count) else { break }
      let name = labelRange(label, labelStart(unit.label, before: unit.unit.lowerBound), ordinal: &ordinal)
      let values = valuesEnd(unit.end, ordinal: ordinal)
      cells += self.cells(name, unit.unit, unit.end..<values.end, columns)
      end = max(end, values.end)
      label = values.end
    }
    return (cells, end)
  }

  /// The unit that ends the row's label: a unit word with a value or an empty place behind it.
  private func unitPlace(from start: Int, columns: Int) -> (label: Int, unit: Range<Int>, end: Int)? {
    var begin = start
    var position = start
    while position < stream.count, position - begin < 60 {
      let unit = stream.units[position]
      if unit == 0x3002 { return nil }
      if Self.closers.contains(where: { stream.has($0, at: position) }), stream.separations[position] >= .space {
        return nil
      }
      if unit == 0x2D || unit == 0x2F, stream.separations[position] >= .space {
        // A head without figures of its own: dashes in its places.
        position += 1
        while position < stream.count, stream.units[position] == 0x2D { position += 1 }
        begin = position
        continue
      }
      if position > begin, let word = Self.units.first(where: { stream.has($0, at: position) }) {
        let end = position + word.count
        let isWhole =
          stream.separations[position] >= .space && (end >= stream.count || stream.separations[end] >= .space)
        let isValue = end < stream.count && (stream.units[end].isDigit || (stream.units[end] == 0x2D && isWhole))
        let isEmpty = isWhole && stream.separations[position] == .cell
        if isValue || isEmpty { return (begin, position..<end, end) }
        position = end
        continue
      }
      position += 1
    }
    return nil
  }

  /// Behind the head of a group that prints no figures, where the row's own number stands.
  private func labelStart(_ start: Int, before end: Int) -> Int {
    var begin = start
    for position in start..<end where position > start {
      let unit = stream.units[position]
      guard unit == 0x28 || unit.isHanOrdinal || unit.isDigit, !stream.units[position - 1].isDigit,
        !stream.units[position - 1].isHanOrdinal, stream.units[position - 1] != 0x28,
        Self.opensLabel(stream, at: position)
      else { continue }
      begin = position
    }
    return begin
  }

  /// The label without 其中, and the number it carries.
  private func labelRange(_ scanStart: Int, _ start: Int, ordinal: inout Int) -> Range<Int> {
    var begin = start
    // Dashes were skipped: the label begins behind them.
    if begin < scanStart { begin = scanStart }
    if stream.has(Self.within, at: begin) {
      begin += Self.within.count
      if begin < stream.count, stream.units[begin] == 0x3A { begin += 1 }
      ordinal = 0
    }
    var value = 0
    var position = begin
    while position < stream.count, stream.units[position].isDigit, position - begin < 2 {
      value = value * 10 + Int(stream.units[position] - 0x30)
      position += 1
    }
    ordinal = position > begin ? value : 0
    return begin..<max(begin, position)
  }

  /// Where the row's values end: before the next label's number, if one is glued to them.
  private func valuesEnd(_ start: Int, ordinal: Int) -> (end: Int, digits: Int) {
    var end = start
    while end < stream.count, end - start < 80 {
      let unit = stream.units[end]
      guard unit.isDigit || unit == 0x2E || unit == 0x2C || unit == 0x2D || unit == 0x2F || unit == 0x3001 else {
        break
      }
      end += 1
    }
    guard end < stream.count, end > start, stream.units[end].isHan || stream.units[end] == 0x28 else { return (end, 0) }
    guard Ordinals.isPoint(stream.units[end - 1]) else { return (end, 0) }
    // `41815092.` ends in the number of the next row.
    var first = end - 2
    let expected = ordinal + 1
    if expected >= 10, first > start, stream.units[first].isDigit, stream.units[first - 1].isDigit,
      Int(stream.units[first - 1] - 0x30) * 10 + Int(stream.units[first] - 0x30) == expected
    {
      first -= 1
    }
    return (max(start, first), 0)
  }
}
