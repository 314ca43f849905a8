import Crypto
import FactTables
import Glibc

/// One verification under way.
struct StoreVerifier {
  let store: Store
  var result = Verification()

  /// Row problems that are listed for one file; more are counted.
  static let rowProblemLimit = 100

  private struct Column: Hashable {
    var table: FactTable
    var name: String
  }

  private struct Reference {
    var path: String
    var line: Int
    var column: String
    var value: String
    var target: Column
  }

  /// The values of the columns that others refer to.
  private var values: [Column: Set<String>] = [:]
  /// References whose target has not been read yet.
  private var waiting: [Reference] = []
  private var isEveryTargetRead = false
  private var rowProblemCount = 0

  init(store: Store) {
    self.store = store
    for key in TableSchemas.all.flatMap(\.foreignKeys) {
      values[Column(table: key.table, name: key.referencedColumn)] = []
    }
  }

  mutating func run(_ name: String?) {
    do throws(StoreError) {
      let snapshot: Snapshot
      if let name {
        snapshot = try store.snapshot(named: name)
      } else {
        guard let pointer = try store.pointer() else { return }
        snapshot = try store.snapshot(named: pointer.current)
        try checkLink(pointer)
      }
      result.snapshot = snapshot.name
      try check(snapshot)
    } catch {
      result.problems.append(.unusable(error))
    }
  }

  private mutating func checkLink(_ pointer: Pointer) throws(StoreError) {
    let expected = "snapshots/" + pointer.current
    var found: String?
    if try store.fileSystem.status(store.currentPath)?.kind == .symbolicLink {
      found = try store.fileSystem.target(ofLink: store.currentPath)
    }
    if found == expected { return }
    // Between the pointer's rename and the link's a run can die; both then lead to whole snapshots.
    if found == pointer.parent.map({ "snapshots/" + $0 }) {
      result.notes.append("a publish was interrupted: current is one snapshot behind; the next run moves it")
    } else {
      result.problems.append(.currentLinkDisagrees(found: found, expected: expected))
    }
  }

  private mutating func check(_ snapshot: Snapshot) throws(StoreError) {
    let manifest = snapshot.manifest
    let expected = Manifest.name(sequence: manifest.sequence, id: manifest.contentID)
    if snapshot.name != expected { result.problems.append(.wrongID(found: snapshot.name, expected: expected)) }
    let listed = manifest.hashedFiles + manifest.unhashedFiles
    for file in listed { checkBytes(file, in: snapshot) }
    for table in [.reports, .sources] as [FactTable] { checkRows(table, in: snapshot) }
    isEveryTargetRead = true
    rowProblemCount = 0
    for reference in waiting { check(reference) }
    if rowProblemCount > Self.rowProblemLimit {
      let count = rowProblemCount - Self.rowProblemLimit
      result.problems.append(.moreRowProblems(path: "reports and sources", count: count))
    }
    waiting = []
    for table in FactTable.allCases where table != .reports && table != .sources { checkRows(table, in: snapshot) }
    try checkListing(Set(listed.map(\.path) + ["manifest.json"]), in: snapshot)
  }

  private mutating func checkBytes(_ file: FileEntry, in snapshot: Snapshot) {
    var hash = SHA256()
    var byteCount = 0
    do {
      try store.fileSystem.readPieces(snapshot.path + "/" + file.path) { piece in
        hash.update(bufferPointer: UnsafeRawBufferPointer(piece))
        byteCount += piece.count
      }
    } catch {
      result.problems.append(isMissing(error) ? .fileMissing(path: file.path) : problem(error, file.path))
      return
    }
    result.fileCount += 1
    if byteCount != file.bytes {
      result.problems.append(.wrongSize(path: file.path, found: byteCount, expected: file.bytes))
    }
    let digest = hexDigits(hash.finalize())
    if digest != file.sha256 {
      result.problems.append(.wrongHash(path: file.path, found: digest, expected: file.sha256))
    }
  }

  private mutating func checkRows(_ table: FactTable, in snapshot: Snapshot) {
    let years: [Int?] = table == .sources ? [nil] : snapshot.years(of: table)
    for year in years {
      var lastKey: [UInt8] = []
      let (format, files) = snapshot.manifest.readableFiles(of: table, year: year)
      let twins = twins(of: files, table, year: year, in: snapshot)
      for (index, file) in files.enumerated() {
        rowProblemCount = 0
        checkRows(of: file, format, table, year: year, after: &lastKey, twin: twins[index], in: snapshot)
        if rowProblemCount > Self.rowProblemLimit {
          let count = rowProblemCount - Self.rowProblemLimit
          result.problems.append(.moreRowProblems(path: file.path, count: count))
        }
      }
    }
  }

  /// The Parquet file beside each CSV file; `nil` for a year that is kept in one format.
  private mutating func twins(
    of files: [FileEntry], _ table: FactTable, year: Int?, in snapshot: Snapshot
  ) -> [FileEntry?] {
    let none = [FileEntry?](repeating: nil, count: files.count)
    guard let year, let formats = snapshot.manifest.tables[table.rawValue]?[String(year)] else { return none }
    let known = Set(TableFormat.allCases.map(\.rawValue))
    if Set(formats.keys).isSubset(of: known), formats.values.allSatisfy({ $0.map(\.rows) == files.map(\.rows) }) {
      return formats[TableFormat.parquet.rawValue].flatMap { formats.count > 1 ? $0 : nil } ?? none
    }
    result.problems.append(.formatsDisagree(table, year: year))
    return none
  }

  private mutating func checkRows(
    of file: FileEntry, _ format: TableFormat, _ table: FactTable, year: Int?, after lastKey: inout [UInt8],
    twin: FileEntry?, in snapshot: Snapshot
  ) {
    let schema = table.schema
    let order = RowOrder(schema)
    let yearIndex = year == nil ? nil : schema.index(of: "report_year")
    let targets = values.keys.filter { $0.table == table }.map { ($0, schema.index(of: $0.name)) }
    let references = schema.foreignKeys.map { ($0, schema.index(of: $0.column)) }
    var comparison = RowComparison(twin, schema, in: snapshot)
    var count = 0
    do {
      let reader = TableFileReader(
        fileSystem: store.fileSystem, path: snapshot.path + "/" + file.path, schema: schema, format: format)
      try reader.read { row, line in
        count += 1
        if let year, let yearIndex, row[yearIndex] != .integer(Int64(year)) {
          add(.wrongYear(path: file.path, line: line))
        }
        let key = order.key(of: row)
        if !lastKey.lexicographicallyPrecedes(key) {
          let isEqual = lastKey == key
          add(isEqual ? .duplicateKey(path: file.path, line: line) : .unsortedRow(path: file.path, line: line))
        }
        lastKey = key
        for (target, index) in targets {
          if let index, let value = row[index].string { values[target]?.insert(value) }
        }
        for (key, index) in references {
          guard let index, let value = row[index].string else { continue }
          let target = Column(table: key.table, name: key.referencedColumn)
          check(Reference(path: file.path, line: line, column: key.column, value: value, target: target))
        }
        if let problem = comparison.compare(row) { result.problems.append(problem) }
      }
    } catch {
      // A missing file has been told.
      if !isMissing(error) { result.problems.append(problem(error, file.path)) }
      return
    }
    if let problem = comparison.end() { result.problems.append(problem) }
    result.rowCount += count
    if count != file.rows {
      result.problems.append(.wrongRowCount(path: file.path, found: count, expected: file.rows ?? 0))
    }
  }

  private mutating func check(_ reference: Reference) {
    if values[reference.target]?.contains(reference.value) == true { return }
    if isEveryTargetRead {
      add(
        .brokenReference(
          path: reference.path, line: reference.line, column: reference.column, value: reference.value))
    } else {
      waiting.append(reference)
    }
  }

  private mutating func add(_ problem: StoreProblem) {
    rowProblemCount += 1
    if rowProblemCount <= Self.rowProblemLimit { result.problems.append(problem) }
  }

  private mutating func checkListing(_ listed: Set<String>, in snapshot: Snapshot) throws(StoreError) {
    var folders = [""]
    while let folder = folders.popLast() {
      for name in try store.fileSystem.list(snapshot.path + "/" + folder) {
        let path = folder + name
        if try store.fileSystem.status(snapshot.path + "/" + path)?.kind == .directory {
          folders.append(path + "/")
        } else if !listed.contains(path) {
          result.problems.append(.unlistedFile(path: path))
        }
      }
    }
  }

  private func problem(_ error: any Error, _ path: String) -> StoreProblem {
    .unusable(error as? StoreError ?? .invalidManifest(path: path, reason: "\(error)"))
  }

  private func isMissing(_ error: any Error) -> Bool {
    if case .system(.open, _, let code) = error as? StoreError { code == ENOENT } else { false }
  }
}
