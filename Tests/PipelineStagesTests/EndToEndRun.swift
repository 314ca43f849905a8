import Foundation
import TestSupport

/// Runs the real executables in a folder of their own.
struct EndToEndRun {
  let scratch: TemporaryFolder

  init() throws { scratch = try TemporaryFolder() }

  /// The store of this run.
  var store: URL { scratch.url.appending(path: "store") }

  /// Runs an executable with this store.
  @discardableResult
  func run(_ name: String, _ arguments: [String], store other: URL? = nil) throws -> ChildResult {
    try runProgram(
      try BuiltProducts.executable(name), arguments + ["--store", (other ?? store).path])
  }

  /// Makes an inbox with these files, written in this order.
  func inbox(_ name: String, _ files: [(name: String, bytes: [UInt8])]) throws -> String {
    let folder = scratch.url.appending(path: name)
    for file in files {
      let path = folder.appending(path: file.name)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: path)
    }
    return folder.path
  }

  /// The files of samples/, sidecars included.
  static func samples() throws -> [(name: String, bytes: [UInt8])] {
    let suffixes = [".txt", ".html", ".htm", ".md", ".json"]
    return try Fixtures.files(in: "samples", suffixes: suffixes)
      .filter { $0.lastPathComponent != "README.md" }
      .map { ($0.lastPathComponent, [UInt8](try Data(contentsOf: $0))) }
  }

  /// The data files of the current snapshot: relative path and bytes. Manifests name their parent and are left out.
  func dataFiles(store other: URL? = nil) throws -> [String: Data] {
    let current = (other ?? store).appending(path: "current").resolvingSymlinksInPath()
    var files: [String: Data] = [:]
    let items = FileManager.default.enumerator(at: current, includingPropertiesForKeys: [.isRegularFileKey])
    for case let item as URL in items ?? .init() {
      guard try item.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      let path = String(item.resolvingSymlinksInPath().path.dropFirst(current.path.count + 1))
      if path == "manifest.json" { continue }
      files[path] = try Data(contentsOf: item)
    }
    return files
  }

  /// The rows of a table of the current snapshot, as dictionaries by column name, all years in order.
  func rows(of table: String, store other: URL? = nil) throws -> [[String: String]] {
    let files = try dataFiles(store: other)
    var rows: [[String: String]] = []
    let names = files.keys.filter { $0.hasPrefix("csv/\(table)/") || $0 == "\(table).csv.zst" }.sorted()
    for name in names {
      guard let data = files[name] else { continue }
      let packed = scratch.path("unpack.zst")
      try data.write(to: URL(filePath: packed))
      let text = try runProgram("zstd", ["-dcq", packed]).output
      let records = SimpleCSV.records(text)
      guard let header = records.first else { continue }
      for record in records.dropFirst() { rows.append(Dictionary(uniqueKeysWithValues: zip(header, record))) }
    }
    return rows
  }
}

/// A small reader of RFC 4180, written apart from the one under test.
enum SimpleCSV {
  static func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if bytes.first == UInt8(ascii: "\"") {
          field.append(byte)
          bytes.removeFirst()
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isQuoted = true
      case UInt8(ascii: ","), UInt8(ascii: "\n"):
        record.append(String(decoding: field, as: UTF8.self))
        field = []
        if byte == UInt8(ascii: "\n") {
          records.append(record)
          record = []
        }
      default: field.append(byte)
      }
    }
    return records
  }
}
