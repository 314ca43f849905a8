import Crypto
import FactTables
import FoundationEssentials

/// One file of a snapshot.
public struct FileEntry: Codable, Hashable, Sendable {
  /// Path in the snapshot's folder.
  public var path: String
  /// SHA-256 in hexadecimal digits.
  public var sha256: String
  /// Size.
  public var bytes: Int
  /// Rows without the header; `nil` for a file that is no table.
  public var rows: Int?
}

/// The files of one table and year, by format (`csv`, `parquet`), each list in key order.
public typealias FormatFiles = [String: [FileEntry]]

/// One commit in the history of a store.
///
/// Times stand here and nowhere that is hashed.
public struct HistoryEntry: Codable, Hashable, Sendable {
  /// The snapshot's name.
  public var snapshot: String
  /// When it was committed, ISO 8601, as the committing process said.
  public var committedAt: String

  enum CodingKeys: String, CodingKey {
    case snapshot
    case committedAt = "committed_at"
  }
}

/// What a snapshot consists of: the content of its `manifest.json`.
public struct Manifest: Codable, Hashable, Sendable {
  /// The snapshot's name, `<seq>-<id>`.
  public var snapshot: String
  /// Counts the snapshots of the store from 1.
  public var sequence: Int
  /// The first 12 hexadecimal digits of the hash of the content.
  public var id: String
  /// The snapshot before; `nil` for the first.
  public var parent: String?
  /// The version of tables and columns.
  public var schemaVersion: String
  /// The version of the program that wrote it.
  public var toolVersion: String
  /// The versions of all else that the content depends on: libraries, code tables, rules.
  public var versions: [String: String]
  /// Table name to year to files; a table without rows has no years.
  public var tables: [String: [String: FormatFiles]]
  /// The table of documents, one for the snapshot.
  public var sources: FormatFiles
  /// The other files: data package, rules.
  public var files: [FileEntry]
  /// Files that are kept for people and are not part of the hashed content.
  public var unhashedFiles: [FileEntry]
  /// All commits up to this one, oldest first.
  public var history: [HistoryEntry]

  enum CodingKeys: String, CodingKey {
    case snapshot, sequence, id, parent, versions, tables, sources, files, history
    case schemaVersion = "schema_version"
    case toolVersion = "tool_version"
    case unhashedFiles = "unhashed_files"
  }

  /// The years of a table, ascending.
  public func years(of table: FactTable) -> [Int] {
    (tables[table.rawValue] ?? [:]).keys.compactMap { Int($0) }.sorted()
  }

  /// The files of a table in a format, in order: by year, then key; none where the table is not kept in that format.
  ///
  /// `year` limits them to one year.
  public func files(of table: FactTable, year: Int? = nil, format: String = "csv") -> [FileEntry] {
    if table == .sources { return sources[format] ?? [] }
    return years(of: table).filter { year == nil || $0 == year }
      .flatMap { tables[table.rawValue]?[String($0)]?[format] ?? [] }
  }

  /// The files of a table and year in the format in which its rows are read: CSV, else Parquet.
  ///
  /// `year` is `nil` for a table without years.
  public func readableFiles(of table: FactTable, year: Int?) -> (format: TableFormat, files: [FileEntry]) {
    for format in TableFormat.allCases {
      let files = files(of: table, year: year, format: format.rawValue)
      if !files.isEmpty { return (format, files) }
    }
    return (.csv, [])
  }

  /// How many rows a table has.
  public func rowCount(of table: FactTable) -> Int {
    let years: [Int?] = table == .sources ? [nil] : years(of: table)
    return years.reduce(0) { count, year in
      readableFiles(of: table, year: year).files.reduce(count) { $0 + ($1.rows ?? 0) }
    }
  }

  /// Every file that the content hash covers, sorted by path.
  public var hashedFiles: [FileEntry] {
    let tableFiles = tables.values.flatMap(\.values).flatMap(\.values).flatMap { $0 }
    return (tableFiles + sources.values.flatMap { $0 } + files)
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The id that belongs to the content: no time, host or place in the store goes into it.
  public var contentID: String {
    var listing = ""
    for file in hashedFiles {
      listing += "file\t\(file.path)\t\(file.sha256)\t\(file.bytes)\t\(file.rows.map(String.init) ?? "-")\n"
    }
    listing += "schema\t\(schemaVersion)\ntool\t\(toolVersion)\n"
    for (name, version) in versions.sorted(by: { $0.key < $1.key }) { listing += "version\t\(name)\t\(version)\n" }
    return String(hexDigits(SHA256.hash(data: Array(listing.utf8))).prefix(12))
  }

  /// The name that belongs to a sequence number and an id.
  static func name(sequence: Int, id: String) -> String {
    let digits = String(sequence)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + "-" + id
  }

  /// The sequence number in a snapshot's name; `nil` for a name that is no snapshot's.
  static func sequence(of name: String) -> Int? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count >= 6, parts[1].utf8.count == 12,
      parts[0].utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
    return Int(parts[0])
  }
}

/// The content of `store/manifest.json`: which snapshot is current.
public struct Pointer: Codable, Hashable, Sendable {
  /// The current snapshot's name.
  public var current: String
  /// The one before; `nil` for the first.
  public var parent: String?
  /// The version of tables and columns.
  public var schemaVersion: String
  /// The version of the program that wrote it.
  public var toolVersion: String

  enum CodingKeys: String, CodingKey {
    case current, parent
    case schemaVersion = "schema_version"
    case toolVersion = "tool_version"
  }
}

/// JSON of the store: keys sorted, two spaces, one line feed at the end, so that equal content has equal bytes.
enum StoreJSON {
  static func encode(_ value: some Encodable, path: String) throws(StoreError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do { return [UInt8](try encoder.encode(value)) + [10] } catch {
      throw .invalidManifest(path: path, reason: "\(error)")
    }
  }

  static func decode<Value: Decodable>(
    _ type: Value.Type, _ bytes: [UInt8], path: String
  ) throws(StoreError) -> Value {
    do { return try JSONDecoder().decode(type, from: Data(bytes)) } catch {
      throw .invalidManifest(path: path, reason: "it is not the JSON of its kind")
    }
  }
}

func hexDigits(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
  return String(decoding: text, as: UTF8.self)
}
