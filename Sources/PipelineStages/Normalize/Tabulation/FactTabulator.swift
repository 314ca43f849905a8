import FactTables

/// Packs the rows of one report, table by table.
struct FactTabulator {
  let head: ReportHead
  private var packer: FactPacker
  private let headWords: [PackedValue]
  private let hashWord: PackedValue
  private var rows = PackedFacts.tables.map(PackedRows.init)

  /// Starts without rows.
  init(head: ReportHead) {
    self.head = head
    packer = FactPacker()
    headWords = [
      packer.pack(head.reportID), packer.pack(Int64(head.reportYear)), packer.pack(head.agencyID),
      packer.pack(head.agencyName), packer.pack(head.regionCode),
    ]
    hashWord = packer.pack(head.documentHash)
  }

  /// Goes on with rows that were packed before.
  init(head: ReportHead, facts: PackedFacts) {
    self.head = head
    packer = FactPacker(pool: facts.pool)
    headWords = facts.head
    hashWord = facts.sourceHash
    rows = facts.rows
  }

  /// Appends rows to a table, word by word: its own columns, then the source line.
  mutating func append(to table: FactTable, _ body: (inout [PackedValue], inout FactPacker) -> Void) {
    guard let place = PackedFacts.place(of: table) else { return }
    body(&rows[place].words, &packer)
  }

  /// Makes these all the rows of a table.
  mutating func set(_ table: FactTable, to own: [OwnRow]) {
    guard let place = PackedFacts.place(of: table) else { return }
    rows[place].words.removeAll(keepingCapacity: true)
    for row in own { rows[place].append(row.values, line: row.line, packer: &packer) }
  }

  /// All rows.
  var facts: PackedFacts { PackedFacts(head: headWords, sourceHash: hashWord, pool: packer.pool, rows: rows) }
}

/// A fact row without what all rows of its report begin and end with.
struct OwnRow: Hashable {
  /// The table's own columns.
  var values: [FactValue]
  var line: Int?
}

extension PackedFacts {
  /// The rows of a table without what they begin and end with.
  func ownRows(of table: FactTable) -> [OwnRow] {
    factRows(of: table).map { row in
      OwnRow(
        values: Array(row[PackedRows.headCount..<row.count - 2]), line: row.last?.integerValue.map { Int($0) })
    }
  }
}
