/// Which rows and columns a document's form has, by the version of each of its items (form.md 2.1 to 2.4).
public struct FormLayout: Hashable, Sendable {
  private var versions: [FormVersion]

  /// A form of one version throughout; `v0` and `hybrid` have no layout of their own and give v2.
  public init(version: FormVersion) {
    let uniform: FormVersion = version == .v1 ? .v1 : .v2
    versions = Array(repeating: uniform, count: FormItem.allCases.count)
  }

  /// The version of an item, `v1` or `v2`.
  public subscript(item: FormItem) -> FormVersion {
    get { versions[Int(item.rawValue)] }
    set { versions[Int(item.rawValue)] = newValue == .v1 ? .v1 : .v2 }
  }

  /// The version all items share, else `hybrid`.
  public var version: FormVersion {
    let first = versions[0]
    return versions.allSatisfy { $0 == first } ? first : .hybrid
  }

  /// The version that decides about a row; rows alike in both versions follow group (六).
  public func version(of row: FormRow) -> FormVersion { self[row.item ?? .otherHandling] }

  /// Whether the document's form has the row.
  public func contains(_ row: FormRow) -> Bool { row.label(in: version(of: row)) != nil }

  /// The rows of the form, in form order.
  public var rows: [FormRow] { FormRow.allCases.filter(contains) }

  /// The rows of one table, in form order.
  public func rows(of table: FormTable) -> [FormRow] { FormRow.allCases.filter { $0.table == table && contains($0) } }

  /// The columns of a row, left to right.
  public func columns(of row: FormRow) -> [FormColumn] {
    let first = version(of: row) == .v1
    switch row {
    case .govRules, .normativeDocuments:
      return first ? [.newMade, .newDisclosed, .totalDisclosed] : [.issued, .repealed, .inForce]
    case .adminLicense, .otherExternalService, .adminPenalty, .adminCoercion:
      return first ? [.previousYearItems, .yearChange, .decisions] : [.decisions]
    case .adminFees: return first ? [.previousYearItems, .yearChange] : [.feeAmount]
    case .centralProcurement: return [.procurementItems, .procurementAmount]
    case .review, .litigationDirect, .litigationAfterReview: return FormColumn.results
    default: return FormColumn.applicants
    }
  }
}
