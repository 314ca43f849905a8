import DocumentReading
import StatutoryForm

/// Recognises a report in the blocks of a document: what it prints, before any identity is used.
public struct ReportRecognizer: Sendable {
  /// Makes a recogniser.
  public init() {}

  /// The report that the document holds; of several the first complete one.
  public func recognize(_ document: ReadDocument) -> RecognitionResult {
    let stream = LabelStream(document)
    let hits = LabelFinder.hits(in: stream)
    let recognized = FormRecognizer(stream: stream, hits: hits, text: document.text, reportYear: nil).recognize()
    var report = PrintedReport()
    report.form = recognized.form
    report.findings = recognized.findings
    return .report(report)
  }
}
