import StatutoryForm

/// Chooses, by the sums of its rows, between the order of a table's heads and that of the form.
///
/// Where the sums hold for one order alone, that one is meant. Where they hold for both, as with organisations in
/// another order, the heads are followed in a grid, with a warning at each row; in text nothing is published that hangs
/// on the order. Where they speak for neither, rows that the two orders read differently are not taken.
struct HeadChoice {
  /// The form in the readings chosen.
  private(set) var form: PrintedForm
  /// What is to be said of the rows.
  private(set) var findings: [Finding] = []
  /// Rows taken by their heads, or not at all: what was to be said of the other reading is moot.
  private var settled: Set<FormRow> = []

  /// Chooses for every table whose heads leave a choice.
  init(_ form: PrintedForm) {
    self.form = form
    for reading in form.headReadings {
      if reading.table == .proceedings { chooseProceedings(reading) } else { chooseApplications(reading) }
      for row in reading.rows where !settled.contains(row.row) { findings += row.findings }
    }
    self.form.headReadings = []
  }

  // MARK: Table 3

  private mutating func chooseApplications(_ reading: PrintedHeadReading) {
    guard reading.isGrid else {
      followText(reading.order, reading.rows)
      return
    }
    let differing = reading.rows.filter { $0.heads == .differing }
    var proof = OrderProof()
    for row in differing { proof.count(head: row.byHeads?.tokens ?? [], form: tokens(row.row)) }
    let sums = reading.rows.filter(\.isWhole).compactMap { OrderProof.holds($0.byHeads?.tokens ?? tokens($0.row)) }
    let holds = sums.count { $0 }
    if sums.count - holds > holds {
      // The heads lead to sums that do not hold: neither reading is sure where they differ.
      if proof.verdict == .form { warn(differing) } else { drop(differing) }
      followText(reading.order, reading.rows.filter { !$0.isWhole })
      return
    }
    let continued = reading.rows.filter { $0.heads == .continued }
    switch proof.verdict {
    case .head: take(differing + continued)
    case .both:
      warn(differing)
      findings += continued.map { Finding.columnsInDoubt($0.row, line: $0.line) }
      take(differing + continued)
    case .form: warn(differing)
    case .neither: drop(differing)
    }
    // Fields of text have no spans, and words of a page layout no rulings: such heads stand where they happen to.
    if !reading.hasOneOrder {
      followText(reading.order, reading.rows.filter { !$0.isWhole && $0.heads != .differing })
    }
    let alone = reading.rows.filter { $0.heads == .alone }
    if alone.count >= 3 || !differing.isEmpty || holds > 0 { take(alone) }
  }

  /// In text the order of heads proves nothing: what it puts in doubt is published only where sums decide.
  private mutating func followText(_ order: PrintedHeadOrder, _ rows: [PrintedHeadedRow]) {
    if order == .usual || order == .unknown { return }
    let whole = rows.filter { isPlaced(tokens($0.row)) }
    if order == .totalFirst {
      var proof = OrderProof()
      for row in whole { proof.count(head: row.byHeads?.tokens ?? [], form: tokens(row.row)) }
      if proof.verdict == .form { return }
      if proof.verdict == .head {
        take(whole)
        return
      }
    }
    for row in whole {
      let tokens = tokens(row.row)
      // Equal values may stand in any order.
      if order != .totalFirst, Self.areAlike(tokens[..<6]) { continue }
      switch order {
      case .other:
        // The organisations stand between 自然人 and 总计 in any order.
        if Self.areAlike(tokens[1...5]) { continue }
        blur(row.row)
        findings.append(.columnsInDoubt(row.row, line: row.line))
        findings += row.findings.filter { finding in
          finding.rule != "T3.NONNEG" || !FormColumn.applicants[1...5].contains { $0.code == finding.column }
        }
        settled.insert(row.row)
      case .personsBehind, .doubtful: findings.append(.columnsInDoubt(row.row, line: row.line))
      default: drop([row])
      }
    }
  }

  /// Leaves open what the organisations' columns hold.
  private mutating func blur(_ row: FormRow) {
    guard let index = form.rows.firstIndex(where: { $0.row == row }) else { return }
    for place in 1...5 {
      form.rows[index].tokens[place].content = .unreadable
      form.rows[index].tokens[place].unit = nil
    }
  }

  private func tokens(_ row: FormRow) -> [PrintedToken] { form.rows.first { $0.row == row }?.tokens ?? [] }

  /// Whether the tokens are as many as the columns of table 3, each in its place.
  private func isPlaced(_ tokens: [PrintedToken]) -> Bool {
    tokens.count == FormColumn.applicants.count && tokens.allSatisfy { $0.column != nil }
  }

  private mutating func set(_ row: FormRow, to tokens: [PrintedToken]) {
    guard let index = form.rows.firstIndex(where: { $0.row == row }) else { return }
    form.rows[index].tokens = tokens
    settled.insert(row)
  }

  private mutating func take(_ rows: [PrintedHeadedRow]) {
    for row in rows {
      guard let reading = row.byHeads else { continue }
      set(row.row, to: reading.tokens)
      findings += reading.findings
    }
  }

  private mutating func drop(_ rows: [PrintedHeadedRow]) {
    for row in rows {
      set(row.row, to: [])
      findings.append(.valuesInDoubt(row.row, line: row.line))
    }
  }

  private mutating func warn(_ rows: [PrintedHeadedRow]) {
    findings += rows.filter { !$0.isAlike }.map { Finding.columnsInDoubt($0.row, line: $0.line) }
  }

  // MARK: Table 4

  private mutating func chooseProceedings(_ reading: PrintedHeadReading) {
    let heads = reading.rows.map { $0.byHeads?.tokens ?? [] }
    if reading.rows.contains(where: { $0.heads == .alone }) {
      let sums = heads.compactMap { OrderProof.holds($0) }
      if sums.count(where: { $0 }) * 2 >= sums.count { takeProceedings(reading) }
      return
    }
    let count = FormColumn.results.count
    guard form.proceedings.count == reading.rows.count * count else { return }
    let blocks = reading.rows.indices.map { Array(form.proceedings[$0 * count..<($0 + 1) * count]) }
    var proof = OrderProof()
    for (index, row) in reading.rows.enumerated() where row.heads == .differing {
      proof.count(head: heads[index], form: blocks[index])
    }
    if !reading.isGrid {
      if reading.order == .totalFirst, proof.verdict == .form { return }
      if reading.order == .totalFirst, proof.verdict == .head {
        takeProceedings(reading)
      } else if !Self.areAlike(form.proceedings[...]) {
        findings += reading.rows.map { Finding.columnsInDoubt($0.row, line: $0.line) }
        dropProceedings(reading)
      }
      return
    }
    let changed = reading.rows.filter { $0.heads == .differing }
    switch proof.verdict {
    case .head: takeProceedings(reading)
    case .both:
      warn(changed)
      takeProceedings(reading)
    case .form: warn(changed)
    case .neither:
      warn(changed)
      if changed.contains(where: { !$0.isAlike }) { dropProceedings(reading) }
    }
  }

  private mutating func takeProceedings(_ reading: PrintedHeadReading) {
    form.proceedings = reading.rows.flatMap { $0.byHeads?.tokens ?? [] }
    findings += reading.rows.flatMap { $0.byHeads?.findings ?? [] }
    settled.formUnion(reading.rows.map(\.row))
  }

  private mutating func dropProceedings(_ reading: PrintedHeadReading) {
    form.proceedings = []
    settled.formUnion(reading.rows.map(\.row))
  }

  /// Whether all tokens print the same, and say it.
  private static func areAlike(_ tokens: ArraySlice<PrintedToken>) -> Bool {
    tokens.allSatisfy { $0.content == tokens.first?.content && $0.text == tokens.first?.text }
  }
}
