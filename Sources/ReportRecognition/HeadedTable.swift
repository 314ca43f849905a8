import StatutoryForm

/// Table 3 with what its heads say about the places of values, before these become tokens.
struct HeadedTable {
  /// How the heads stand.
  var order: PrintedHeadOrder
  /// Whether cells of a grid say which head belongs to which value.
  var isGrid: Bool
  /// Whether all rows that differ do so in the same way.
  var hasOneOrder = false
  /// The rows that are found without heads or with them.
  var rows = RowTable<HeadedGroup>()

  /// Whether any row can be read in more than one way.
  var leavesChoice: Bool {
    if order != .usual, order != .unknown { return true }
    return rows.present.contains { $0.heads == .differing || $0.heads == .alone }
  }
}

/// What the heads say of one row.
struct HeadedGroup {
  var heads = PrintedHeadedRow.Heads.none
  /// The values by the heads; `nil` where they say no more than the form's order does.
  var values: ValueGroup?
  /// Whether a head names each of the columns.
  var isWhole = false
  /// Whether both readings print the same.
  var isAlike = false
  /// Whether values may be the row's that are not taken for it without heads.
  var isUnclear = false
  /// Where its values stand.
  var position: Int
}

/// Table 4 with what its heads say.
struct HeadedProceedings {
  /// How the heads stand.
  var order: PrintedHeadOrder
  /// Whether cells of a grid say which head belongs to which value.
  var isGrid: Bool
  /// The 15 values by the heads; `nil` where they only put the form's order in doubt.
  var values: ValueGroup?
  /// The three stages.
  var stages: [HeadedGroup]
  /// From the first head to the last value that the heads lead to; `nil` where these are those found without them.
  var extent: Range<Int>?

  /// The reading as it is handed on; `findings` are those of the values found without heads.
  func printed(_ maker: inout TokenMaker, findings: [Finding], line: Int?) -> PrintedHeadReading {
    let reading = values.map { maker.reading($0, table: FormTable.proceedings.code, row: nil) }
    let rows = FormRecognizer.stages.enumerated().map { index, stage in
      let byHeads = reading.map { reading in
        PrintedReading(
          tokens: Array(reading.tokens[index * 5..<index * 5 + 5]), findings: index == 0 ? reading.findings : [])
      }
      return PrintedHeadedRow(
        row: stage, heads: stages[index].heads, byHeads: byHeads, findings: index == 0 ? findings : [],
        isWhole: stages[index].isWhole, isAlike: stages[index].isAlike, line: line)
    }
    return PrintedHeadReading(table: .proceedings, order: order, isGrid: isGrid, rows: rows)
  }
}

extension PrintedForm {
  /// Whether any row of applications has values, with its heads or without.
  var hasApplications: Bool {
    if rows.contains(where: { $0.row.table == .applications && !$0.tokens.isEmpty }) { return true }
    return headReadings.contains { reading in
      reading.rows.contains { $0.row.table == .applications && $0.heads == .alone }
    }
  }
}
