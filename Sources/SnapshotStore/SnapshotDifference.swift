import DecimalNumbers
import FactTables

/// A number that is another in the second of two snapshots.
public struct ValueMove: Hashable, Sendable {
  /// The primary key of the row, by column name in the order of the key.
  public var key: [FactValue]
  /// The column.
  public var column: String
  /// The number in the first snapshot.
  public var before: DecimalNumber
  /// The number in the second snapshot.
  public var after: DecimalNumber
}

/// How a table differs between two snapshots.
public struct TableDifference: Hashable, Sendable {
  /// The table.
  public var table: FactTable
  /// Rows whose key only the second snapshot has.
  public var addedRows = 0
  /// Rows whose key only the first snapshot has.
  public var removedRows = 0
  /// Rows of the same key with another value somewhere.
  public var changedRows = 0
  /// The largest changes of a number, largest first; equal ones in the order of the rows.
  ///
  /// A number that comes or goes has no size of change and is not here.
  public var biggestMoves: [ValueMove] = []

  /// Whether the rows are the same.
  public var isEmpty: Bool { addedRows + removedRows + changedRows == 0 }
}

/// How two snapshots differ.
public struct SnapshotDifference: Sendable {
  /// Every table, in the order of contract.md section 4.
  public var tables: [TableDifference]

  /// Whether all rows are the same.
  public var isEmpty: Bool { tables.allSatisfy(\.isEmpty) }
}

extension Snapshot {
  /// Compares the rows of two snapshots, by primary key.
  ///
  /// Files of the same hash are not read. Memory is bounded. The two may be of different stores, but not of different
  /// versions of the tables.
  ///
  /// - Parameters:
  ///   - other: The second snapshot.
  ///   - moveCount: How many of the largest changes of a table are told.
  /// - Throws: `StoreError` where a file is missing or damaged.
  public func difference(to other: Snapshot, moveCount: Int = 10) throws -> SnapshotDifference {
    if manifest.schemaVersion != other.manifest.schemaVersion {
      throw StoreError.invalidManifest(
        path: other.path,
        reason: "its tables are of version \(other.manifest.schemaVersion), not \(manifest.schemaVersion)")
    }
    return SnapshotDifference(
      tables: try FactTable.allCases.map { table in
        var comparison = TableComparison(table, moveCount: moveCount)
        var years: [Int?] = [nil]
        if table != .sources { years = Set(self.years(of: table) + other.years(of: table)).sorted() }
        for year in years { try comparison.compare(year, in: self, and: other) }
        return comparison.result
      })
  }
}

/// The comparison of one table under way.
struct TableComparison {
  private(set) var result: TableDifference
  private let order: RowOrder
  private let keyIndices: [Int]
  private let numberIndices: [Int]
  private let schema: TableSchema
  private let moveCount: Int
  private var moves: [(size: UInt128, move: ValueMove)] = []

  /// Numbers that say where something stands and not what is reported.
  private static let places: Set = ["report_year", "source_line", "source_bytes", "bytes"]

  init(_ table: FactTable, moveCount: Int) {
    result = TableDifference(table: table)
    let schema = table.schema
    self.schema = schema
    order = RowOrder(schema)
    keyIndices = schema.primaryKey.compactMap { schema.index(of: $0) }
    numberIndices = schema.columns.indices.filter { index in
      if Self.places.contains(schema.columns[index].name) || schema.primaryKey.contains(schema.columns[index].name) {
        return false
      }
      switch schema.columns[index].type {
      case .integer, .decimal: return true
      case .text, .date, .boolean: return false
      }
    }
    self.moveCount = max(0, moveCount)
  }

  mutating func compare(_ year: Int?, in first: Snapshot, and second: Snapshot) throws {
    var (format, left) = first.manifest.readableFiles(of: result.table, year: year)
    var (otherFormat, right) = second.manifest.readableFiles(of: result.table, year: year)
    if format == otherFormat {
      // Equal files at the same place of both hold the same rows between the same neighbours.
      let pairs = zip(left, right)
      let isSame = pairs.map { $0.sha256 == $1.sha256 && $0.bytes == $1.bytes }
      left = left.enumerated().filter { !($0.offset < isSame.count && isSame[$0.offset]) }.map(\.element)
      right = right.enumerated().filter { !($0.offset < isSame.count && isSame[$0.offset]) }.map(\.element)
    }
    let before = RowCursor(first, left, format, schema)
    let after = RowCursor(second, right, otherFormat, schema)
    var one = try before.next().map { (key: order.key(of: $0), row: $0) }
    var other = try after.next().map { (key: order.key(of: $0), row: $0) }
    while let side = Self.lesser(one?.key, other?.key) {
      switch side {
      case .first: result.removedRows += 1
      case .second: result.addedRows += 1
      case .both:
        if let one, let other, one.row != other.row {
          result.changedRows += 1
          noteMoves(one.row, other.row)
        }
      }
      if side != .second { one = try before.next().map { (order.key(of: $0), $0) } }
      if side != .first { other = try after.next().map { (order.key(of: $0), $0) } }
    }
    result.biggestMoves = moves.map(\.move)
  }

  private enum Side {
    case first, second, both
  }

  /// Where the next key stands; `nil` where both are at their end.
  private static func lesser(_ first: [UInt8]?, _ second: [UInt8]?) -> Side? {
    switch (first, second) {
    case (nil, nil): nil
    case (_, nil): .first
    case (nil, _): .second
    case (let first?, let second?):
      if first == second { .both } else { first.lexicographicallyPrecedes(second) ? .first : .second }
    }
  }

  private mutating func noteMoves(_ before: FactRow, _ after: FactRow) {
    for index in numberIndices {
      guard let one = Self.number(before[index]), let other = Self.number(after[index]), one != other else { continue }
      let size = Self.distance(one, other)
      if moves.count == moveCount, moves.last.map({ $0.size >= size }) ?? true { continue }
      let place = moves.firstIndex { $0.size < size } ?? moves.count
      let key = keyIndices.map { before[$0] }
      moves.insert(
        (size, ValueMove(key: key, column: schema.columns[index].name, before: one, after: other)), at: place)
      if moves.count > moveCount { moves.removeLast() }
    }
  }

  private static func number(_ value: FactValue) -> DecimalNumber? {
    switch value {
    case .integer(let number): DecimalNumber(number)
    case .decimal(let number): number
    default: nil
    }
  }

  /// How far two numbers are apart, at 18 places: Int64 × 10^18 and twice that fit 128 bits.
  private static func distance(_ one: DecimalNumber, _ other: DecimalNumber) -> UInt128 {
    func wide(_ number: DecimalNumber) -> Int128 {
      var digits = Int128(number.coefficient)
      for _ in number.scale..<18 { digits *= 10 }
      return digits
    }
    return (wide(one) - wide(other)).magnitude
  }
}
