import StatutoryForm

/// The words of the form that are neither rows nor columns, and how labels are broken.
struct CorpusTables {
  let printing: CorpusPrinting
  let messes: Set<CorpusMess>
  /// The row before which a page ends; `nil` where none does.
  let pageBreak: FormRow?

  var layout: FormLayout { printing.figures.layout }

  static let note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
  static let stub = "三、本年度办理结果"

  /// An item of Article 20 with its rows.
  struct Item {
    var name: String
    var headers: [String]
    var rows: [CorpusRow]
  }

  /// The items of table 2, in form order.
  var items: [Item] {
    var found: [(key: FormItem, rows: [CorpusRow])] = []
    for row in printing.rows where row.row.table == .disclosure || row.row.table == .procurement {
      guard let item = row.row.item else { continue }
      if found.last?.key == item { found[found.count - 1].rows.append(row) } else { found.append((item, [row])) }
    }
    return found.map { key, rows in
      let first = rows[0].row
      let headers = layout.columns(of: first).map { column in
        column.label(in: layout.version(of: first)) + (printing.headerUnits[column] == nil ? "" : "（单位：万元）")
      }
      return Item(name: "第二十条第（\(Self.number(of: key))）项", headers: headers, rows: rows)
    }
  }

  private static func number(of item: FormItem) -> String {
    switch item {
    case .documents: "一"
    case .licences: "五"
    case .penalties: "六"
    case .fees: "八"
    case .procurement, .otherHandling: "九"
    }
  }

  /// Table 3 cut into the pieces that stand on one page each.
  var pieces: [[CorpusRow]] {
    let rows = printing.rows.filter { $0.row.table == .applications || $0.row.table == .outcomes }
    guard let place = rows.firstIndex(where: { $0.row == pageBreak }), place > 0 else { return [rows] }
    return [Array(rows[..<place]), Array(rows[place...])]
  }

  /// The cells of table 4 in one row.
  var proceedings: [CorpusCellText] {
    printing.rows.filter { $0.row.table == .proceedings }.flatMap(\.cells)
  }

  /// The label of a row's group; `nil` for rows that stand alone.
  func group(of row: FormRow) -> String? {
    switch OutcomeGroup(row: row) {
    case .denied: "（三）不予公开"
    case .unavailable: "（四）无法提供"
    case .rejected: "（五）不予处理"
    case .other: row == .otherHandling ? nil : "（六）其他处理"
    default: nil
    }
  }

  /// The subtotal that a group prints before its first row; `nil` where it prints none.
  func subtotal(before row: FormRow) -> [String]? {
    guard messes.contains(.groupSubtotals), let group = OutcomeGroup(row: row), self.group(of: row) != nil else {
      return nil
    }
    let leaves = layout.rows(of: .outcomes).filter { OutcomeGroup(row: $0) == group }
    guard leaves.first == row else { return nil }
    return FormColumn.applicants.map { column in
      String(leaves.reduce(0) { $0 + printing.figures[$1, column] })
    }
  }

  /// A label in two parts, where the class of mess asks for it and it is long enough.
  func broken(_ label: String, by separator: String) -> String {
    guard messes.contains(.splitLabels), label.count >= 9 else { return label }
    let middle = label.index(label.startIndex, offsetBy: label.count * 2 / 3)
    return label[..<middle] + separator + label[middle...]
  }

  /// 三、本年度办理结果, running down where the class of mess asks for it.
  func stub(brokenBy separator: String) -> String {
    guard messes.contains(.verticalLabels) else { return Self.stub }
    return Self.stub.map(String.init).joined(separator: separator)
  }

  /// A head broken in the middle, where the class of mess asks for it.
  func head(_ label: String, by separator: String) -> String {
    guard messes.contains(.brokenHeads), label.count >= 4 else { return label }
    let middle = label.index(label.startIndex, offsetBy: (label.count + 2) / 2)
    return label[..<middle] + separator + label[middle...]
  }

  /// Whether a row the form does not have stands behind this one.
  func isFollowedByExtraRow(_ row: FormRow) -> Bool { row == .grantedPartial && messes.contains(.extraRow) }

  static let extraLabel = "其中：通过网络渠道答复"

  /// Cells of the row the form does not have: a share of the row before.
  static func extraCells(_ row: CorpusRow, in figures: CorpusFigures) -> [String] {
    FormColumn.applicants.map { String(figures[row.row, $0] / 2) }
  }

  /// The line of a mirror site behind some rows; `nil` behind most.
  func advertisement(after row: FormRow) -> String? {
    guard messes.contains(.advertising), row.rawValue % 7 == 3 else { return nil }
    return "更多年报请收藏青石信息港"
  }

  static let results = FormColumn.results.map { $0.label(in: .v2) }
  static let organisations = FormColumn.applicants[1...5].map { $0.label(in: .v2) }
}
