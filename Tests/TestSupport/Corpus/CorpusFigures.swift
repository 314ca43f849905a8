import DecimalNumbers
import StatutoryForm

/// The figures of one report: drawn so that they satisfy every identity of the form.
struct CorpusFigures {
  let layout: FormLayout
  var values: [CorpusPlace: DecimalNumber] = [:]

  subscript(row: FormRow, column: FormColumn) -> Int {
    get { values[CorpusPlace(row, column)].flatMap(\.integer).map(Int.init) ?? 0 }
    set { values[CorpusPlace(row, column)] = DecimalNumber(Int64(newValue)) }
  }

  /// Draws figures: mostly zeros, some small numbers, a few large ones, as reports have them.
  init(layout: FormLayout, generator: inout SeededGenerator) {
    self.layout = layout
    let busyness = [3, 12, 60, 900].randomElement(using: &generator) ?? 3
    drawDisclosure(&generator)
    drawApplications(busyness: busyness, &generator)
    drawProceedings(busyness: busyness, &generator)
  }

  private mutating func drawDisclosure(_ generator: inout SeededGenerator) {
    for row in layout.rows where row.table == .disclosure || row.table == .procurement {
      let isQuiet = row == .govRules || Int.random(in: 0..<3, using: &generator) == 0
      for column in layout.columns(of: row) {
        var value = DecimalNumber.zero
        if !isQuiet {
          switch column {
          case .yearChange: value = DecimalNumber(Int64.random(in: -6...12, using: &generator))
          case .feeAmount, .procurementAmount:
            let scale = Bool.random(using: &generator) ? 2 : 4
            value = DecimalNumber(
              coefficient: Int64.random(in: 0...(scale == 2 ? 99_999 : 9_999_999), using: &generator), scale: scale)
          case .decisions:
            let limit = [9, 400, 60_000].randomElement(using: &generator) ?? 9
            value = DecimalNumber(Int64.random(in: 0...Int64(limit), using: &generator))
          case .totalDisclosed, .inForce: value = DecimalNumber(Int64.random(in: 20...2400, using: &generator))
          default: value = DecimalNumber(Int64.random(in: 6...40, using: &generator))
          }
        }
        values[CorpusPlace(row, column)] = value
      }
      // Fewer items than none make no sense.
      if layout.columns(of: row).contains(.yearChange) {
        self[row, .previousYearItems] = max(self[row, .previousYearItems], -self[row, .yearChange])
      }
    }
  }

  private mutating func drawApplications(busyness: Int, _ generator: inout SeededGenerator) {
    let leaves = layout.rows.filter(\.isOutcomeLeaf)
    for column in FormColumn.applicants.dropLast() {
      let share = column == .naturalPerson ? 2 : column == .commercialEnterprise ? 6 : 25
      for leaf in leaves {
        let isUsed = Int.random(in: 0..<share, using: &generator) == 0
        self[leaf, column] = isUsed ? Int.random(in: 1...max(1, busyness / (share / 2)), using: &generator) : 0
      }
      let processed = leaves.reduce(0) { $0 + self[$1, column] }
      let isCarrying = Int.random(in: 0..<share, using: &generator) == 0
      let forward = isCarrying ? Int.random(in: 0...max(1, busyness / 4), using: &generator) : 0
      let carried = isCarrying ? Int.random(in: 0...min(busyness, processed + forward), using: &generator) : 0
      self[.totalProcessed, column] = processed
      self[.carriedForward, column] = forward
      self[.carriedIn, column] = carried
      self[.newReceived, column] = processed + forward - carried
    }
    for row in leaves + [.newReceived, .carriedIn, .totalProcessed, .carriedForward] {
      self[row, .total] = FormColumn.applicants.dropLast().reduce(0) { $0 + self[row, $1] }
    }
  }

  private mutating func drawProceedings(busyness: Int, _ generator: inout SeededGenerator) {
    for row in layout.rows(of: .proceedings) {
      var sum = 0
      for column in FormColumn.results.dropLast() {
        let isUsed = Int.random(in: 0..<4, using: &generator) == 0
        let count = isUsed ? Int.random(in: 1...max(1, busyness / 6), using: &generator) : 0
        self[row, column] = count
        sum += count
      }
      self[row, .resultTotal] = sum
    }
  }
}

/// An identity of tables 3 and 4: the places on the left add up to those on the right.
struct CorpusIdentity {
  var rule: String
  var place: CorpusPlace
  var left: [CorpusPlace]
  var right: [CorpusPlace]

  /// T3.ROW.SUM, T3.COL.OUT, T3.COL.BAL and T4.SUB of a layout (form.md section 3).
  static func all(of layout: FormLayout) -> [CorpusIdentity] {
    var found: [CorpusIdentity] = []
    let leaves = layout.rows.filter(\.isOutcomeLeaf)
    for row in layout.rows(of: .applications) + layout.rows(of: .outcomes) {
      found.append(
        CorpusIdentity(
          rule: "T3.ROW.SUM", place: CorpusPlace(row, .total),
          left: FormColumn.applicants.dropLast().map { CorpusPlace(row, $0) }, right: [CorpusPlace(row, .total)]))
    }
    for column in FormColumn.applicants {
      found.append(
        CorpusIdentity(
          rule: "T3.COL.OUT", place: CorpusPlace(.totalProcessed, column),
          left: leaves.map { CorpusPlace($0, column) }, right: [CorpusPlace(.totalProcessed, column)]))
      found.append(
        CorpusIdentity(
          rule: "T3.COL.BAL", place: CorpusPlace(.carriedForward, column),
          left: [CorpusPlace(.newReceived, column), CorpusPlace(.carriedIn, column)],
          right: [CorpusPlace(.totalProcessed, column), CorpusPlace(.carriedForward, column)]))
    }
    for row in layout.rows(of: .proceedings) {
      found.append(
        CorpusIdentity(
          rule: "T4.SUB", place: CorpusPlace(row, .resultTotal),
          left: FormColumn.results.dropLast().map { CorpusPlace(row, $0) }, right: [CorpusPlace(row, .resultTotal)]))
    }
    return found
  }

  func holds(in figures: CorpusFigures) -> Bool { sum(left, figures) == sum(right, figures) }

  func sum(_ places: [CorpusPlace], _ figures: CorpusFigures) -> Int {
    places.reduce(0) { $0 + figures[$1.row, $1.column] }
  }

  /// Adds the places that this identity alone fixes, given the known ones; a broken identity fixes nothing.
  func propagate(_ known: inout Set<CorpusPlace>, figures: CorpusFigures) -> Bool {
    guard holds(in: figures) else { return false }
    let unknownLeft = left.filter { !known.contains($0) }
    let unknownRight = right.filter { !known.contains($0) }
    let unknown = unknownLeft + unknownRight
    if unknown.isEmpty { return false }
    let isOneSided = unknownLeft.isEmpty || unknownRight.isEmpty
    let areAllZero = unknown.allSatisfy { figures[$0.row, $0.column] == 0 }
    guard unknown.count == 1 || (isOneSided && areAllZero) else { return false }
    known.formUnion(unknown)
    return true
  }
}
