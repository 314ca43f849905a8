import FactTables

/// Something that is wrong with a store.
public enum StoreProblem: Hashable, Sendable {
  /// A pointer, manifest or table that cannot be used.
  case unusable(StoreError)
  /// `current` is missing, or does not lead where the pointer does.
  case currentLinkDisagrees(found: String?, expected: String)
  /// The snapshot's name is not that of its content.
  case wrongID(found: String, expected: String)
  /// A file that the manifest names is not there.
  case fileMissing(path: String)
  /// A file has another size than the manifest says.
  case wrongSize(path: String, found: Int, expected: Int)
  /// A file has another hash than the manifest says.
  case wrongHash(path: String, found: String, expected: String)
  /// A file has another number of rows than the manifest says.
  case wrongRowCount(path: String, found: Int, expected: Int)
  /// A row is of another year than its file.
  case wrongYear(path: String, line: Int)
  /// A row belongs before the one before it.
  case unsortedRow(path: String, line: Int)
  /// A row has the key of the one before it.
  case duplicateKey(path: String, line: Int)
  /// A row refers to something that is not there.
  case brokenReference(path: String, line: Int, column: String, value: String)
  /// The row of this number in a Parquet file is not that of the CSV file.
  case differentRow(path: String, row: Int)
  /// The formats of a table and year do not have the same files with the same numbers of rows.
  case formatsDisagree(FactTable, year: Int)
  /// A file that the manifest does not name.
  case unlistedFile(path: String)
  /// A file has more problems of its rows than are listed.
  case moreRowProblems(path: String, count: Int)
}

extension StoreProblem: CustomStringConvertible {
  /// One line for a person.
  public var description: String {
    switch self {
    case .unusable(let error): "\(error)"
    case .currentLinkDisagrees(let found, let expected):
      "current leads to \(found.map { "'\($0)'" } ?? "nothing") and not to '\(expected)'"
    case .wrongID(let found, let expected): "the snapshot is called \(found), its content \(expected)"
    case .fileMissing(let path): "\(path) is missing"
    case .wrongSize(let path, let found, let expected): "\(path) has \(found) bytes and not \(expected)"
    case .wrongHash(let path, let found, let expected): "\(path) has the SHA-256 \(found) and not \(expected)"
    case .wrongRowCount(let path, let found, let expected): "\(path) has \(found) rows and not \(expected)"
    case .wrongYear(let path, let line): "\(path), line \(line): the row is of another year"
    case .unsortedRow(let path, let line): "\(path), line \(line): the row is out of order"
    case .duplicateKey(let path, let line): "\(path), line \(line): the key was there before"
    case .brokenReference(let path, let line, let column, let value):
      "\(path), line \(line), column \(column): '\(value)' is not there"
    case .differentRow(let path, let row): "\(path), row \(row): it is not the row of the CSV file"
    case .formatsDisagree(let table, let year):
      "\(table.rawValue) \(year): the formats do not have the same files with the same numbers of rows"
    case .unlistedFile(let path): "\(path) is not in the manifest"
    case .moreRowProblems(let path, let count): "\(path) has \(count) more problems of its rows"
    }
  }
}

/// What a verification found.
public struct Verification: Sendable {
  /// The snapshot that was read; `nil` where the store has none or it could not be found.
  public var snapshot: String?
  /// Everything that is wrong; empty for a good store.
  public var problems: [StoreProblem] = []
  /// What is no fault: for instance that `current` still leads to the parent because a publish was interrupted.
  public var notes: [String] = []
  /// How many files were read.
  public var fileCount = 0
  /// How many rows were read, over all tables.
  public var rowCount = 0
}

extension Store {
  /// Reads every byte and every row of a snapshot and reports all that is wrong, not only the first.
  ///
  /// `name` is a snapshot; `nil` is the current one, with the pointer and the link `current`. A store without any
  /// snapshot has no problems. Memory grows with the number of reports and documents only.
  public func verify(snapshot name: String? = nil) -> Verification {
    var verifier = StoreVerifier(store: self)
    verifier.run(name)
    return verifier.result
  }
}
