/// A column of the statutory form, in form order (form.md 2.2 to 2.4).
public enum FormColumn: UInt8, CaseIterable, Sendable {
  /// 本年新制作数量 (v1)
  case newMade
  /// 本年新公开数量 (v1)
  case newDisclosed
  /// 对外公开总数量 (v1)
  case totalDisclosed
  /// 本年制发件数 (v2)
  case issued
  /// 本年废止件数 (v2)
  case repealed
  /// 现行有效件数 (v2)
  case inForce
  /// 上一年项目数量 (v1)
  case previousYearItems
  /// 本年增/减 (v1), the only column that may be negative
  case yearChange
  /// 处理决定数量 (v1), 本年处理决定数量 (v2)
  case decisions
  /// 本年收费金额 (v2), in 万元 unless the page says otherwise
  case feeAmount
  /// 采购项目数量 (v1)
  case procurementItems
  /// 采购总金额 (v1)
  case procurementAmount
  /// 自然人
  case naturalPerson
  /// 商业企业
  case commercialEnterprise
  /// 科研机构
  case researchInstitution
  /// 社会公益组织
  case publicWelfareOrganization
  /// 法律服务机构
  case legalServiceOrganization
  /// 其他, among 法人或其他组织
  case otherOrganization
  /// 总计 of table 3
  case total
  /// 结果维持
  case upheld
  /// 结果纠正
  case corrected
  /// 其他结果
  case otherResult
  /// 尚未审结
  case pending
  /// 总计 of a block of table 4
  case resultTotal
}

extension FormColumn {
  /// The code in the store and in findings.
  public var code: String {
    switch self {
    case .newMade: "new_made"
    case .newDisclosed: "new_disclosed"
    case .totalDisclosed: "total_disclosed"
    case .issued: "issued"
    case .repealed: "repealed"
    case .inForce: "in_force"
    case .previousYearItems: "prev_year_items"
    case .yearChange: "year_change"
    case .decisions: "decisions"
    case .feeAmount: "fee_amount"
    case .procurementItems: "procurement_items"
    case .procurementAmount: "procurement_amount"
    case .naturalPerson: "natural_person"
    case .commercialEnterprise: "commercial_enterprise"
    case .researchInstitution: "research_institution"
    case .publicWelfareOrganization: "public_welfare_org"
    case .legalServiceOrganization: "legal_service_org"
    case .otherOrganization: "other_org"
    case .total, .resultTotal: "total"
    case .upheld: "upheld"
    case .corrected: "corrected"
    case .otherResult: "other_result"
    case .pending: "pending"
    }
  }

  /// The statutory label in the version.
  public func label(in version: FormVersion) -> String {
    switch self {
    case .newMade: "本年新制作数量"
    case .newDisclosed: "本年新公开数量"
    case .totalDisclosed: "对外公开总数量"
    case .issued: "本年制发件数"
    case .repealed: "本年废止件数"
    case .inForce: "现行有效件数"
    case .previousYearItems: "上一年项目数量"
    case .yearChange: "本年增/减"
    case .decisions: version == .v1 ? "处理决定数量" : "本年处理决定数量"
    case .feeAmount: "本年收费金额"
    case .procurementItems: "采购项目数量"
    case .procurementAmount: "采购总金额"
    case .naturalPerson: "自然人"
    case .commercialEnterprise: "商业企业"
    case .researchInstitution: "科研机构"
    case .publicWelfareOrganization: "社会公益组织"
    case .legalServiceOrganization: "法律服务机构"
    case .otherOrganization: "其他"
    case .total, .resultTotal: "总计"
    case .upheld: "结果维持"
    case .corrected: "结果纠正"
    case .otherResult: "其他结果"
    case .pending: "尚未审结"
    }
  }

  /// Whether the cell is an amount of money.
  @inlinable public var isMoney: Bool { self == .feeAmount || self == .procurementAmount }

  /// Whether the cell may be negative.
  @inlinable public var isSigned: Bool { self == .yearChange }

  /// The seven columns of table 3.
  public static let applicants: [FormColumn] = [
    .naturalPerson, .commercialEnterprise, .researchInstitution, .publicWelfareOrganization,
    .legalServiceOrganization, .otherOrganization, .total,
  ]

  /// The five columns of a block of table 4.
  public static let results: [FormColumn] = [.upheld, .corrected, .otherResult, .pending, .resultTotal]
}
