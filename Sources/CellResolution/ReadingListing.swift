import DecimalNumbers
import StatutoryForm

/// Lists every way to lay a row's tokens onto its columns that the row's own sums allow.
struct ReadingListing {
  let tokens: [PrintedToken]
  let columns: [ColumnKind]
  /// The sums that must hold.
  let sums: RowSums
  let budget: ResolutionBudget
  private(set) var readings: [RowReading] = []
  private(set) var isExhausted = false

  private let runs: [RunReader]
  private let mayLeaveBlank: Bool
  /// Tokens that a reading leaves out: there are more of them than columns.
  private let surplus: Int
  private var steps = 0
  private var reading: RowReading
  /// Places from which no reading can be completed; holds only at the end of a sum, before which nothing matters.
  private var deadEnds: Set<Place> = []
  /// The total of a row that is one sum, taken from the end of its last run before the parts are cut.
  private var fixedTotal: (value: Int, offset: Int)?

  private struct Place: Hashable {
    var column: Int
    var token: Int
    var offset: Int
    var surplus: Int
  }

  init(
    tokens: [PrintedToken], columns: [ColumnKind], sums: RowSums, active: Set<Int>, budget: ResolutionBudget,
    mayLeaveBlank: Bool = false
  ) {
    self.tokens = tokens
    self.columns = columns
    self.sums = sums.indices.filter(active.contains).map { sums[$0] }
    self.budget = budget
    runs = tokens.map { RunReader(text: $0.content == .run ? Array($0.text.utf8) : []) }
    let isGlued = tokens.contains { $0.content == .run }
    let capacity = zip(tokens, runs).reduce(0) { $0 + ($1.0.content == .run ? $1.1.capacity : 1) }
    self.mayLeaveBlank = mayLeaveBlank || !isGlued || capacity < columns.count
    surplus = max(0, tokens.count - columns.count)
    reading = []
    reading.reserveCapacity(columns.count)
  }

  mutating func run() {
    // A row of far too many tokens is no row; listing its selections would only burn the budget.
    if surplus > columns.count { return }
    let start = Place(column: 0, token: 0, offset: 0, surplus: surplus)
    guard isOneGluedSum, let text = runs.last?.text else {
      _ = extend(start)
      return
    }
    // Knowing the total bounds the parts from both sides, so that few cuts are left to look at.
    for length in 1...min(text.count, 13) {
      let offset = text.count - length
      guard case .number(let total)? = runs[runs.count - 1].piece(offset..<text.count, kind: .count),
        let value = total.identityValue
      else { continue }
      fixedTotal = (value, offset)
      deadEnds.removeAll(keepingCapacity: true)
      _ = extend(start)
    }
  }

  /// Whether the whole row is one sum, every column of it printed and the total at the end of a run.
  private var isOneGluedSum: Bool {
    !mayLeaveBlank && surplus == 0 && sums == [0..<columns.count] && columns.count > 1
      && tokens.last?.content == .run && runs.last?.text.isEmpty == false
      && tokens.allSatisfy { $0.column == nil }
  }

  /// Completes the reading from a place in every way, and says whether there was one.
  ///
  /// The depth is at most columns + tokens left out.
  private mutating func extend(_ place: Place) -> Bool {
    steps += 1
    if steps > budget.stepsPerRow || readings.count >= budget.readingsPerRow {
      isExhausted = true
      return false
    }
    if place.column == columns.count {
      guard place.token == tokens.count else { return skipToken(place) }
      readings.append(reading)
      return true
    }
    let isBorder = sums.contains { $0.lowerBound == place.column }
    if isBorder && deadEnds.contains(place) { return false }
    var isPossible = false
    if place.token < tokens.count {
      if tokens[place.token].content == .run {
        isPossible = cutRun(place)
      } else if tokens[place.token].column ?? place.column == place.column {
        isPossible = put(wholePiece(place), next: (place.token + 1, 0), place)
      }
      if skipToken(place) { isPossible = true }
    }
    if mayLeaveBlank, columns.count - place.column > tokens.count - place.token - place.surplus {
      if put(nil, next: (place.token, place.offset), place) { isPossible = true }
    }
    if isBorder && !isPossible && !isExhausted { deadEnds.insert(place) }
    return isPossible
  }

  private mutating func skipToken(_ place: Place) -> Bool {
    guard place.surplus > 0, place.offset == 0, place.token < tokens.count else { return false }
    var next = place
    next.token += 1
    next.surplus -= 1
    return extend(next)
  }

  private mutating func cutRun(_ place: Place) -> Bool {
    let run = runs[place.token]
    let left = run.text.count - place.offset
    if left == 0 || tokens[place.token].column ?? place.column != place.column { return false }
    var isPossible = false
    // 18 digits are more than any count has; longer pieces cannot be numbers here.
    var lengths = 1...min(left, 20)
    if let fixedTotal, place.token == tokens.count - 1 {
      let isTotal = place.column == columns.count - 1
      if isTotal != (place.offset == fixedTotal.offset) { return false }
      if isTotal {
        lengths = left...left
      } else {
        let most = fixedTotal.offset - place.offset - (columns.count - 2 - place.column)
        if most < 1 { return false }
        lengths = 1...min(most, 20)
      }
    }
    for length in lengths {
      let end = place.offset + length
      guard let kind = run.piece(place.offset..<end, kind: columns[place.column]) else { continue }
      let piece = Piece(token: place.token, bytes: place.offset..<end, kind: kind)
      let next = end == run.text.count ? (place.token + 1, 0) : (place.token, end)
      if put(piece, next: next, place) { isPossible = true }
      if isExhausted { break }
    }
    return isPossible
  }

  private func wholePiece(_ place: Place) -> Piece {
    let token = tokens[place.token]
    let kind: Piece.Kind =
      switch token.content {
      case .number(let number): .number(number)
      case .blank: .blank
      case .notApplicable: .notApplicable
      case .unreadable, .run: .unreadable
      }
    return Piece(token: place.token, bytes: 0..<token.text.utf8.count, kind: kind)
  }

  private mutating func put(_ piece: Piece?, next: (token: Int, offset: Int), _ place: Place) -> Bool {
    reading.append(piece)
    defer { reading.removeLast() }
    let column = place.column + 1
    for sum in sums where sum.contains(place.column) && !mayHold(sum, next) { return false }
    return extend(Place(column: column, token: next.token, offset: next.offset, surplus: place.surplus))
  }

  /// Whether a sum can still hold with what the reading has so far.
  private func mayHold(_ sum: Range<Int>, _ next: (token: Int, offset: Int)) -> Bool {
    var parts = 0
    var isOpen = false
    let last = sum.upperBound - 1
    for column in sum.lowerBound..<min(last, reading.count) {
      if let value = reading[column]?.value { parts += value } else { isOpen = true }
    }
    if reading.count <= last {
      if let fixedTotal { return mayReach(fixedTotal, parts, next, isOpen: isOpen) }
      // The total comes later. Within the last run its length is bounded by the digits left.
      guard !mayLeaveBlank, surplus == 0, next.token == tokens.count - 1 else { return true }
      let others = (last - reading.count) + (columns.count - sum.upperBound)
      let digits = runs[next.token].text.count - next.offset - others
      return digits > 0 && (digits >= 15 || parts < powersOfTen[digits])
    }
    guard let total = reading[last]?.value else { return true }
    return isOpen ? parts <= total : parts == total
  }
}

extension ReadingListing {
  /// Whether the parts still to come can fill up to a total that is known.
  private func mayReach(
    _ total: (value: Int, offset: Int), _ parts: Int, _ next: (token: Int, offset: Int), isOpen: Bool
  ) -> Bool {
    let rest = total.value - parts
    if rest < 0 { return false }
    let left = columns.count - 1 - reading.count
    if isOpen || next.token < tokens.count - 1 { return true }
    if left == 0 { return rest == 0 && next.offset == total.offset }
    // `left` numbers share `digits` digits: the largest sum has one long number, the smallest has them alike.
    let digits = total.offset - next.offset
    if digits < left { return false }
    let longest = digits - left + 1
    if longest < 15 && rest >= powersOfTen[longest] + 10 * (left - 1) { return false }
    let shortest = (digits + left - 1) / left
    return shortest < 2 || shortest > 15 || rest >= powersOfTen[shortest - 1]
  }
}

/// 10^0 to 10^15.
private let powersOfTen: [Int] = (0...15).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 } }
