import SnapshotStore

/// The comparison of a snapshot with its rebuilding.
struct ReproductionComparison {
  let original: Snapshot
  let rebuilt: Snapshot
  let documents: SnapshotDocuments
  /// Paths of documents whose sidecar is another now.
  var changedSidecars: [String] = []

  func run() throws -> ReproductionReport {
    let before = Self.files(of: original)
    let after = Self.files(of: rebuilt)
    let paths = Set(before.keys).union(after.keys).sorted()
    let different = paths.filter { before[$0]?.sha256 != after[$0]?.sha256 }
    var lines = ["\(original.name): \(paths.count - different.count) of \(paths.count) files are the same"]
    for path in different {
      let note = before[path] == nil ? "only rebuilt" : after[path] == nil ? "not rebuilt" : "differs"
      lines.append("  \(note)  \(path)")
    }
    if !different.isEmpty {
      let rows = Pipeline.lines(try original.difference(to: rebuilt, moveCount: 3))
      lines += ["", rows.isEmpty ? "No row differs." : "Rows, from the snapshot to the rebuilding:"]
      lines += rows.map { "  " + $0 }
    }
    let reasons = self.reasons
    if !different.isEmpty || !reasons.isEmpty { lines += [""] + (different.isEmpty ? reasons : why(reasons)) }
    lines.append(
      "Read: \(documents.entries.count) documents of the snapshot; \(documents.missing.count) missing, "
        + "\(documents.ignoredCount) of the inbox are not in the snapshot")
    return ReproductionReport(
      snapshot: original.name, equalFileCount: paths.count - different.count, differentFiles: different,
      text: lines.joined(separator: "\n") + "\n")
  }

  private static func files(of snapshot: Snapshot) -> [String: FileEntry] {
    Dictionary(snapshot.manifest.hashedFiles.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func why(_ reasons: [String]) -> [String] {
    if !reasons.isEmpty { return ["Why:"] + reasons.map { "  " + $0 } }
    return [
      "Why: versions, rules and documents are those that the snapshot records. What it does not record is left: another",
      "  build of the same version, a sidecar, an option as --max-document-bytes.",
    ]
  }

  /// What is not as it was.
  private var reasons: [String] {
    var reasons: [String] = []
    for document in documents.missing {
      let place = document.year.map { " (reporting year \($0))" } ?? ""
      reasons.append("missing document \(document.path), SHA-256 \(document.hash)\(place)")
    }
    let (one, other) = (original.manifest, rebuilt.manifest)
    if one.toolVersion != other.toolVersion {
      reasons.append("the snapshot was made with gongkai \(one.toolVersion), this is \(other.toolVersion)")
    }
    if one.schemaVersion != other.schemaVersion {
      reasons.append("the tables were of version \(one.schemaVersion), now of \(other.schemaVersion)")
    }
    for name in Set(one.versions.keys).union(other.versions.keys).sorted() {
      let (before, after) = (one.versions[name] ?? "none", other.versions[name] ?? "none")
      if before != after { reasons.append("\(name) was \(before), now it is \(after)") }
    }
    for name in Pipeline.changedRules(one, other) {
      reasons.append("the rule file \(name) of --rules is not the one that the snapshot records")
    }
    reasons += changedSidecars.map { "the sidecar of \($0) is not the one that was read" }
    return reasons
  }
}
