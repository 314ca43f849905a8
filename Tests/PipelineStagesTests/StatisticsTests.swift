import CellResolution
import DecimalNumbers
import ReportRecognition
import StatutoryForm
import Testing

@testable import PipelineStages

@Suite struct StatisticsTests {
  /// Labels and, by row, the groups that they make.
  private static let outlines: [(labels: [String], groups: [StatisticsGroup])] = [
    (["主动公开文件数", "1、网站", "2、公报", "行政复议数"], [.init(whole: 0, parts: [1, 2])]),
    (["其中：总数", "1.甲", "2.乙", "3.丙"], [.init(whole: 0, parts: [1, 2, 3])]),
    (
      ["一、申请", "（一）收到", "1.当面", "2.传真", "（二）答复", "1.同意", "2.不予"],
      [.init(whole: 0, parts: [1, 4]), .init(whole: 1, parts: [2, 3]), .init(whole: 4, parts: [5, 6])]
    ),
    (["总数", "①甲", "②乙", "十一、别的"], [.init(whole: 0, parts: [1, 2])]),
    // One part proves nothing, and nothing is split up without a row above.
    (["总数", "1.甲", "别的"], []),
    (["1.甲", "2.乙"], []),
    // The third part stands behind a row without number: the group is torn.
    (["答复", "1.同意", "2.不予", "涉及秘密", "3.其他"], []),
    // A number is left out.
    (["答复", "1.同意", "2.不予", "4.其他"], []),
    // A year is no number.
    (["总数", "2015年甲", "2016年乙"], []),
  ]

  @Test(arguments: outlines.indices) func findsGroups(_ index: Int) {
    let (labels, groups) = Self.outlines[index]
    #expect(StatisticsOutline.groups(labels: labels, units: labels.map { _ in "条" }) == groups)
  }

  @Test func partsOfAnotherUnitAreNoParts() {
    #expect(StatisticsOutline.groups(labels: ["总数", "1.甲", "2.乙"], units: ["条", "条", "元"]).isEmpty)
  }

  private static let indicators: [(String, String?)] = [
    ("受理依申请公开信息总数", "new_received"), ("（一）收到申请数", "new_received"), ("对申请的答复总数", "total_processed"),
    ("对申请的答复数", "total_processed"), ("(二)申请办结数", "total_processed"), ("1.按时办结数", nil),
    ("其中：1、同意公开答复数", "granted_full"), ("2.同意部分公开答复数", "granted_partial"), ("3.否决公开答复数", "denied"),
    ("3、不予公开答复数", "denied"), ("4.其他类型答复数", nil), ("行政复议数", "review"), ("行政诉讼数", "litigation"),
    ("四、行政复议数量", "review"), ("接受行政诉讼、举报数", nil), ("行政复议被纠正数", nil), ("行政申诉数", nil),
    ("政府信息公开收费减免金额", nil), ("主动公开文件数", nil), ("1.当面申请数", nil), ("", nil),
  ]

  @Test(arguments: indicators) func codesLabels(_ label: String, _ code: String?) {
    #expect(StatisticsIndicator.code(of: label) == code)
  }

  /// A row of two columns: a glued run, or two numbers.
  private static func row(_ label: String, _ values: String...) -> [PrintedStatistic] {
    zip(["2015年度", "历年累计"], values.count == 1 ? [values[0], values[0]] : values).map { column, text in
      let content: PrintedContent =
        values.count == 1 ? .run : DecimalNumber(text).map { .number($0) } ?? (text.isEmpty ? .blank : .unreadable)
      return PrintedStatistic(
        label: label, columnLabel: column, unit: "条", token: PrintedToken(text: text, content: content, line: 7))
    }
  }

  @Test func gluedRowsAreCutByTheirSums() {
    let table = Self.row("申请总数", "2131") + Self.row("1.当面", "1827") + Self.row("2.网上", "3", "4")
    let cells = ResolvedStatistics(table).cells
    #expect(cells.map { $0.value?.integer } == [21, 31, 18, 27, 3, 4])
    #expect(cells.map(\.basis) == [.inferred, .inferred, .inferred, .inferred, .printed, .printed])
    #expect(cells.map(\.printed) == ["21", "31", "18", "27", "3", "4"])
    #expect(StatisticsChecks.findings(of: ResolvedStatistics(table)).isEmpty)
  }

  @Test func aSumThatFailsInfersNothingAndIsNamed() {
    let table = Self.row("公开总数", "20263542") + Self.row("1.网站", "17953304") + Self.row("2.公报", "0", "7")
    let statistics = ResolvedStatistics(table)
    #expect(statistics.cells.prefix(4).allSatisfy { $0.value == nil && $0.basis == .unresolved })
    #expect(statistics.cells[0].printed == "20263542")
    let findings = StatisticsChecks.findings(of: statistics)
    #expect(findings.map(\.rule) == ["T0.SUM"])
    #expect(findings.map(\.severity) == [.info])
    #expect(findings.first?.row == "公开总数")
  }

  @Test func applicationsThatAddUpToTooMuchAreWarnedOf() {
    let table = Self.row("申请总数", "5", "9") + Self.row("1.当面", "4", "5") + Self.row("2.网上", "3", "4")
    let findings = StatisticsChecks.findings(of: ResolvedStatistics(table))
    #expect(findings.map(\.severity) == [.warning])
    #expect(findings.map(\.seen) == ["5"])
    #expect(findings.map(\.expected) == ["7"])
    #expect(findings.map(\.column) == ["2015年度"])
  }

  @Test func aYearAboveTheCumulativeColumnIsWarnedOf() {
    let findings = StatisticsChecks.findings(of: ResolvedStatistics(Self.row("申请总数", "9", "5")))
    #expect(findings.map(\.rule) == ["T0.ORDER"])
    #expect(findings.map(\.severity) == [.warning])
  }

  @Test func blankAndUnreadableCellsStayAsTheyAre() {
    let table = Self.row("申请总数", "", "九") + Self.row("1.当面", "12") + Self.row("2.网上", "3", "4")
    let cells = ResolvedStatistics(table).cells
    #expect(cells.prefix(2).map(\.basis) == [.blank, .unresolved])
    #expect(cells.map { $0.value?.integer } == [nil, nil, 1, 2, 3, 4])
    #expect(ResolvedStatistics([]).cells.isEmpty)
  }

  /// The form of 2014 has rows of one name under reconsideration and under lawsuits: both are published.
  @Test func rowsOfOneNameUnderDifferentHeadsStayApart() {
    let table =
      Self.row("（一）收到申请数", "8", "9") + Self.row("1.当面", "8", "9") + Self.row("四、行政复议数量", "5", "7")
      + Self.row("（一）维持数", "1", "2") + Self.row("（二）被依法纠错数", "4", "5") + Self.row("五、行政诉讼数量", "3", "6")
      + Self.row("（一）驳回数", "1", "2") + Self.row("（二）被依法纠错数", "2", "4")
    let cells = ResolvedStatistics(table).cells
    let corrected = cells.filter { $0.label.hasSuffix("（二）被依法纠错数") }
    #expect(corrected.map(\.label).first == "（二）被依法纠错数", "the first as printed")
    #expect(corrected.map(\.label).last == "五、行政诉讼数量/（二）被依法纠错数")
    #expect(corrected.map { $0.value?.integer } == [4, 5, 2, 4])
    #expect(Set(cells.map { $0.label + $0.columnLabel }).count == cells.count)
  }

  @Test func aTableThatIsPrintedTwiceKeepsItsLabels() {
    let table = Self.row("四、行政复议数量", "5", "7") + Self.row("（一）维持数", "5", "7")
    #expect(ResolvedStatistics(table + table).cells.allSatisfy { !$0.label.contains("/") })
  }

  @Test func rowsOfOtherColumnsTakePartInNothing() {
    var table = Self.row("申请总数", "9", "12") + Self.row("1.当面", "93")
    table.append(table[2])
    table.removeFirst()
    let statistics = ResolvedStatistics(table)
    #expect(statistics.cells.count == table.count)
  }
}
