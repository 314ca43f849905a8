import DecimalNumbers
import StatutoryForm

/// What stands at one place of a printed row.
enum CorpusCellText: Hashable {
  case text(String)
  case blank
  case dropped
}

/// A row as it will be printed: label and cells, before any medium.
struct CorpusRow {
  var row: FormRow
  var label: String
  var cells: [CorpusCellText]
  var isGlued = false
}

/// Figures and classes of mess made into printed rows, with the truth about every cell.
struct CorpusPrinting {
  let figures: CorpusFigures
  let medium: CorpusMedium
  /// The classes asked for; `used` are those that really changed something.
  let messes: Set<CorpusMess>
  private(set) var used: Set<CorpusMess> = []
  private(set) var rows: [CorpusRow] = []
  private(set) var cells: [CorpusCell] = []
  /// The unit in the header of each money column; `nil` where the header has none.
  private(set) var headerUnits: [FormColumn: MoneyUnit] = [:]
  /// The group whose rows have no labels; `nil` where all have.
  private(set) var bareGroup: OutcomeGroup?
  /// Whether the row of table 4 is one run.
  private(set) var areProceedingsGlued = false
  private let numbering: Int
  /// Whether runs touch their labels.
  let gluesLabels: Bool
  /// A mark behind a cell that touches the next one; it never reaches the page.
  static let gluePoint = "\u{1}"

  init(
    figures: CorpusFigures, medium: CorpusMedium, messes: Set<CorpusMess>, generator: inout SeededGenerator
  ) {
    self.figures = figures
    self.medium = medium
    self.messes = messes
    headerUnits[.feeAmount] = .tenThousandYuan
    if Bool.random(using: &generator) { headerUnits[.procurementAmount] = .tenThousandYuan }
    numbering = Int.random(in: 0..<4, using: &generator)
    gluesLabels = Bool.random(using: &generator)
    if messes.contains(.groupsWithoutLabels) {
      bareGroup = [OutcomeGroup.denied, .unavailable, .rejected].randomElement(using: &generator)
      used.insert(.groupsWithoutLabels)
    }
    for row in figures.layout.rows { add(row, &generator) }
    settleProceedings(&generator)
    markDeterminable()
  }

  private mutating func add(_ row: FormRow, _ generator: inout SeededGenerator) {
    var printed = CorpusRow(row: row, label: label(of: row), cells: [])
    let columns = figures.layout.columns(of: row)
    if row == .govRules, messes.contains(.wordsInCells) { return addWords(row, columns, &generator) }
    let isStruck = Int.random(in: 0..<3, using: &generator) == 0
    let first = cells.count
    for column in columns {
      let place = CorpusPlace(row, column)
      let value = figures.values[place] ?? .zero
      var cell = CorpusCell(
        place: place, value: value, printed: nil, presence: .printed, unit: column.isMoney ? headerUnits[column] : nil,
        isDeterminable: true)
      let presence = isStruck ? hiding(of: value, column: column, row: row, &generator) : .printed
      cell.presence = presence
      switch presence {
      case .blank:
        printed.cells.append(.blank)
      case .dropped:
        printed.cells.append(.dropped)
      case .notApplicable:
        let mark = ["/", "-", "—", "无", "不涉及", "N/A"].randomElement(using: &generator) ?? "/"
        cell.value = nil
        cell.printed = mark
        printed.cells.append(.text(mark))
      default:
        let text = text(of: value, at: place, unit: &cell.unit, &generator)
        cell.printed = text
        printed.cells.append(.text(text))
      }
      cells.append(cell)
    }
    printed.isGlued = isGlued(printed, isStruck: isStruck)
    settlePresence(of: printed, from: first)
    glueParts(of: &printed, from: first, &generator)
    rows.append(printed)
  }

  /// Words in the first cell of a row and nothing in the others: no figure is known.
  private mutating func addWords(_ row: FormRow, _ columns: [FormColumn], _ generator: inout SeededGenerator) {
    used.insert(.wordsInCells)
    let words = ["本单位未制作规章", "无规章制定权", "不涉及规章"].randomElement(using: &generator) ?? ""
    var printed = CorpusRow(row: row, label: label(of: row), cells: [])
    for column in columns {
      let isFirst = column == columns.first
      cells.append(
        CorpusCell(
          place: CorpusPlace(row, column), value: nil, printed: isFirst ? words : nil,
          presence: isFirst ? .notApplicable : medium.showsPlaces ? .blank : .dropped, unit: nil,
          isDeterminable: isFirst))
      printed.cells.append(isFirst ? .text(words) : medium.showsPlaces ? .blank : .dropped)
    }
    rows.append(printed)
  }

  /// What becomes of a cell of table 3 in a row that mess has struck.
  private mutating func hiding(
    of value: DecimalNumber, column: FormColumn, row: FormRow, _ generator: inout SeededGenerator
  ) -> CorpusPresence {
    let isZero = value == .zero
    if column == .total, row != .totalProcessed, row.table == .outcomes, messes.contains(.totalsLeftBlank) {
      used.insert(.totalsLeftBlank)
      return medium == .lines && !messes.contains(.nbspBlanks) ? .dropped : .blank
    }
    guard isZero else { return .printed }
    let isChosen = Int.random(in: 0..<3, using: &generator) == 0
    guard isChosen else { return .printed }
    for mess in [CorpusMess.notApplicableCells, .zerosLeftBlank, .nbspBlanks, .droppedBlanks]
    where messes.contains(mess) {
      if mess != .droppedBlanks, Bool.random(using: &generator) { continue }
      used.insert(mess)
      switch mess {
      case .notApplicableCells: return .notApplicable
      case .droppedBlanks: return .dropped
      default: return .blank
      }
    }
    return .printed
  }

  private mutating func isGlued(_ row: CorpusRow, isStruck: Bool) -> Bool {
    let areDigits = row.cells.allSatisfy {
      if case .text(let text) = $0 {
        let isPlain = text.utf8.allSatisfy { (48...57).contains($0) }
        return isPlain
          || messes.contains(.gluedSigns) && text != "-" && text.utf8.allSatisfy { (45...57).contains($0) && $0 != 47 }
      }
      return $0 == .dropped
    }
    let hasSigns = row.cells.contains {
      if case .text(let text) = $0 { return text.utf8.contains { $0 == 45 || $0 == 46 } }
      return false
    }
    if medium == .oneLine {
      used.insert(.gluedCells)
      if hasSigns, row.cells.count > 1, messes.contains(.gluedSigns) { used.insert(.gluedSigns) }
      return true
    }
    guard isStruck || hasSigns, areDigits, row.cells.count > 2 || hasSigns, row.cells.count > 1,
      messes.contains(.gluedCells), medium == .lines || medium == .spaces
    else { return false }
    used.insert(.gluedCells)
    if hasSigns { used.insert(.gluedSigns) }
    return true
  }

  /// Cells of a row that lost some, or of a run, are not plainly printed.
  private mutating func settlePresence(of row: CorpusRow, from first: Int) {
    let hasLost = row.cells.contains(.dropped)
    let printed = cells[first...].compactMap(\.printed)
    // Where blanks are lost elsewhere, only a row's own sum proves that a digit stands in each column.
    let isProven = !messes.contains(.droppedBlanks) || row.row.table == .applications || row.row.table == .outcomes
    let hasOneDigitEach =
      !hasLost && isProven && printed.count == row.cells.count && printed.allSatisfy { $0.utf8.count == 1 }
    for index in first..<cells.count {
      switch cells[index].presence {
      case .printed where row.isGlued && row.cells.count > 1 && !hasOneDigitEach: cells[index].presence = .glued
      case .printed where hasLost: cells[index].presence = .displaced
      default: break
      }
      cells[index].isDeterminable = cells[index].presence == .printed || cells[index].presence == .notApplicable
    }
  }

  /// Lets one or two separators of a row of table 3 vanish.
  private mutating func glueParts(of row: inout CorpusRow, from first: Int, _ generator: inout SeededGenerator) {
    let arePlain = row.cells.allSatisfy {
      if case .text(let text) = $0 { return text.utf8.allSatisfy { (48...57).contains($0) } }
      return false
    }
    guard messes.contains(.partlyGlued), row.cells.count == 7, arePlain, !row.isGlued,
      Bool.random(using: &generator)
    else { return }
    for _ in 0..<Int.random(in: 1...2, using: &generator) {
      let place = Int.random(in: 0..<6, using: &generator)
      if case .text(let text) = row.cells[place], !text.hasSuffix(Self.gluePoint) {
        row.cells[place] = .text(text + Self.gluePoint)
      }
    }
    used.insert(.partlyGlued)
    for index in first..<cells.count {
      cells[index].presence = .glued
      cells[index].isDeterminable = false
    }
  }

  /// The three stages of table 4 stand in one row: what one loses makes the places of all uncertain.
  private mutating func settleProceedings(_ generator: inout SeededGenerator) {
    let indices = cells.indices.filter { cells[$0].place.row.table == .proceedings }
    let printed = indices.compactMap { cells[$0].printed }
    let isPlain = printed.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    let isText = medium == .lines || medium == .spaces
    areProceedingsGlued =
      medium == .oneLine
      || isText && messes.contains(.gluedCells) && isPlain && printed.count > 7 && Bool.random(using: &generator)
        && !indices.contains { cells[$0].presence == .blank }
    let hasLost = indices.contains { cells[$0].presence == .dropped }
    if areProceedingsGlued { used.insert(.gluedCells) }
    let hasOneDigitEach = !hasLost && !messes.contains(.droppedBlanks) && printed.allSatisfy { $0.utf8.count == 1 }
    guard hasLost || areProceedingsGlued && !hasOneDigitEach else { return }
    for index in indices where cells[index].presence == .printed || cells[index].presence == .notApplicable {
      if cells[index].presence == .printed { cells[index].presence = areProceedingsGlued ? .glued : .displaced }
      cells[index].isDeterminable = false
    }
  }

  private mutating func markDeterminable() {
    var known = Set(cells.filter { $0.isDeterminable && $0.value != nil }.map(\.place))
    // A place in doubt proves nothing here; only explicit blanks are solved for.
    let blanks = Set(cells.filter { $0.presence == .blank }.map(\.place))
    let identities = CorpusIdentity.all(of: figures.layout).filter { identity in
      (identity.left + identity.right).allSatisfy { known.contains($0) || blanks.contains($0) }
    }
    var isMoving = true
    while isMoving {
      isMoving = false
      for identity in identities where identity.propagate(&known, figures: figures) { isMoving = true }
    }
    for index in cells.indices where known.contains(cells[index].place) { cells[index].isDeterminable = true }
  }

  // MARK: Texts

  private mutating func label(of row: FormRow) -> String {
    var label = row.label(in: figures.layout.version(of: row)) ?? ""
    if row == .grantedPartial { label += "（区分处理的，只计这一情形，不计其他情形）" }
    let isTable3 = row.table == .applications || row.table == .outcomes
    if let bareGroup, OutcomeGroup(row: row) == bareGroup { return "" }
    if isTable3, messes.contains(.otherNumbering), row != .totalProcessed,
      let digit = row.ordinal.unicodeScalars.first, ("1"..."9").contains(digit)
    {
      used.insert(.otherNumbering)
      // Two styles in one report: that of the group and that of the document.
      let mixed = OutcomeGroup(row: row) == .rejected ? numbering + 1 : numbering
      let style = medium == .oneLine ? mixed % 3 : mixed % 4
      let circled = Unicode.Scalar(0x2460 + digit.value - 0x31).map(String.init) ?? ""
      return ["（\(digit)）", "\(digit)、", circled, "\(digit) "][style] + label
    }
    if isTable3, messes.contains(.numberingMissing), row != .otherMisc, row != .totalProcessed {
      used.insert(.numberingMissing)
      return label
    }
    return row.ordinal + label
  }

  private mutating func text(
    of value: DecimalNumber, at place: CorpusPlace, unit: inout MoneyUnit?, _ generator: inout SeededGenerator
  ) -> String {
    var text = value.description
    if messes.contains(.signsInWords), place.column == .yearChange, value != .zero {
      used.insert(.signsInWords)
      return value < .zero ? "减" + text.dropFirst() : "增" + text
    }
    if messes.contains(.thousandsSeparators), let integer = value.integer, integer >= 1000 {
      used.insert(.thousandsSeparators)
      text = Self.separated(text)
    }
    if messes.contains(.moneyUnitInCell), place.column.isMoney, value != .zero {
      used.insert(.moneyUnitInCell)
      // Nobody prints parts of a fen.
      unit = value.scale <= 2 && Bool.random(using: &generator) ? .yuan : .tenThousandYuan
      text += unit == .yuan ? "元" : "万元"
    }
    if messes.contains(.fullWidth) {
      used.insert(.fullWidth)
      text = Self.widened(text)
    }
    let isTable3 = place.row.table == .applications || place.row.table == .outcomes
    if isTable3, value == .zero, messes.contains(.circleZeros), Int.random(in: 0..<4, using: &generator) == 0 {
      used.insert(.circleZeros)
      return ["○", "〇"].randomElement(using: &generator) ?? "○"
    }
    if isTable3, messes.contains(.footnotes), Int.random(in: 0..<12, using: &generator) == 0 {
      used.insert(.footnotes)
      text += ["*", "①", "[1]"].randomElement(using: &generator) ?? ""
    }
    if messes.contains(.notesInCells), place.row == .normativeDocuments, value > DecimalNumber(1) {
      used.insert(.notesInCells)
      text += place.column == .inForce || place.column == .totalDisclosed ? "（历史累计）" : "（其中修订1件）"
    }
    return text
  }

  private static func separated(_ digits: String) -> String {
    var result = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  static func widened(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          ("0"..."9").contains(scalar) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
        }))
  }
}
