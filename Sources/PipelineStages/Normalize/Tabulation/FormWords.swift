import FactTables
import StatutoryForm

/// The words of packed rows that name places of the form and bases, and the way back.
enum FormWords {
  private static let rows = FormRow.allCases.map { word($0.code) }
  private static let columns = FormColumn.allCases.map { word($0.code) }
  private static let groups = OutcomeGroup.allCases.map { word($0.rawValue) }
  private static let bases = Basis.allCases.map { word($0.rawValue) }

  /// The words side by side, for those who ask for each cell: a static asks every time whether it is there.
  struct Copy {
    let rows: [PackedValue]
    let columns: [PackedValue]
    /// By row; `nil` for a row that is in no group.
    let groups: [PackedValue?]
    /// The item of Article 20 of the Regulations that a row of table 2 belongs to, by row.
    let legalItems: [PackedValue]
    let yuan: PackedValue
    let count: PackedValue
    private let bases: [PackedValue]

    fileprivate init() {
      rows = FormWords.rows
      columns = FormWords.columns
      groups = FormWords.groupsOfRows
      legalItems = FormWords.legalItems
      yuan = FormWords.yuan
      count = FormWords.count
      bases = FormWords.bases
    }

    func basis(_ basis: Basis) -> PackedValue { bases[FormWords.place(basis)] }
  }

  static func copy() -> Copy { Copy() }

  private static let yuan = word("yuan")
  private static let count = word("count")
  private static let legalItems = FormRow.allCases.map { legalItem(of: $0).map(word) ?? .null }

  private static func legalItem(of row: FormRow) -> String? {
    switch row {
    case .govRules, .normativeDocuments: "art20_1"
    case .adminLicense, .otherExternalService: "art20_5"
    case .adminPenalty, .adminCoercion: "art20_6"
    case .adminFees: "art20_8"
    default: nil
    }
  }

  private static let groupsOfRows = FormRow.allCases.map { row in OutcomeGroup(row: row).map(group) }

  static func row(_ row: FormRow) -> PackedValue { rows[Int(row.rawValue)] }

  static func column(_ column: FormColumn) -> PackedValue { columns[Int(column.rawValue)] }

  static func group(_ group: OutcomeGroup) -> PackedValue {
    switch group {
    case .granted: groups[0]
    case .denied: groups[1]
    case .unavailable: groups[2]
    case .rejected: groups[3]
    case .other: groups[4]
    case .total: groups[5]
    }
  }

  static func basis(_ basis: Basis) -> PackedValue { bases[place(basis)] }

  private static func place(_ basis: Basis) -> Int {
    switch basis {
    case .printed: 0
    case .inferred: 1
    case .unresolved: 2
    case .blank: 3
    case .notApplicable: 4
    case .corrected: 5
    }
  }

  private static let rowsByCode: [FormRow?] = byCode(FormRow.allCases) { $0.code }
  private static let basesByCode: [Basis?] = byCode(Basis.allCases) { $0.rawValue }

  /// The row that a word names; `nil` for any other word.
  static func row(of value: PackedValue) -> FormRow? { code(of: value).flatMap { rowsByCode[$0] } }

  /// The basis that a word names; `nil` for any other word.
  static func basis(of value: PackedValue) -> Basis? { code(of: value).flatMap { basesByCode[$0] } }

  /// The number of a code that the word is; `nil` for any other word.
  static func code(of value: PackedValue) -> Int? {
    if case .code(let number) = value.content, number < KnownTexts.count { number } else { nil }
  }

  /// Values by the numbers of their codes; of several with one code the first.
  static func byCode<Value>(_ values: [Value], code: (Value) -> String) -> [Value?] {
    var result = [Value?](repeating: nil, count: KnownTexts.count)
    for value in values {
      if let number = KnownTexts.number(of: code(value)), result[number] == nil { result[number] = value }
    }
    return result
  }

  /// Codes of columns that are no codes of facts stand for themselves nowhere: null.
  private static func word(_ code: String) -> PackedValue {
    KnownTexts.number(of: code).map { PackedValue(code: $0) } ?? .null
  }
}
