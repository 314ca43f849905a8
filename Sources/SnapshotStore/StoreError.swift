import Columnar
import FactTables
import Glibc

/// What was asked of the file system when it failed.
public enum FileOperation: String, Sendable, CaseIterable {
  /// Making a folder.
  case makeDirectory = "make the folder"
  /// Making a file.
  case create = "create"
  /// Opening a file to read it.
  case open = "open"
  /// Writing.
  case write = "write to"
  /// Reading.
  case read = "read"
  /// Bringing content to the disk.
  case synchronize = "sync"
  /// Renaming.
  case rename = "rename to"
  /// Making a hard link.
  case link = "link to"
  /// Making a symbolic link.
  case symlink = "make the link"
  /// Removing.
  case remove = "remove"
  /// Listing a folder or asking about a file.
  case inspect = "look at"
  /// Taking the lock.
  case lock = "lock"
}

/// Everything that can go wrong with a store.
public enum StoreError: Error, Hashable, Sendable {
  /// The system refused; `code` is its errno.
  case system(FileOperation, path: String, code: Int32)
  /// Another process, or another part of this one, holds the store's lock.
  case busy(store: String)
  /// The store has no snapshot yet.
  case noSnapshot(store: String)
  /// There is no snapshot of this name.
  case unknownSnapshot(String, store: String)
  /// There are snapshots, but the pointer that says which one is current is gone.
  case pointerMissing(store: String)
  /// A pointer or manifest that cannot be read or contradicts itself.
  case invalidManifest(path: String, reason: String)
  /// A row that does not fit its table; `row` counts from 1 in its year.
  case invalidRow(FactTable, year: Int?, row: Int, fault: RowFault)
  /// A row of another year than the file it was given to.
  case wrongYear(FactTable, year: Int, row: Int)
  /// A row that belongs before the one before it.
  case unsortedRow(FactTable, year: Int?, row: Int)
  /// Two rows with the same primary key.
  case duplicateKey(FactTable, year: Int?, row: Int)
  /// A table and year that was to be kept, and that the parent does not have.
  case notInParent(FactTable, year: Int)
  /// A table and year, or a file, that was added twice.
  case addedTwice(String)
  /// A snapshot was to be committed without `sources`.
  case sourcesMissing
  /// A snapshot builder was used after its end.
  case builderEnded
  /// A file could not be compressed or unpacked.
  case compression(path: String, ZstdError)
  /// A file is not the CSV of its table.
  case unreadableTable(path: String, CSVError)
  /// A file is not the Parquet of its table, or a value does not fit into one.
  case parquet(path: String, ParquetError)
}

extension StoreError: CustomStringConvertible {
  /// One line for a person: what failed, and where.
  public var description: String {
    switch self {
    case .system(let operation, let path, let code):
      "cannot \(operation.rawValue) \(path): \(strerror(code).map { String(cString: $0) } ?? "error \(code)")"
    case .busy(let store): "another run holds the store \(store)"
    case .noSnapshot(let store): "the store \(store) has no snapshot yet"
    case .unknownSnapshot(let name, let store): "the store \(store) has no snapshot '\(name)'"
    case .pointerMissing(let store): "the store \(store) has snapshots, but its manifest.json is missing"
    case .invalidManifest(let path, let reason): "\(path) cannot be used: \(reason)"
    case .invalidRow(let table, let year, let row, let fault): "\(Self.place(table, year, row)): \(fault)"
    case .wrongYear(let table, let year, let row): "\(Self.place(table, year, row)): the row is of another year"
    case .unsortedRow(let table, let year, let row): "\(Self.place(table, year, row)): the row is out of order"
    case .duplicateKey(let table, let year, let row): "\(Self.place(table, year, row)): the key was there before"
    case .notInParent(let table, let year):
      "the current snapshot has no \(table.rawValue) for \(year) to keep in the formats of the new one"
    case .addedTwice(let name): "\(name) was added twice to one snapshot"
    case .sourcesMissing: "a snapshot needs the table sources"
    case .builderEnded: "the snapshot was committed or discarded before"
    case .compression(let path, let error): "\(path): \(error)"
    case .unreadableTable(let path, let error): "\(path), \(error)"
    case .parquet(let path, let error): "\(path): \(error)"
    }
  }

  /// A second line: what to do about it; `nil` where nothing general can be said.
  public var remedy: String? {
    switch self {
    case .system(_, _, let code) where code == ENOSPC || code == EDQUOT:
      "Make room on the disk and run again; the store is as it was."
    case .system(_, _, let code) where code == EACCES || code == EPERM || code == EROFS:
      "Check the owner and the mode of the folder; the store is as it was."
    case .busy: "Wait for it to end; a run that died holds nothing."
    case .noSnapshot: "Load documents first: gongkai run INBOX --store DIR"
    case .pointerMissing:
      "Restore manifest.json from a backup, or move the store away and load the documents again."
    case .invalidManifest, .compression, .unreadableTable, .parquet:
      "See what else is damaged: gongkai verify --store DIR. Restore the file from a backup, or load again."
    default: nil
    }
  }

  private static func place(_ table: FactTable, _ year: Int?, _ row: Int) -> String {
    year.map { "\(table.rawValue) \($0), row \(row)" } ?? "\(table.rawValue), row \(row)"
  }
}
