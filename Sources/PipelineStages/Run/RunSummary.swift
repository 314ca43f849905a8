import FactTables

/// What a run did, for a person and for the exit code.
public struct RunSummary: Sendable {
  /// The store's folder.
  public let store: String
  /// Stage 1; `nil` where it did not run.
  public var extract: ExtractSummary?
  /// Stage 2; `nil` where it did not run.
  public var normalize: NormalizeSummary?
  /// Stage 3; `nil` where it did not run.
  public var load: LoadSummary?

  init(store: String) { self.store = store }

  /// 3 where a snapshot was committed and a document was newly set aside, else 0 (contract.md section 1).
  public var exitCode: Int32 {
    guard let load, load.isCommitted else { return 0 }
    return load.newlySetAside.isEmpty ? 0 : 3
  }

  /// The summary as text, for standard output.
  public var text: String {
    var lines: [String] = []
    if let load, !load.isCommitted {
      lines.append("Nothing to do: the snapshot \(load.snapshot ?? "(none)") of \(store) holds all of it.")
      return lines.joined(separator: "\n") + "\n"
    }
    lines.append("gongkai \(ToolVersion.current)")
    if let extract { lines += Self.lines(extract) }
    if let normalize { lines += Self.lines(normalize) }
    if let load { lines += Self.lines(load, store: store) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ extract: ExtractSummary) -> [String] {
    let setAside = extract.setAside.values.reduce(0, +)
    let skipped = extract.skipped.values.reduce(0, +)
    return [
      "",
      "Documents   \(extract.entryCount) in the inbox: \(extract.reportCount) reports, \(setAside) set aside, "
        + "\(skipped) skipped; \(extract.newRecordCount) read anew",
    ]
  }

  private static func lines(_ normalize: NormalizeSummary) -> [String] {
    var lines = ["Normalized  \(normalize.newRecordCount) anew, \(normalize.unchangedCount) unchanged"]
    if normalize.appliedCorrectionCount + normalize.refusedCorrectionCount > 0 {
      lines.append(
        "Corrections \(normalize.appliedCorrectionCount) applied, \(normalize.refusedCorrectionCount) not applied"
          + (normalize.refusedCorrectionCount > 0 ? ": see the findings D.CORRECTION" : ""))
    }
    return lines
  }

  private static func lines(_ load: LoadSummary, store: String) -> [String] {
    var lines: [String] = []
    lines.append("Sources     " + pairs(load.sourcesByStatus, order: FactCodes.sourceStatuses))
    if !load.setAsideByReason.isEmpty {
      lines.append("            set aside: " + pairs(load.setAsideByReason, order: []))
    }
    for document in load.newlySetAside.prefix(10) {
      lines.append("            new: \(document.path) (\(document.reason))")
    }
    if load.newlySetAside.count > 10 {
      lines.append("            … and \(load.newlySetAside.count - 10) more; see sources.csv.zst")
    }
    lines += SetAsideAdvice.lines(for: load.setAsideByReason).map { "            what to do: \($0)" }
    lines += ["", "Rows"]
    for table in FactTable.allCases where load.rowsByTable[table] != nil {
      let name = table.rawValue
      let count = grouped(load.rowsByTable[table] ?? 0)
      lines.append("  " + name + spaces(16 - name.count) + spaces(12 - count.count) + count)
    }
    lines += ["", "Cells       " + pairs(load.cellsByBasis, order: FactCodes.bases)]
    lines.append("Findings    " + pairs(load.findingsBySeverity, order: FactCodes.severities))
    let rules = load.findingsByRule.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for rule in rules.prefix(12) {
      lines.append(
        "  " + rule.key + spaces(16 - rule.key.count) + spaces(12 - grouped(rule.value).count) + grouped(rule.value))
    }
    if rules.count > 12 { lines.append("  … and \(rules.count - 12) more rules") }
    lines += [
      "",
      "Snapshot    \(load.snapshot ?? "")",
      "Result      \(store)/current/csv",
      "",
      "Spreadsheet gongkai export outcomes --excel --store \(store)",
      "DuckDB      duckdb -c \"SELECT * FROM '\(store)/current/csv/outcomes/*.csv.zst' LIMIT 20\"",
    ]
    return lines
  }

  static func pairs(_ counts: [String: Int], order: [String]) -> String {
    let known = order.filter { counts[$0, default: 0] > 0 }
    let others = counts.keys.filter { !order.contains($0) }.sorted()
    let all = (known + others).map { "\($0) \(grouped(counts[$0, default: 0]))" }
    return all.isEmpty ? "none" : all.joined(separator: ", ")
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(1, count)) }

  /// Digits in groups of three.
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }
}
