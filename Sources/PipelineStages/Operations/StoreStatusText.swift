import FactTables

extension StoreStatus {
  /// As a JSON object, for programs.
  public var json: String {
    get throws { String(decoding: try OperationJSON.encode(self), as: UTF8.self) }
  }

  /// For a person.
  public var text: String {
    var lines = ["Snapshot    \(snapshot ?? "none yet")"]
    lines.append("            \(snapshotCount) kept; work area \(RunSummary.grouped(workAreaBytes)) bytes")
    for entry in history.suffix(5).reversed() { lines.append("Committed   \(entry.committedAt)  \(entry.snapshot)") }
    for line in nightlyLog.reversed() { lines.append("Nightly     \(line)") }
    lines += coverageLines
    lines += rosterLines
    lines += setAsideLines
    lines += ["", "Findings    " + Self.pairs(totals.findings, order: FactCodes.severities)]
    return lines.joined(separator: "\n") + "\n"
  }

  private var coverageLines: [String] {
    let years = byYear.keys.sorted()
    if years.isEmpty { return [] }
    var lines = ["", Self.row(["Year", "reports", "complete", "partial", "narrative_only"])]
    lines += years.map { Self.row($0, byYear[$0]) }
    for level in FactCodes.adminLevels {
      guard let levelYears = byLevel[level] else { continue }
      lines += ["", "Level \(level)"]
      lines += levelYears.keys.sorted().map { Self.row($0, levelYears[$0]) }
    }
    return lines
  }

  private var rosterLines: [String] {
    if roster.expected == 0 {
      return ["", "Roster      no agency is expected: list them in Pipelines/rules/roster.csv, or give --roster FILE"]
    }
    var lines = ["", "Roster      \(roster.present) of \(roster.expected) expected reports are there"]
    lines += roster.missing.prefix(Self.listLimit).map { "  missing   \($0.agencyID) \($0.year)" }
    if roster.missing.count > Self.listLimit {
      lines.append("  … and \(roster.missing.count - Self.listLimit) more; --json lists all")
    }
    return lines
  }

  private var setAsideLines: [String] {
    var lines = ["", "Documents   " + Self.pairs(totals.sources, order: FactCodes.sourceStatuses)]
    if forgottenCount > 0 { lines.append("            \(forgottenCount) forgotten") }
    if !totals.setAside.isEmpty { lines.append("Set aside   " + Self.pairs(totals.setAside, order: [])) }
    lines += setAsideDocuments.prefix(Self.listLimit).map { "  \($0.reason)  \($0.path)" }
    if setAsideDocuments.count > Self.listLimit {
      lines.append("  … and \(setAsideDocuments.count - Self.listLimit) more; --json lists all")
    }
    return lines + SetAsideAdvice.lines(for: totals.setAside).map { "  what to do: \($0)" }
  }

  private static let listLimit = 20

  private static func row(_ year: String, _ coverage: Coverage?) -> String {
    let coverage = coverage ?? Coverage()
    return row(
      [year]
        + [coverage.reports, coverage.complete, coverage.partial, coverage.narrativeOnly].map {
          RunSummary.grouped($0)
        })
  }

  private static func row(_ cells: [String]) -> String {
    cells.enumerated().map { index, cell in
      let padding = String(repeating: " ", count: max(0, (index == 0 ? 6 : 15) - cell.count))
      return index == 0 ? cell + padding : padding + cell
    }.joined()
  }

  private static func pairs(_ counts: [String: Int], order: [String]) -> String {
    RunSummary.pairs(counts.filter { $0.value > 0 }, order: order)
  }
}
