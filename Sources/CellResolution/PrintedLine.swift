import DecimalNumbers
import StatutoryForm

/// One row of the document with the cells of the form that it fills.
struct PrintedLine {
  var cells: [FormCell]
  var tokens: [PrintedToken]
  var headerUnit: MoneyUnit?
  var shape: RowShape

  init(
    cells: [FormCell], tokens: [PrintedToken], headerUnit: MoneyUnit? = nil, sums: RowSums = [],
    budget: ResolutionBudget, losesBlanks: Bool = false
  ) {
    self.cells = cells
    self.tokens = tokens
    self.headerUnit = headerUnit
    shape = RowReader(
      columns: cells.map { ColumnKind($0.column) }, sums: sums, budget: budget, losesBlanks: losesBlanks
    ).shape(of: tokens)
  }

  /// Whether there are more tokens than cells: a row without its label, or a page number, may hang on to it.
  var hasSurplusTokens: Bool { tokens.count > cells.count }

  /// Whether the line prints a number, or something that may be one.
  var printsNumber: Bool {
    tokens.contains { token in
      switch token.content {
      case .number, .run: true
      case .blank, .notApplicable, .unreadable: false
      }
    }
  }

  /// The value that every one of the readings has in a column; `nil` where they differ or leave it blank.
  func agreedNumber(in readings: [RowReading], column: Int) -> DecimalNumber? {
    guard case .number(let first)? = readings.first?[column]?.kind else { return nil }
    return readings.allSatisfy { $0[column]?.kind == .number(first) } ? first : nil
  }

  /// The cell of a column whose place is certain and whose own token decides; `nil` for a blank.
  func certainCell(_ column: Int, _ piece: Piece?) -> ResolvedCell? {
    guard let piece else { return nil }
    let text = text(of: piece)
    switch piece.kind {
    case .number(let number): return cell(column, number, .printed, printed: text, token: piece.token)
    case .notApplicable: return cell(column, nil, .notApplicable, printed: text, token: piece.token)
    case .unreadable: return cell(column, nil, .unresolved, printed: text, token: piece.token)
    case .blank: return nil
    }
  }

  /// The cell of a column of a row of several readings; `survivors` are those that fit the published values.
  func uncertainCell(_ column: Int, value: DecimalNumber?, survivors: [RowReading], isGlued: Bool) -> ResolvedCell {
    let pieces = survivors.map { $0[column] }
    if let first = pieces.first, let piece = first, piece.kind == .notApplicable,
      pieces.allSatisfy({ $0?.kind == .notApplicable })
    {
      return cell(column, nil, .notApplicable, printed: text(of: piece), token: piece.token)
    }
    let isMarked = pieces.contains { $0?.kind == .notApplicable || $0?.kind == .unreadable }
    if let value, !isMarked {
      let same = sharedPiece(pieces, byText: isGlued)
      return cell(column, value, .inferred, printed: same.map(text(of:)), token: same?.token)
    }
    if isGlued {
      return cell(column, nil, .unresolved, printed: tokens.map(\.text).joined(separator: " "), token: 0)
    }
    let same = sharedPiece(pieces, byText: false)
    return cell(column, nil, .unresolved, printed: same.map(text(of:)), token: same?.token)
  }

  /// The cell of a column of which nothing is printed.
  func blankCell(_ column: Int, value: DecimalNumber?, basis: Basis) -> ResolvedCell {
    cell(column, value, basis, printed: nil, token: nil)
  }

  /// The piece that all readings put into a column; for glued rows it is enough that the text is the same.
  private func sharedPiece(_ pieces: [Piece?], byText: Bool) -> Piece? {
    guard let first = pieces.first, let piece = first, piece.kind != .blank else { return nil }
    let isShared = pieces.allSatisfy { other in
      guard let other else { return false }
      return byText ? text(of: other) == text(of: piece) : other == piece
    }
    return isShared ? piece : nil
  }

  private func text(of piece: Piece) -> String {
    let text = tokens[piece.token].text
    if tokens[piece.token].content != .run || piece.bytes.count == text.utf8.count { return text }
    if case .number(let number) = piece.kind, number.scale == 0 { return number.description }
    return String(decoding: Array(text.utf8.dropFirst(piece.bytes.lowerBound).prefix(piece.bytes.count)), as: UTF8.self)
  }

  private func cell(
    _ column: Int, _ value: DecimalNumber?, _ basis: Basis, printed: String?, token: Int?
  ) -> ResolvedCell {
    let place = cells[column]
    var cell = ResolvedCell(
      row: place.row, column: place.column, value: value, basis: basis, printed: printed,
      line: token.flatMap { tokens[$0].line })
    if place.column.isMoney {
      Self.setUnit(
        of: &cell, own: token.flatMap { tokens[$0].unit }, last: cells.count == 1 ? nil : tokens.last?.unit,
        header: headerUnit)
    }
    return cell
  }

  /// Sets the unit of a money cell: it stands in the cell itself, else in the last of the row, else in the header; v2
  /// prints 万元 in its label (form.md 2.2).
  static func setUnit(of cell: inout ResolvedCell, own: MoneyUnit?, last: MoneyUnit?, header: MoneyUnit?) {
    let printed = own ?? last
    cell.unit = printed ?? header ?? (cell.column == .feeAmount ? .tenThousandYuan : nil)
    cell.isUnitPrintedInCell = printed != nil
  }
}
