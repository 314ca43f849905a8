import StatutoryForm

/// What a torn label's first piece says: the row it begins, where only one begins so.
struct LabelBeginning {
  /// The row; `nil` where several begin like this.
  var row: FormRow?
}

/// Recognises first pieces of the labels of outcome rows, as a page layout leaves them before their values.
enum LabelBeginnings {
  private static let labels: [(row: FormRow, ordinal: UInt32?, key: [UInt32])] = FormRow.allCases
    .filter { $0.table == .outcomes && $0 != .totalProcessed && $0 != .otherMisc && $0 != .otherHandling }
    .flatMap { row in
      let ordinal = row.ordinal.unicodeScalars.first.map { $0.value }.flatMap { $0.isDigit ? $0 : nil }
      return row.labelVariants.map { (row, ordinal, CharacterFolding.key($0)) }
    }

  /// The beginning that a piece of text is, its number included; `nil` where no label begins like it.
  ///
  /// A whole label is no piece. Two characters are needed, or one behind a number.
  static func beginning(of text: ArraySlice<UInt32>) -> LabelBeginning? {
    guard text.count <= 20 else { return nil }
    var number: UInt32?
    var start = text.startIndex
    while start < text.endIndex,
      !text[start].isHan
        || text[start].isHanOrdinal && start + 1 < text.endIndex
          && Ordinals.isPoint(text[start + 1])
    {
      if text[start].isDigit { number = text[start] }
      if text[start] >= 0x2460 && text[start] <= 0x2468 { number = text[start] - 0x2460 + 0x31 }
      start += 1
    }
    let letters = text[start...]
    guard letters.count >= 2 || letters.count == 1 && number != nil, letters.allSatisfy({ $0.isHan || $0 == 0x3001 })
    else { return nil }
    var rows: Set<FormRow> = []
    for label in labels where label.key.count > letters.count && label.key.starts(with: letters) {
      if let number, let ordinal = label.ordinal, number != ordinal { continue }
      rows.insert(label.row)
    }
    if rows.isEmpty { return nil }
    return LabelBeginning(row: rows.count == 1 ? rows.first : nil)
  }
}
