import DocumentReading

/// Period and signature in the text of the report.
extension HeadReader {
  // MARK: Period

  private static let periodKeys = KeySet([
    "统计期限", "统计周期", "统计时限", "统计时间", "统计范围", "数据期限", "报告期限", "统计的期限", "数据的期限",
  ])

  mutating func readPeriod() {
    let limit = min(stream.count, 20_000)
    var next = 0
    while let (position, key) = stream.first(of: Self.periodKeys, in: next..<limit) {
      next = position + 1
      let start = position + key.count
      guard let first = firstDate(from: start, within: 12, year: nil) else { continue }
      result.periodStart = first.iso
      result.periodEnd = firstDate(from: first.end, within: 8, year: first.year)?.iso
      return
    }
  }

  private func firstDate(from start: Int, within reach: Int, year: Int?) -> DateReading.Found? {
    for position in start..<min(start + reach, stream.count) {
      if position > 0, stream.units[position].isDigit, stream.units[position - 1].isDigit { continue }
      if let date = DateReading.date(stream.units, at: position, defaultYear: year) { return date }
    }
    return nil
  }

  // MARK: Signature

  private static let bodies = ["府", "局", "委", "办", "室", "厅", "会", "院", "中心", "处", "队", "部", "站", "所", "公司", "学校", "大学"]
    .map(CharacterFolding.key)

  /// The closing date that stands alone, with the name before it.
  mutating func readSignature(after start: Int, outside extents: [Range<Int>]) -> HeadReading {
    var position = max(start, 1)
    var last: (date: DateReading.Found, at: Int)?
    while position < stream.count {
      if stream.separations[position] >= .space, let date = DateReading.date(stream.units, at: position),
        date.end >= stream.count || stream.separations[date.end] >= .space,
        (position..<date.end).contains(where: { stream.units[$0] == 0x6708 }),
        !extents.contains(where: { $0.contains(position) })
      {
        last = (date, position)
      }
      position += 1
    }
    guard let last else { return result }
    if result.composedOn == nil { result.composedOn = last.date.iso }
    var begin = last.at - 1
    while begin > 0, stream.separations[begin] < .space, last.at - begin < 40 { begin -= 1 }
    let name = begin..<last.at
    let units = stream.units[name]
    let isName =
      (4...36).contains(name.count) && units.allSatisfy({ $0.isHan || $0 == 0x28 || $0 == 0x29 })
      && Self.bodies.contains(where: { units.suffix($0.count).elementsEqual($0) })
    if isName { add(stream.compact(name, in: text), .signature, at: begin) }
    return result
  }
}
