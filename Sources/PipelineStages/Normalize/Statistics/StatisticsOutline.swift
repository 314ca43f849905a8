import CellResolution
import ReportRecognition

/// The rows of a free-form statistics table: the cells of each, in order.
struct StatisticsRows {
  /// Ranges of indices into the cells of the report; each range is one row.
  private(set) var rows: [Range<Int>] = []
  /// The column labels of the first row.
  private(set) var columns: [String] = []

  /// Splits the cells at every new label, and where the columns begin anew.
  init(_ statistics: [PrintedStatistic]) {
    guard let first = statistics.first else { return }
    var start = 0
    for index in statistics.indices.dropFirst()
    where statistics[index].label != statistics[start].label || statistics[index].columnLabel == first.columnLabel {
      rows.append(start..<index)
      start = index
    }
    rows.append(start..<statistics.count)
    columns = statistics[rows[0]].map(\.columnLabel)
  }
}

/// Which rows of a statistics table split up another one, read from the numbers before the labels.
///
/// A group is a row directly followed by rows numbered 1, 2, 3 … in one style, all of its unit. Where the numbering is
/// torn (a row without number between 4 and 5), the group is not whole and is left out.
enum StatisticsOutline {
  /// A number before a label, and its style: 一、 is 1, （一） 2, a plain digit 3, （1） 4, ① 5, none 0.
  private struct Number {
    var style: Int
    var value: Int
  }

  private struct OpenGroup {
    var style: Int
    var whole: Int?
    var parts: [Int]
    var isTorn = false
    var next: Int { parts.count + 1 }
  }

  /// The groups of at least two parts, by row index.
  static func groups(labels: [String], units: [String?]) -> [StatisticsGroup] {
    var open: [OpenGroup] = []
    var closed: [OpenGroup] = []
    func tear(_ style: Int, _ value: Int) {
      // A group that was torn stands near; looking at all of them would take quadratic time.
      guard let last = closed.suffix(32).lastIndex(where: { $0.style == style && $0.next == value }) else { return }
      closed[last].isTorn = true
    }
    var before: Number?
    for (row, label) in labels.enumerated() {
      let number = self.number(before: label)
      defer { before = number }
      guard number.style > 0 else {
        closed += open.reversed()
        open = []
        continue
      }
      while let top = open.last, top.style != number.style, open.contains(where: { $0.style == number.style }) {
        closed.append(top)
        open.removeLast()
      }
      if var top = open.last, top.style == number.style {
        open.removeLast()
        if top.next == number.value {
          top.parts.append(row)
          open.append(top)
          continue
        }
        if number.value != 1 { top.isTorn = true }
        closed.append(top)
      } else if number.value != 1 {
        closed += open.reversed()
        open = []
        tear(number.style, number.value)
        continue
      }
      guard number.value == 1 else { continue }
      let whole = row > 0 && before?.style != number.style ? row - 1 : nil
      open.append(OpenGroup(style: number.style, whole: whole, parts: [row]))
    }
    closed += open.reversed()
    return closed.compactMap { group in
      guard let whole = group.whole, !group.isTorn, group.parts.count > 1,
        group.parts.allSatisfy({ units[$0] == units[whole] })
      else { return nil }
      return StatisticsGroup(whole: whole, parts: group.parts)
    }
    .sorted { $0.whole < $1.whole }
  }

  /// The row that each row stands under by the style of its number; `nil` for the outermost.
  ///
  /// 一、 is above （一）, that above a plain digit, （1） and ①.
  static func parents(labels: [String]) -> [Int?] {
    var open: [(style: Int, row: Int)] = []
    return labels.enumerated().map { row, label in
      let style = number(before: label).style
      guard style > 0 else { return open.last?.row }
      while let top = open.last, top.style >= style { open.removeLast() }
      defer { open.append((style, row)) }
      return open.last?.row
    }
  }

  /// The label without 其中 and its number.
  static func core(of label: String) -> Substring {
    var rest = label[...]
    if rest.hasPrefix("其中") { rest = rest.dropFirst(2) }
    rest = rest.drop { $0 == ":" || $0 == "：" }
    return read(rest).rest
  }

  private static func number(before label: String) -> Number {
    var rest = label[...]
    if rest.hasPrefix("其中") { rest = rest.dropFirst(2) }
    rest = rest.drop { $0 == ":" || $0 == "：" }
    return read(rest).number
  }

  private static func read(_ text: Substring) -> (number: Number, rest: Substring) {
    let none = (Number(style: 0, value: 0), text)
    guard let first = text.first else { return none }
    if let circled = first.unicodeScalars.first?.value, (0x2460...0x2473).contains(circled) {
      return (Number(style: 5, value: Int(circled - 0x245F)), text.dropFirst())
    }
    let isBracketed = first == "(" || first == "（"
    let body = isBracketed ? text.dropFirst() : text
    let isHan = body.first.map(hanDigits.contains) ?? false
    let digits = body.prefix { isHan ? hanDigits.contains($0) : $0.isASCII && $0.isNumber }
    guard (1...3).contains(digits.count), let value = isHan ? hanValue(digits) : Int(digits), (1...40).contains(value)
    else { return none }
    let rest = body.dropFirst(digits.count)
    if isBracketed {
      guard rest.first == ")" || rest.first == "）" else { return none }
      return (Number(style: isHan ? 2 : 4, value: value), rest.dropFirst())
    }
    let isPoint = rest.first.map { "、.．，,".contains($0) } ?? false
    if isHan { return isPoint ? (Number(style: 1, value: value), rest.dropFirst()) : none }
    return (Number(style: 3, value: value), isPoint ? rest.dropFirst() : rest)
  }

  private static let hanDigits = "一二三四五六七八九十"

  /// 一 to 九十九; `nil` for anything else.
  private static func hanValue(_ digits: Substring) -> Int? {
    func unit(_ character: Character) -> Int? {
      guard let index = hanDigits.firstIndex(of: character) else { return nil }
      let value = hanDigits.distance(from: hanDigits.startIndex, to: index) + 1
      return value < 10 ? value : nil
    }
    let parts = digits.split(separator: "十", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 1 { return digits.count == 1 ? digits.first.flatMap(unit) : nil }
    guard parts[0].count <= 1, parts[1].count <= 1 else { return nil }
    let tens = parts[0].isEmpty ? 1 : parts[0].first.flatMap(unit)
    let ones = parts[1].isEmpty ? 0 : parts[1].first.flatMap(unit)
    guard let tens, let ones else { return nil }
    return tens * 10 + ones
  }
}
