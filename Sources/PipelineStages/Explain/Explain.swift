import SnapshotStore

/// What `gongkai explain` is asked for.
public struct ExplanationRequest: Sendable {
  /// A report_id, or a part that only one has.
  public var report: String
  /// Table, row and column of one cell, by code or label; `nil` for the whole report.
  public var cell: (table: String, row: String, column: String)?
  /// Where the document may be; `nil` for no source lines.
  public var inbox: String?

  /// Makes a request.
  public init(report: String, cell: (table: String, row: String, column: String)? = nil, inbox: String? = nil) {
    self.report = report
    self.cell = cell
    self.inbox = inbox
  }
}

/// A report of the store and where its values come from, to be shown.
public struct Explanation: Sendable {
  let report: ReportExplanation
  let cell: ExplainedCell?

  /// For a terminal: the report, or the one cell that was asked for.
  public var text: String {
    let renderer = ExplanationText(report: report)
    return cell.map(renderer.text(of:)) ?? renderer.text
  }

  /// One page without scripts and without anything from elsewhere; everything of the document is escaped.
  public var html: String { ExplanationPage(report: report).html }
}

extension Pipeline {
  /// Explains a report of the current snapshot; reads only, and needs no lock.
  public func explain(_ request: ExplanationRequest) throws -> Explanation {
    do {
      guard let snapshot = try Store(path: options.store).currentSnapshot() else {
        throw PipelineError.noSnapshot(store: options.store)
      }
      let id = try ReportFinder(snapshot).report(request.report)
      let builder = ExplanationBuilder(
        snapshot: snapshot, workArea: WorkArea(reading: options.store),
        documents: request.inbox.map { DocumentFinder(inbox: $0, options: options) })
      let report = try builder.explanation(of: id)
      return Explanation(report: report, cell: try request.cell.map { try Self.cell($0, of: report) })
    } catch let error as StoreError {
      throw PipelineError(error)
    }
  }

  private static func cell(
    _ asked: (table: String, row: String, column: String), of report: ReportExplanation
  ) throws(PipelineError) -> ExplainedCell {
    let inTable = report.cells.filter { $0.table == asked.table }
    let inRow = inTable.filter { $0.row == asked.row || $0.rowLabel == asked.row }
    if let cell = inRow.first(where: { $0.column == asked.column || $0.columnLabel == asked.column }) { return cell }
    func list(_ names: [String]) -> String {
      var seen: Set<String> = []
      return names.filter { seen.insert($0).inserted }.joined(separator: ", ")
    }
    if inTable.isEmpty {
      throw .store(
        message: "the report \(report.reportID) has no cells in a table '\(asked.table)'",
        advice: "It has: " + list(report.cells.map(\.table)))
    }
    if inRow.isEmpty {
      throw .store(
        message: "\(asked.table) of \(report.reportID) has no row '\(asked.row)'",
        advice: "Rows: " + list(inTable.map(\.row)))
    }
    throw .store(
      message: "the row \(asked.row) has no column '\(asked.column)'", advice: "Columns: " + list(inRow.map(\.column)))
  }
}
