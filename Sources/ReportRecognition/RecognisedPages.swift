import DocumentReading
import StatutoryForm

/// What of a document was recognised from pictures, and which of its pages are pictures that were not read.
struct RecognisedPages {
  private let document: ReadDocument

  init(_ document: ReadDocument) { self.document = document }

  /// The rows of which anything stands on a recognised page.
  func rows(_ form: PrintedForm) -> [FormRow] {
    if document.recognisedLines.isEmpty { return [] }
    var rows = Set(form.rows.filter { isRecognised($0.labelLine) || isRecognised($0.tokens) }.map(\.row))
    if isRecognised(form.proceedings) { rows.formUnion(form.layout.rows(of: .proceedings)) }
    for row in form.headReadings.flatMap(\.rows) where isRecognised(row.byHeads?.tokens ?? []) { rows.insert(row.row) }
    return rows.sorted { $0.rawValue < $1.rawValue }
  }

  /// The cells of a free table, those that were recognised as unreadable: no sum confirms them.
  func settled(_ cells: [PrintedStatistic]) -> [PrintedStatistic] {
    cells.map { cell in
      guard document.isRecognised || isRecognised(cell.token.line), cell.token.content != .blank else { return cell }
      var cell = cell
      cell.token.content = .unreadable
      return cell
    }
  }

  /// The parts of the text that were not recognised: nothing confirms the figures of other sentences.
  func outside(_ narrative: [Range<Int>]) -> [Range<Int>] {
    if document.isRecognised { return [] }
    return narrative.filter { !isRecognised(document.text.line(at: $0.lowerBound)) }
  }

  /// Says what was recognised and what was not read.
  var findings: [Finding] {
    var findings: [Finding] = []
    let pages = document.recognisedPages
    if document.isRecognised || !pages.isEmpty {
      findings.append(
        Finding(
          rule: "D.RECOGNISED", severity: .warning, seen: pages.isEmpty ? nil : Self.list(pages),
          message: pages.isEmpty
            ? "The text was recognised from pictures: names and dates may be misread, and only figures that the sums of "
              + "the tables confirm are published."
            : "The text of pages \(Self.list(pages)) was recognised from pictures: only figures of them that the sums of "
              + "the tables confirm are published, and none of their sentences."))
    }
    if !document.unreadPages.isEmpty {
      findings.append(
        Finding(
          rule: "D.SCANNED", severity: .warning, seen: Self.list(document.unreadPages),
          message:
            "Pages \(Self.list(document.unreadPages)) are pictures without text and were not read: what they show "
            + "is missing here. Run with --ocr, with tesseract-ocr and tesseract-ocr-chi-sim installed."))
    }
    return findings
  }

  private func isRecognised(_ tokens: [PrintedToken]) -> Bool { tokens.contains { isRecognised($0.line) } }

  private func isRecognised(_ line: Int?) -> Bool {
    guard let line else { return false }
    return document.recognisedLines.contains { $0.contains(line) }
  }

  private static func list(_ pages: [Int]) -> String { pages.map(String.init).joined(separator: ", ") }
}
