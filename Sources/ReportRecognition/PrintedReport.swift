import DecimalNumbers
import StatutoryForm

/// Where a name of the agency was read, in descending order of trust (form.md section 6).
public enum AgencyNameSource: UInt8, CaseIterable, Sendable {
  /// The publisher line of the page's heading (发布机构, a CMS bullet).
  case publisher
  /// The title of the report.
  case title
  /// 由…编制, 请与…联系 in the preamble.
  case preamble
  /// The signature before the closing date.
  case signature
}

/// A name of the agency as the document prints it.
public struct PrintedAgencyName: Hashable, Sendable {
  /// Where it was read.
  public var source: AgencyNameSource
  /// The name, white space removed, otherwise as printed.
  public var name: String
  /// 1-based source line.
  public var line: Int
  /// Makes a name.
  public init(source: AgencyNameSource, name: String, line: Int) {
    self.source = source
    self.name = name
    self.line = line
  }
}

/// One of the six sections of the report (form.md section 1).
public enum SectionKind: UInt8, CaseIterable, Sendable {
  /// 一、总体情况
  case overview
  /// 二、主动公开政府信息情况
  case disclosure
  /// 三、收到和处理政府信息公开申请情况
  case applications
  /// 四、政府信息公开行政复议、行政诉讼情况
  case proceedings
  /// 五、存在的主要问题及改进情况
  case problems
  /// 六、其他需要报告的事项
  case other
}

/// A heading of a section, where the document prints it.
public struct PrintedSection: Hashable, Sendable {
  /// Which section.
  public var kind: SectionKind
  /// The heading as printed, white space removed.
  public var heading: String
  /// 1-based source line.
  public var line: Int
  /// Makes a section.
  public init(kind: SectionKind, heading: String, line: Int) {
    self.kind = kind
    self.heading = heading
    self.line = line
  }
}

/// One cell of a free-form statistics table of a v0 report.
public struct PrintedStatistic: Hashable, Sendable {
  /// The row label as printed, numbering kept.
  public var label: String
  /// The column label as printed, as `2015年度` or `历年累计`.
  public var columnLabel: String
  /// The printed unit of the row, as `条`; `nil` where there is none.
  public var unit: String?
  /// What is printed: the cell's own token, or the run of the whole row where columns are glued together.
  public var token: PrintedToken
  /// Makes a statistic.
  public init(label: String, columnLabel: String, unit: String?, token: PrintedToken) {
    self.label = label
    self.columnLabel = columnLabel
    self.unit = unit
    self.token = token
  }
}

/// A report as the document prints it: what was recognised, before any identity is used.
public struct PrintedReport: Sendable {
  /// The title, white space removed; `nil` where none was found.
  public var title: String?
  /// The reporting year; `nil` where none was found.
  public var reportYear: Int?
  /// Names of the agency, most trusted first.
  public var agencyNames: [PrintedAgencyName] = []
  /// The index number (索引号) as printed; `nil` where none was found.
  public var indexNumber: String?
  /// The publisher line as printed; `nil` where none was found.
  public var publisher: String?
  /// ISO date of the document itself (成文日期, 生成日期, signature); `nil` where none was found.
  public var composedOn: String?
  /// ISO date of publication; `nil` where none was found.
  public var publishedOn: String?
  /// ISO dates of the reporting period; `nil` where none is printed.
  public var periodStart: String?
  /// ISO date of the last day of the reporting period; `nil` where none is printed.
  public var periodEnd: String?
  /// The address of the page where the document names it (canonical link, 原文链接); `nil` where it does not.
  public var sourceURL: String?
  /// The section headings in document order.
  public var sections: [PrintedSection] = []
  /// The statutory tables; `nil` for a v0 report and where no table was found.
  public var form: PrintedForm?
  /// Whether the document has the statistics table or chapters of form v0.
  public var isV0 = false
  /// Cells of v0 statistics tables, in document order.
  public var statistics: [PrintedStatistic] = []
  /// Narrative: ranges of the document's `BlockText` that are running text, tables and page furniture left out.
  public var narrative: [Range<Int>] = []
  /// What recognition observed.
  public var findings: [Finding] = []

  /// An empty report.
  public init() {}
}

/// What recognition says about a document.
public enum RecognitionResult: Sendable {
  /// A report (contract.md section 5: title or preamble, and a table row with values or two sections with text).
  case report(PrintedReport)
  /// Something else: `not_a_report`, with one sentence that says what is missing.
  case notAReport(reason: String)
}
