import StatutoryForm

extension RuleEvaluator {
  /// The rules about years, dates and numbers of the heading (form.md section 3, H.*).
  static let headingRules: [Rule<ReportFacts>] = [
    Rule(id: "H.YEAR", severity: .warning, summary: "title, period and publication agree on the year") {
      facts, report in
      var found: [Finding] = []
      if let year = facts.titleYear, year != facts.reportYear {
        found.append(
          report.at(
            seen: "\(year)", expected: "\(facts.reportYear)", "the title names another year than the report is about"))
      }
      for day in [facts.periodStart, facts.periodEnd].compactMap({ $0 }) {
        if let date = ReportDate(day), date.year != facts.reportYear {
          found.append(
            report.at(seen: day, expected: "\(facts.reportYear)", "the period is not that of the reporting year"))
          break
        }
      }
      // Late or re-dated pages are common, and some reports come out in December; an earlier date contradicts the report.
      let middle = ReportDate(year: facts.reportYear, month: 7, day: 1)
      if let day = facts.publishedOn ?? facts.composedOn, let date = ReportDate(day), date < middle {
        found.append(
          report.at(seen: day, expected: "\(facts.reportYear + 1)", "the report is dated before its year was over"))
      }
      return found
    },
    Rule(id: "H.DEADLINE", severity: .info, summary: "departments by 31 January, governments by 31 March") {
      facts, report in
      guard let month = lastMonth(facts.agencyKind), let day = facts.publishedOn, let date = ReportDate(day) else {
        return []
      }
      let limit = ReportDate(year: facts.reportYear + 1, month: month, day: 31)
      if date <= limit { return [] }
      return [report.at(seen: day, expected: limit.description, "published after the date that the Regulations set")]
    },
    Rule(id: "H.INDEX", severity: .info, summary: "the index number is of the year of the document") {
      facts, report in
      guard let number = facts.indexNumber, let day = facts.composedOn ?? facts.publishedOn,
        let date = ReportDate(day), let year = indexYear(number), year != date.year
      else { return [] }
      return [
        report.at(seen: number, expected: "\(date.year)", "the index number is of another year than the document")
      ]
    },
  ]

  /// The last month for publication (Article 49); townships and unknown bodies have none.
  private static func lastMonth(_ kind: AgencyKind) -> Int? {
    switch kind {
    case .department, .governmentOffice, .vertical, .zone, .publicInstitution: 1
    case .consolidatedGovernment: 3
    case .township, .unknown: nil
    }
  }

  /// The year in an index number such as `005252266/2021-00002`: four digits 20xx between separators, or before a
  /// month (form.md section 6).
  static func indexYear(_ number: String) -> Int? {
    let parts = number.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-") }.dropFirst()
    for part in parts where part.count == 4 || part.count == 6 {
      let digits = Array(part)
      guard digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { continue }
      let year = digits.prefix(4).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      let month = digits.count == 6 ? Int(digits[4] - 48) * 10 + Int(digits[5] - 48) : 1
      if (2000...2099).contains(year) && (1...12).contains(month) { return year }
    }
    return nil
  }
}

/// A calendar day as ISO text has it.
struct ReportDate: Hashable, Comparable, CustomStringConvertible {
  let year: Int
  let month: Int
  let day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD`; `nil` for anything else.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  static func < (left: ReportDate, right: ReportDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" }
}
