import DecimalNumbers
import DocumentReading
import StatutoryForm

/// From the values of a row of a free-form table to its cells.
extension StatisticsReader {
  func cells(
    _ name: Range<Int>, _ unit: Range<Int>, _ values: Range<Int>, _ columns: [String]
  ) -> [PrintedStatistic] {
    let label = stream.compact(name.lowerBound..<unit.lowerBound, in: text)
    if label.isEmpty { return [] }
    let unitText = stream.compact(unit, in: text)
    let items = stream.values(after: hit(unit), values)
    let made = tokens(items, columns.count)
    return columns.enumerated().map { index, column in
      PrintedStatistic(label: label, columnLabel: column, unit: unitText, token: made[index])
    }
  }

  private func hit(_ unit: Range<Int>) -> LabelHit {
    LabelHit(kind: .end, start: unit.lowerBound, core: unit, end: unit.upperBound, isNumbered: false, isPrefix: false)
  }

  /// One token a column; a run that holds several columns is each column's token.
  private func tokens(_ items: [ValueItem], _ count: Int) -> [PrintedToken] {
    var items = items
    while items.count > count, items.last?.isBlank == true { items.removeLast() }
    if items.count == count {
      return items.enumerated().map { token($1, column: $0) }
    }
    if items.count == 1, let item = items.first, item.isValue {
      let digits = stream.units[item.range]
      if digits.count == count, digits.allSatisfy({ $0.isDigit }) {
        return digits.enumerated().map { index, digit in
          PrintedToken(
            text: "\(digit - 0x30)", content: .number(DecimalNumber(Int64(digit - 0x30))), column: index,
            line: text.line(at: Int(stream.offsets[item.range.lowerBound + index])))
        }
      }
      var run = token(item, column: nil)
      if digits.count > count { run.content = .run } else { run.content = .unreadable }
      return Array(repeating: run, count: count)
    }
    let printed = items.compactMap { $0.isBlank ? nil : stream.printed($0.range, in: text) }.joined(separator: " ")
    let line = items.first.map { text.line(at: Int($0.offset)) }
    let content: PrintedContent = printed.isEmpty ? .blank : .unreadable
    return Array(repeating: PrintedToken(text: printed, content: content, line: line), count: count)
  }

  private func token(_ item: ValueItem, column: Int?) -> PrintedToken {
    let line = text.line(at: Int(item.offset))
    guard let reading = item.reading else { return PrintedToken(text: "", content: .blank, column: column, line: line) }
    return PrintedToken(
      text: stream.printed(item.range, in: text), content: reading.content, column: column, unit: reading.unit,
      line: line)
  }
}
