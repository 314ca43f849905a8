import SnapshotStore

/// The comparison of a snapshot with its rebuilding.
struct ReproductionComparison {
  let original: Snapshot
  let rebuilt: Snapshot
  let documents: SnapshotDocuments
  /// Documents whose sidecar is another now, with the years of their reports.
  var changedSidecars: [(path: String, year: Int?)] = []
  /// Which rule files make which files other than they were.
  var rules = RuleEffects()

  func run() throws -> ReproductionReport {
    let before = original.fileHashes
    let after = rebuilt.fileHashes
    let paths = Set(before.keys).union(after.keys).sorted()
    let different = paths.filter { before[$0] != after[$0] }
    let reasons = self.reasons
    var lines = ["\(original.name): \(paths.count - different.count) of \(paths.count) files are the same"]
    var hasUnexplained = false
    for path in different {
      let note = before[path] == nil ? "only rebuilt" : after[path] == nil ? "not rebuilt" : "differs"
      let numbers = reasons.indices.filter { canExplain(reasons[$0], path) }.map { "[\($0 + 1)]" }
      hasUnexplained = hasUnexplained || numbers.isEmpty
      lines.append("  \(note)  \(path)  \(numbers.isEmpty ? "[not recorded]" : numbers.joined(separator: " "))")
    }
    if !different.isEmpty {
      let rows = Pipeline.lines(try original.difference(to: rebuilt, moveCount: 3))
      lines += ["", rows.isEmpty ? "No row differs." : "Rows, from the snapshot to the rebuilding:"]
      lines += rows.map { "  " + $0 }
    }
    if !different.isEmpty { lines += ["", "Why:"] } else if !reasons.isEmpty { lines.append("") }
    lines += reasons.enumerated().map { different.isEmpty ? $1.text : "  [\($0 + 1)] \($1.text)" }
    if hasUnexplained {
      lines += [
        "  [not recorded] what a snapshot does not record: another build of the same version, a sidecar, an option as",
        "    --max-document-bytes.",
      ]
    }
    lines.append(
      "Read: \(documents.entries.count) documents of the snapshot; \(documents.missing.count) missing, "
        + "\(documents.ignoredCount) of the inbox are not in the snapshot")
    return ReproductionReport(
      snapshot: original.name, equalFileCount: paths.count - different.count, differentFiles: different,
      text: lines.joined(separator: "\n") + "\n")
  }

  // MARK: - What is not as it was

  /// One thing that is not as it was when the snapshot was made.
  private struct Reason {
    var text: String
    var kind: Kind

    enum Kind {
      /// Of the tool, the tables or a library.
      case version
      /// A rule file.
      case rule(String)
      /// A document, or what lies beside it; with the year of its report.
      case document(year: Int?)
    }
  }

  /// Whether a reason is one for the difference of a file.
  ///
  /// For rules that was tried out. A document reaches its own year and, by rules across years, those beside it.
  private func canExplain(_ reason: Reason, _ path: String) -> Bool {
    switch reason.kind {
    case .rule(let name): return rules.files[path]?.contains(name) == true
    case .version: return !rules.explainsAll(path)
    case .document(let year):
      if rules.explainsAll(path) { return false }
      guard let fileYear = Self.year(of: path) else { return true }
      return year.map { abs($0 - fileYear) <= 1 } ?? false
    }
  }

  /// The year in the name of a table's file; `nil` for a file of all years.
  static func year(of path: String) -> Int? {
    guard let name = path.split(separator: "/").last?.split(separator: ".").first else { return nil }
    return name.split(separator: "-").dropFirst().lazy.compactMap { $0.utf8.count == 4 ? Int($0) : nil }.first
  }

  private var reasons: [Reason] {
    var reasons: [Reason] = []
    for document in documents.missing {
      let place = document.year.map { " (reporting year \($0))" } ?? ""
      reasons.append(
        Reason(
          text: "missing document \(document.path), SHA-256 \(document.hash)\(place)",
          kind: .document(year: document.year)))
    }
    let (one, other) = (original.manifest, rebuilt.manifest)
    if one.toolVersion != other.toolVersion {
      let text = "the snapshot was made with gongkai \(one.toolVersion), this is \(other.toolVersion)"
      reasons.append(Reason(text: text, kind: .version))
    }
    if one.schemaVersion != other.schemaVersion {
      let text = "the tables were of version \(one.schemaVersion), now of \(other.schemaVersion)"
      reasons.append(Reason(text: text, kind: .version))
    }
    for name in Set(one.versions.keys).union(other.versions.keys).sorted() {
      let (before, after) = (one.versions[name] ?? "none", other.versions[name] ?? "none")
      if before != after { reasons.append(Reason(text: "\(name) was \(before), now it is \(after)", kind: .version)) }
    }
    for name in Pipeline.changedRules(one, other) {
      reasons.append(
        Reason(text: "the rule file \(name) of --rules is not the one that the snapshot records", kind: .rule(name)))
    }
    for sidecar in changedSidecars {
      let text = "the sidecar of \(sidecar.path) is not the one that was read"
      reasons.append(Reason(text: text, kind: .document(year: sidecar.year)))
    }
    return reasons
  }
}

extension Snapshot {
  /// SHA-256 of every file of tables and sources by path.
  var fileHashes: [String: String] {
    Dictionary(manifest.hashedFiles.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
  }
}
