import DocumentReading
import StatutoryForm
import WorkLimits

/// Recognises a report in the blocks of a document: what it prints, before any identity is used.
public struct ReportRecognizer: Sendable {
  /// Makes a recogniser.
  public init() {}

  /// The report that the document holds; of several the first complete one.
  ///
  /// Where `deadline` passes the answer is no report, and nothing can be said of the document.
  public func recognize(_ document: ReadDocument, deadline: WorkDeadline = .none) -> RecognitionResult {
    let stream = LabelStream(document)
    if deadline.hasPassed { return Self.outOfTime }
    let hits = LabelFinder.hits(in: stream)
    if deadline.hasPassed { return Self.outOfTime }
    let lines = stream.lines()
    let sections = SectionReader(hits: hits, stream: stream)
    if let following = FollowingReport(sections: sections, stream: stream, lines: lines),
      let first = following.leaving(document, stream),
      case .report(var report) = recognize(first, deadline: deadline)
    {
      report.findings.append(following.finding(stream, document.text))
      return .report(report)
    }
    let contentStart = sections.headings.first?.range.lowerBound ?? min(stream.count, 6000)
    var reader = HeadReader(stream: stream, document: document, lines: lines, contentStart: contentStart)
    var head = reader.read()

    var year =
      head.titleYear ?? yearOf(head.periodEnd ?? head.periodStart) ?? head.openingYear
      ?? yearOf(head.publishedOn).map { $0 - 1 }
    let isYearOfNarrative = year == nil
    if isYearOfNarrative {
      let end = sections.headings.first { $0.kind != .overview }?.range.lowerBound ?? stream.count
      year = reader.yearOfSentences(in: 0..<min(end, 3000))
    }
    let tables = FormRecognizer(
      stream: stream, hits: hits, text: document.text, reportYear: year, isGovernment: Self.isGovernment(head),
      body: head.agencyNames.first?.name
    ).recognize()
    if deadline.hasPassed { return Self.outOfTime }
    let hasApplications = tables.form?.hasApplications ?? false || tables.hasForeignApplications
    let statistics =
      hasApplications
      ? nil : StatisticsReader(stream: stream, text: document.text, reportYear: year).read()
    var extents = tables.extents
    if let statistics { extents.append(statistics.extent) }
    extents.sort { $0.lowerBound < $1.lowerBound }
    head = reader.readSignature(after: sections.headings.last?.range.upperBound ?? stream.count / 2, outside: extents)

    let form = statistics == nil ? tables.form : nil
    let texts = sections.sectionsWithText(in: stream)
    if let reason = Self.missing(head, stream, hasForm: form != nil, hasStatistics: statistics != nil, texts: texts) {
      return .notAReport(reason: reason)
    }

    var report = PrintedReport()
    report.title = head.title
    report.reportYear = year
    report.agencyNames = head.agencyNames
    report.indexNumber = head.indexNumber
    report.publisher = head.publisher
    report.composedOn = head.composedOn
    report.publishedOn = head.publishedOn
    report.periodStart = head.periodStart
    report.periodEnd = head.periodEnd
    report.sourceURL = head.sourceURL
    report.sections = sections.sections(in: stream, document.text)
    report.form = form
    let recognised = RecognisedPages(document)
    report.form?.isRecognised = document.isRecognised
    if let form { report.form?.recognisedRows = recognised.rows(form) }
    report.statistics = recognised.settled(statistics?.statistics ?? [])
    report.isV0 = statistics != nil || (form == nil && (year ?? 9999) <= 2018)
    report.narrative =
      NarrativeReader(
        stream: stream, document: document, lines: lines, head: head, sections: sections, extents: extents
      ).ranges()
    if let form { report.findings = tables.findings + UnruledRows(document).findings(form) }
    if !report.isV0, let finding = sections.finding(stream, document.text) { report.findings.append(finding) }
    report.narrative = recognised.outside(report.narrative)
    if isYearOfNarrative, let year { report.findings.append(Self.yearOfNarrative(year)) }
    report.findings += Self.findings(head, document) + recognised.findings
    return .report(report)
  }

  private static let outOfTime = RecognitionResult.notAReport(reason: "The time for the document was over.")

  private func yearOf(_ date: String?) -> Int? { date.flatMap { Int($0.prefix(4)) } }

  /// Whether the names are those of a region or its government.
  private static func isGovernment(_ head: HeadReading) -> Bool {
    guard let name = head.agencyNames.first?.name else { return false }
    return ["人民政府", "政府", "省", "市", "县", "区", "州", "旗", "盟"].contains { name.hasSuffix($0) }
  }

  private static let topic = KeySet(["信息公开"])

  /// What keeps a document from being a report (contract.md section 5); `nil` for a report.
  private static func missing(
    _ head: HeadReading, _ stream: LabelStream, hasForm: Bool, hasStatistics: Bool, texts: Int
  ) -> String? {
    let opening = min(stream.count, 6000)
    let speaksOfIt = head.title != nil || stream.first(of: topic, in: 0..<opening) != nil
    if !hasForm, !hasStatistics, texts < 2 {
      return head.title == nil
        ? "Neither a title nor a table row with values nor two statutory sections with text were found."
        : "The title stands without a table row with values or two statutory sections with text."
    }
    if !speaksOfIt, texts < 2 {
      return "A table was found, but nothing that says it belongs to an open-government report."
    }
    return nil
  }

  private static func yearOfNarrative(_ year: Int) -> Finding {
    Finding(
      rule: "S.YEAR", severity: .warning, seen: "\(year)",
      message: "Neither title nor period nor date names the year; it is that of the sentences of the first section.")
  }

  private static func findings(_ head: HeadReading, _ document: ReadDocument) -> [Finding] {
    var findings: [Finding] = []
    if document.replacedCharacterCount > 0 {
      findings.append(
        Finding(
          rule: "D.ENCODING", severity: .warning, seen: "\(document.replacedCharacterCount)", expected: "0",
          message: "Bytes that are not valid in the document's encoding were replaced."))
    }
    return findings
  }
}
