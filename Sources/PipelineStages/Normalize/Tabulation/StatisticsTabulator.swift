import DecimalNumbers
import FactTables
import ReportRecognition
import StatutoryForm

/// Turns cells of v0 statistics tables into rows of `statistics_v0`.
struct StatisticsTabulator {
  let head: ReportHead

  func rows(_ statistics: [PrintedStatistic]) -> [FactRow] {
    statistics.map { statistic in
      let token = statistic.token
      let (value, basis) = Self.reading(of: token)
      return head.row(
        [
          .text(statistic.label), .text(statistic.columnLabel), .init(Self.indicator(of: statistic.label)),
          .init(value.map { $0.rounded(places: 4) }), .init(statistic.unit),
          .init(token.text.isEmpty ? nil : token.text),
          .text(basis.rawValue),
        ], line: token.line)
    }
  }

  /// A glued run may be cut in more than one place: it stays unresolved, with its text.
  static func reading(of token: PrintedToken) -> (DecimalNumber?, Basis) {
    switch token.content {
    case .number(let number): (number, .printed)
    case .run: (nil, .unresolved)
    case .blank: (nil, .blank)
    case .notApplicable: (nil, .notApplicable)
    case .unreadable: (nil, .unresolved)
    }
  }

  /// The code of a label where the later form has an equal meaning (form.md 2.3); `nil` elsewhere.
  static func indicator(of label: String) -> String? {
    var core = Substring(label)
    if core.hasPrefix("其中") { core = core.dropFirst(2) }
    core = core.drop { $0.isASCII || "：、．（）()一二三四五六七八九十".contains($0) }
    return meanings.first { core.hasPrefix($0.0) && ($0.0 != "行政复议" || !core.contains("纠正")) }?.1
  }

  private static let meanings: [(String, String)] = [
    ("受理依申请公开信息总数", "new_received"), ("收到申请总数", "new_received"), ("收到信息公开申请", "new_received"),
    ("对申请的答复总数", "total_processed"), ("申请办结数", "total_processed"), ("对申请的答复", "total_processed"),
    ("同意公开答复数", "granted_full"), ("同意部分公开答复数", "granted_partial"), ("行政复议", "review"),
  ]
}
