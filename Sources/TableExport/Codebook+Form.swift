import FactTables
import StatutoryForm

// The codes of the statutory form: their Chinese labels are those of the form itself.
extension Codebook {
  static let flows = CodeList("flow", "申请流转", [.newReceived, .carriedIn, .carriedForward].map(form))
  static let applicants = CodeList("applicant", "申请人", FormColumn.applicants.map(form))
  static let outcomes = CodeList("outcome", "办理结果", FormRow.allCases.filter { $0.table == .outcomes }.map(form))
  static let procurementItems = CodeList("item", "采购事项", [form(FormRow.centralProcurement)])
  static let subjects = CodeList("subject", "信息内容", FormRow.allCases.filter { $0.table == .disclosure }.map(form))
  static let measures = CodeList(
    "measure", "指标",
    [
      FormColumn.newMade, .newDisclosed, .totalDisclosed, .issued, .repealed, .inForce, .previousYearItems,
      .yearChange, .decisions, .feeAmount,
    ].map(form))
  static let stages = CodeList(
    "stage", "程序", [FormRow.review, .litigationDirect, .litigationAfterReview].map(form))
  static let results = CodeList("result", "结果", FormColumn.results.map(form))

  static let outcomeGroups = CodeList(
    "outcome_group", "办理结果类别",
    [
      group("granted", "予以公开和部分公开", "granted", nil, "Art. 36 (二), 37"),
      group("denied", "不予公开", "denied", "（三）不予公开", "Art. 14–16, 36 (三)"),
      group("unavailable", "无法提供", "unavailable", "（四）无法提供", "Art. 30, 36 (四), 36 (五), 38"),
      group("rejected", "不予处理", "not dealt with", "（五）不予处理", "Art. 35, 36 (六), 39"),
      group("other", "其他处理", "handled otherwise", "（六）其他处理", "Art. 30, 42"),
      group("total", "总计", "total", "（七）总计", nil),
    ])

  static let legalItems = CodeList(
    "legal_item", "条例条款",
    [
      legal("art20_1", "第二十条第（一）项", "rules and normative documents", "Art. 20 (一)"),
      legal("art20_5", "第二十条第（五）项", "licences and other services", "Art. 20 (五)"),
      legal("art20_6", "第二十条第（六）项", "penalties and coercion", "Art. 20 (六)"),
      legal("art20_8", "第二十条第（八）项", "administrative fees", "Art. 20 (八)"),
    ])

  private static func group(
    _ code: String, _ chinese: String, _ english: String, _ label: String?, _ article: String?
  ) -> CodeMeaning {
    CodeMeaning(
      code: code, chinese: chinese, english: english, labelV1: label, labelV2: label, article: article)
  }

  private static func legal(_ code: String, _ label: String, _ english: String, _ article: String) -> CodeMeaning {
    CodeMeaning(code: code, chinese: label, english: english, labelV1: label, labelV2: label, article: article)
  }

  static func form(_ row: FormRow) -> CodeMeaning {
    func label(_ version: FormVersion) -> String? { row.label(in: version).map { row.ordinal + $0 } }
    return CodeMeaning(
      code: row.code, chinese: row.label(in: .v2) ?? row.label(in: .v1) ?? row.code, english: english(row),
      labelV1: label(.v1), labelV2: label(.v2), article: article(row))
  }

  static func form(_ column: FormColumn) -> CodeMeaning {
    func label(_ version: FormVersion) -> String? {
      let layout = FormLayout(version: version)
      return layout.rows.contains { layout.columns(of: $0).contains(column) } ? column.label(in: version) : nil
    }
    return CodeMeaning(
      code: column.code, chinese: column.label(in: .v2), english: english(column), labelV1: label(.v1),
      labelV2: label(.v2), article: nil)
  }

  /// The articles of the Regulations that a row rests on (form.md section 1).
  static func article(_ row: FormRow) -> String? {
    switch row {
    case .govRules, .normativeDocuments: "Art. 20 (一)"
    case .adminLicense, .otherExternalService: "Art. 20 (五)"
    case .adminPenalty, .adminCoercion: "Art. 20 (六)"
    case .adminFees: "Art. 20 (八)"
    case .centralProcurement: "Art. 20 (九)"
    case .newReceived: "Art. 27"
    case .grantedFull: "Art. 36 (二)"
    case .grantedPartial: "Art. 37"
    case .deniedStateSecret, .deniedLawProhibits, .deniedThreeSecurityOneStability: "Art. 14"
    case .deniedThirdPartyRights: "Art. 15, 32"
    case .deniedInternalAffairs, .deniedProcessInfo, .deniedEnforcementFile: "Art. 16"
    case .deniedAdminQuery: "Art. 36 (七)"
    case .unavailableNotHeld: "Art. 36 (四), 36 (五)"
    case .unavailableNeedsCreation: "Art. 38"
    case .unavailableUnclearAfterCorrection, .otherOverdueCorrection: "Art. 30"
    case .rejectedPetitionComplaint, .rejectedPublication: "Art. 39"
    case .rejectedRepeat: "Art. 36 (六)"
    case .rejectedExcessive: "Art. 35"
    case .otherUnpaidFee: "Art. 42"
    case .review, .litigationDirect, .litigationAfterReview: "Art. 51"
    case .carriedIn, .rejectedConfirmReissue, .otherHandling, .otherMisc, .totalProcessed, .carriedForward: nil
    }
  }

  /// A row in short English.
  static func english(_ row: FormRow) -> String {
    switch row {
    case .govRules: "government rules"
    case .normativeDocuments: "normative documents"
    case .adminLicense: "administrative licences"
    case .otherExternalService: "other services to the public"
    case .adminPenalty: "administrative penalties"
    case .adminCoercion: "administrative coercion"
    case .adminFees: "administrative fees"
    case .centralProcurement: "central government procurement"
    case .newReceived: "new applications"
    case .carriedIn: "carried in from last year"
    case .grantedFull: "granted in full"
    case .grantedPartial: "granted in part"
    case .deniedStateSecret: "denied: state secret"
    case .deniedLawProhibits: "denied: other law prohibits"
    case .deniedThreeSecurityOneStability: "denied: endangers security or stability"
    case .deniedThirdPartyRights: "denied: rights of third parties"
    case .deniedInternalAffairs: "denied: internal affairs"
    case .deniedProcessInfo: "denied: information of the process"
    case .deniedEnforcementFile: "denied: enforcement file"
    case .deniedAdminQuery: "denied: has a query procedure of its own"
    case .unavailableNotHeld: "unavailable: not held"
    case .unavailableNeedsCreation: "unavailable: would have to be made"
    case .unavailableUnclearAfterCorrection: "unavailable: unclear after correction"
    case .rejectedPetitionComplaint: "not dealt with: petition or complaint"
    case .rejectedRepeat: "not dealt with: repeated"
    case .rejectedPublication: "not dealt with: asks for a publication"
    case .rejectedExcessive: "not dealt with: excessive"
    case .rejectedConfirmReissue: "not dealt with: asks to confirm or reissue"
    case .otherHandling: "handled otherwise"
    case .otherOverdueCorrection: "otherwise: not corrected in time"
    case .otherUnpaidFee: "otherwise: fee not paid in time"
    case .otherMisc: "otherwise: other"
    case .totalProcessed: "total processed"
    case .carriedForward: "carried forward to next year"
    case .review: "reconsideration"
    case .litigationDirect: "litigation without reconsideration"
    case .litigationAfterReview: "litigation after reconsideration"
    }
  }

  /// A column in short English.
  static func english(_ column: FormColumn) -> String {
    switch column {
    case .newMade: "newly made"
    case .newDisclosed: "newly disclosed"
    case .totalDisclosed: "disclosed in total"
    case .issued: "issued"
    case .repealed: "repealed"
    case .inForce: "in force"
    case .previousYearItems: "items of the year before"
    case .yearChange: "items added or removed"
    case .decisions: "decisions"
    case .feeAmount: "fees collected (yuan)"
    case .procurementItems: "projects"
    case .procurementAmount: "amount (yuan)"
    case .naturalPerson: "natural persons"
    case .commercialEnterprise: "commercial enterprises"
    case .researchInstitution: "research institutions"
    case .publicWelfareOrganization: "public welfare organisations"
    case .legalServiceOrganization: "legal service organisations"
    case .otherOrganization: "other organisations"
    case .total, .resultTotal: "total"
    case .upheld: "upheld"
    case .corrected: "corrected"
    case .otherResult: "other result"
    case .pending: "pending"
    }
  }
}
