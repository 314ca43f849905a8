import StatutoryForm

/// What the form calls a cell.
enum FormCellLabel {
  /// The header of a cell: `new_received.total`, `三、（一）予以公开/自然人`, `Granted in full / natural persons`.
  static func text(_ row: FormRow, _ column: FormColumn, _ labels: ExportLabels) -> String {
    switch labels {
    case .code: row.code + "." + column.code
    case .zh: chinese(row) + "/" + chinese(column)
    case .en: Codebook.english(row) + " / " + Codebook.english(column)
    }
  }

  /// The statutory label of a row with the numbers of its groups, of the newer form where that has the row.
  static func chinese(_ row: FormRow) -> String {
    let label = row.ordinal + (row.label(in: .v2) ?? row.label(in: .v1) ?? row.code)
    switch row {
    case .govRules, .normativeDocuments: return "第二十条第（一）项/" + label
    case .adminLicense, .otherExternalService: return "第二十条第（五）项/" + label
    case .adminPenalty, .adminCoercion: return "第二十条第（六）项/" + label
    case .adminFees: return "第二十条第（八）项/" + label
    case .centralProcurement: return "第二十条第（九）项/" + label
    case .litigationDirect, .litigationAfterReview: return "行政诉讼/" + label
    default: break
    }
    guard let group = OutcomeGroup(row: row) else { return label }
    let number =
      switch group {
      case .denied: "（三）"
      case .unavailable: "（四）"
      case .rejected: "（五）"
      case .other: row == .otherHandling ? "" : "（六）"
      case .granted, .total: ""
      }
    return "三、" + number + label
  }

  /// The statutory label of a column, with the unit of money that the store converts to.
  static func chinese(_ column: FormColumn) -> String { column.label(in: .v2) + (column.isMoney ? "（元）" : "") }
}
