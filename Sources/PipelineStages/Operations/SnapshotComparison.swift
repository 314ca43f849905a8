import FactTables
import SnapshotStore

/// How two snapshots differ, for a person.
public struct ComparisonReport: Sendable {
  /// Whether some row differs.
  public let isDifferent: Bool
  /// For standard output.
  public let text: String
}

extension Pipeline {
  /// Compares the rows of two snapshots of the store; reads only.
  public func compare(_ first: String, _ second: String) throws -> ComparisonReport {
    let one = try snapshot(first)
    let other = try snapshot(second)
    let difference = try reportingStoreErrors { try one.difference(to: other) }
    var lines = ["\(one.name) -> \(other.name)"]
    lines += Self.originLines(one.manifest, other.manifest)
    lines += Self.lines(difference)
    if difference.isEmpty { lines.append("All rows are the same.") }
    return ComparisonReport(isDifferent: !difference.isEmpty, text: lines.joined(separator: "\n") + "\n")
  }

  /// What the two were made with, where that differs.
  static func originLines(_ one: Manifest, _ other: Manifest) -> [String] {
    var lines: [String] = []
    if one.toolVersion != other.toolVersion { lines.append("gongkai \(one.toolVersion) -> \(other.toolVersion)") }
    for name in Set(one.versions.keys).union(other.versions.keys).sorted() {
      let (before, after) = (one.versions[name] ?? "none", other.versions[name] ?? "none")
      if before != after { lines.append("\(name) \(before) -> \(after)") }
    }
    return lines + changedRules(one, other).map { "rule file \($0) differs" }
  }

  /// The names of rule files that the two have not alike.
  static func changedRules(_ one: Manifest, _ other: Manifest) -> [String] {
    func rules(_ manifest: Manifest) -> [String: String] {
      Dictionary(
        manifest.files.filter { $0.path.hasPrefix("rules/") }.map { (String($0.path.dropFirst(6)), $0.sha256) },
        uniquingKeysWith: { first, _ in first })
    }
    let (before, after) = (rules(one), rules(other))
    return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
  }

  /// Counts of rows by table, then the largest changes.
  static func lines(_ difference: SnapshotDifference) -> [String] {
    var lines: [String] = []
    for table in difference.tables where !table.isEmpty {
      let counts = [(table.addedRows, "added"), (table.removedRows, "removed"), (table.changedRows, "changed")]
        .filter { $0.0 > 0 }.map { "\(RunSummary.grouped($0.0)) \($0.1)" }
      lines.append(
        table.table.rawValue + String(repeating: " ", count: max(1, 16 - table.table.rawValue.count))
          + counts.joined(separator: ", "))
      for move in table.biggestMoves {
        let key = move.key.compactMap(\.shown).joined(separator: " ")
        lines.append("  \(key) \(move.column): \(move.before.description) -> \(move.after.description)")
      }
    }
    return lines
  }
}

extension FactValue {
  /// The value for a person; `nil` for null.
  fileprivate var shown: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .text(let text), .date(let text): text
    case .boolean(let value): String(value)
    }
  }
}
