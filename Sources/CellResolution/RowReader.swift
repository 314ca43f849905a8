import DecimalNumbers
import StatutoryForm

/// Turns the printed tokens of a row into its shape.
struct RowReader {
  let columns: [ColumnKind]
  let sums: RowSums
  let budget: ResolutionBudget
  /// Whether glued rows of the document lose cells, so that digits enough for every column prove nothing.
  var losesBlanks = false

  func shape(of printed: [PrintedToken]) -> RowShape {
    let tokens = withoutTrailingOrdinal(printed)
    if tokens.isEmpty { return .empty }
    if let placed = placedByMedium(tokens) { return .certain(placed) }
    guard let placed = placedByCount(tokens) else {
      guard let padded = paddedReading(of: tokens) else { return .uncertain(readings(of: tokens)) }
      if holdsSums(padded) { return .certain(padded) }
      // What the padded row prints wrongly must not be made right by other cuts.
      var others = readings(of: tokens)
      others.failedSums.formUnion(sums.indices.filter { !holds(sums[$0], padded) })
      others.readings.append(padded)
      return .uncertain(others)
    }
    guard losesBlanks, tokens.contains(where: { $0.isRun }), columns.count > 1
    else { return .certain(placed) }
    // Beside rows that lost cells a digit a column proves nothing, unless the row's own sums do.
    if !sums.isEmpty && holdsSums(placed) { return .certain(placed) }
    let others = readingsWithBlanks(of: tokens)
    return others.readings.isEmpty && !others.isExhausted ? .certain(placed) : .uncertain(others)
  }

  /// Whether a reading satisfies every sum of the row.
  private func holdsSums(_ reading: RowReading) -> Bool {
    sums.allSatisfy { holds($0, reading) }
  }

  private func holds(_ sum: Range<Int>, _ reading: RowReading) -> Bool {
    var parts = 0
    for column in sum.dropLast() {
      guard let value = reading[column]?.value else { return false }
      parts += value
    }
    return reading[sum.upperBound - 1]?.value == parts
  }

  /// The row where the medium is sure of every place; columns without a token are blank.
  private func placedByMedium(_ tokens: [PrintedToken]) -> RowReading? {
    var reading: RowReading = Array(repeating: nil, count: columns.count)
    for (index, token) in tokens.enumerated() {
      guard let column = token.column, columns.indices.contains(column), reading[column] == nil else { return nil }
      reading[column] = wholePiece(token, index: index, kind: columns[column])
    }
    return reading
  }

  /// The row where there is exactly one token, or one digit, for each column.
  private func placedByCount(_ tokens: [PrintedToken]) -> RowReading? {
    if tokens.contains(where: { $0.column != nil }) && tokens.contains(where: { $0.isRun }) { return nil }
    let isHinted = tokens.indices.contains { index in
      index > 0 && tokens[index].isWeaklySeparated && tokens[index].isRun && tokens[index - 1].isRun
    }
    if tokens.count == columns.count && (!isHinted || columns.count == 1) {
      for (index, token) in tokens.enumerated() where token.column ?? index != index { return nil }
      return tokens.indices.map { wholePiece(tokens[$0], index: $0, kind: columns[$0]) }
    }
    var reading: RowReading = []
    for (index, token) in tokens.enumerated() {
      if token.isRun {
        for (offset, byte) in token.text.utf8.enumerated() {
          guard byte.isDigit, reading.count < columns.count else { return nil }
          let digit = DecimalNumber(Int64(byte - UInt8(ascii: "0")))
          reading.append(Piece(token: index, bytes: offset..<offset + 1, kind: .number(digit)))
        }
      } else {
        guard reading.count < columns.count, token.column ?? reading.count == reading.count else { return nil }
        reading.append(wholePiece(token, index: index, kind: columns[reading.count]))
      }
    }
    return reading.count == columns.count && tokens.contains { $0.isRun } ? reading : nil
  }

  private func wholePiece(_ token: PrintedToken, index: Int, kind: ColumnKind) -> Piece {
    let bytes = 0..<token.text.utf8.count
    switch token.content {
    case .number(let number): return Piece(token: index, bytes: bytes, kind: .number(number))
    case .blank: return Piece(token: index, bytes: bytes, kind: .blank)
    case .notApplicable: return Piece(token: index, bytes: bytes, kind: .notApplicable)
    case .unreadable: return Piece(token: index, bytes: bytes, kind: .unreadable)
    case .run:
      let text = Array(token.text.utf8)
      let read = RunReader(text: text).piece(text.indices, kind: kind)
      return Piece(token: index, bytes: bytes, kind: read ?? .unreadable)
    }
  }

  private func readings(of tokens: [PrintedToken]) -> RowReadings {
    if losesBlanks { return readingsWithBlanks(of: tokens) }
    let isGlued = tokens.contains { $0.isRun }
    var result = RowReadings(readings: [], looser: nil, isGlued: isGlued)
    let loose = isGlued ? joiningHints(tokens) : nil
    let all = Set(sums.indices)
    let strict = list(tokens, active: all)
    result.isExhausted = strict.isExhausted
    result.readings = strict.readings
    if let loose {
      let looser = list(loose, active: all)
      result.isExhausted = result.isExhausted || looser.isExhausted
      if result.readings.isEmpty { result.readings = looser.readings } else { result.looser = looser.readings }
    }
    if result.readings.isEmpty && !result.isExhausted && sums.count > 1 { dropSums(&result, loose ?? tokens) }
    return result
  }

  /// The row with a token for each column where some are padded with zeros, as `00 01 00 00 01`.
  private func paddedReading(of tokens: [PrintedToken]) -> RowReading? {
    guard tokens.count == columns.count, columns.count > 1, !sums.isEmpty,
      tokens.contains(where: { $0.text.utf8.count > 1 && $0.text.utf8.first == UInt8(ascii: "0") })
    else { return nil }
    var reading: RowReading = []
    for (index, token) in tokens.enumerated() {
      let text = Array(token.text.utf8)
      guard token.isRun, let value = Self.paddedNumber(text) else { return nil }
      reading.append(Piece(token: index, bytes: text.indices, kind: .number(DecimalNumber(value))))
    }
    return reading
  }

  /// The number of digits that may be padded with zeros, or have their thousands parted by commas, as `20,559`.
  private static func paddedNumber(_ text: [UInt8]) -> Int64? {
    let comma = UInt8(ascii: ",")
    guard text.contains(comma) else { return RunReader(text: text).wholeNumber(text.indices) }
    let groups = text.split(separator: comma, omittingEmptySubsequences: false)
    guard groups.count > 1, (1...3).contains(groups[0].count), groups[0].first != UInt8(ascii: "0"),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    let digits = groups.flatMap { $0 }
    return RunReader(text: digits).wholeNumber(digits.indices)
  }

  /// The readings in which a run may have lost cells, however many digits it has.
  private func readingsWithBlanks(of tokens: [PrintedToken]) -> RowReadings {
    var result = RowReadings(
      readings: [], looser: nil, isGlued: tokens.contains { $0.isRun })
    // Blanks anywhere multiply the cuts of a long run; past a few hundred they agree on nothing.
    var narrow = budget
    narrow.readingsPerRow = min(narrow.readingsPerRow, 500)
    narrow.stepsPerRow = min(narrow.stepsPerRow, 6_000)
    var listing = ReadingListing(
      tokens: tokens, columns: columns, sums: sums, active: Set(sums.indices), budget: narrow, mayLeaveBlank: true)
    listing.run()
    let listed = (readings: listing.readings, isExhausted: listing.isExhausted)
    result.isExhausted = listed.isExhausted
    result.readings = listed.readings
    if let loose = result.isGlued ? joiningHints(tokens) : nil, result.readings.isEmpty, !result.isExhausted {
      return readingsWithBlanks(of: loose)
    }
    if result.readings.isEmpty && !result.isExhausted && sums.count > 1 { dropSums(&result, tokens) }
    return result
  }

  /// Takes back as few sums as possible, and keeps every reading that any such choice allows.
  private func dropSums(_ result: inout RowReadings, _ tokens: [PrintedToken]) {
    for dropCount in 1...sums.count {
      for mask in 1..<(1 << sums.count) where mask.nonzeroBitCount == dropCount {
        let dropped = Set(sums.indices.filter { mask & (1 << $0) != 0 })
        let listed = list(tokens, active: Set(sums.indices).subtracting(dropped))
        result.isExhausted = result.isExhausted || listed.isExhausted
        if !listed.readings.isEmpty {
          result.failedSums.formUnion(dropped)
          result.readings += listed.readings
        }
      }
      if !result.readings.isEmpty || result.isExhausted { return }
    }
  }

  private func list(_ tokens: [PrintedToken], active: Set<Int>) -> (readings: [RowReading], isExhausted: Bool) {
    var listing = ReadingListing(tokens: tokens, columns: columns, sums: sums, active: active, budget: budget)
    listing.run()
    return (listing.readings, listing.isExhausted)
  }

  /// A glued row may end in the ordinal of the next one, as `41815092.`: a count holds no point, so the digit before
  /// the point is the ordinal.
  private func withoutTrailingOrdinal(_ tokens: [PrintedToken]) -> [PrintedToken] {
    guard var last = tokens.last, last.isRun, columns.last.map({ $0 != .money }) == true else {
      return tokens
    }
    let text = Array(last.text.utf8)
    guard text.count >= 2, text[text.count - 1] == UInt8(ascii: "."), text[text.count - 2].isDigit else {
      return tokens
    }
    last.text = String(decoding: text.dropLast(2), as: UTF8.self)
    return Array(tokens.dropLast()) + (last.text.isEmpty ? [] : [last])
  }

  /// The tokens with glued neighbours joined where only a space separates them; `nil` where none are.
  private func joiningHints(_ tokens: [PrintedToken]) -> [PrintedToken]? {
    var joined: [PrintedToken] = []
    for token in tokens {
      if token.isWeaklySeparated, token.isRun, token.column == nil, var last = joined.last,
        last.isRun
      {
        last.text += token.text
        joined[joined.count - 1] = last
      } else {
        joined.append(token)
      }
    }
    return joined.count < tokens.count ? joined : nil
  }
}

extension PrintedToken {
  /// Whether the text may be several cells.
  var isRun: Bool {
    if case .run = content { true } else { false }
  }
}

extension UInt8 {
  /// Whether the byte is an ASCII digit.
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
