/// A row of the statutory form, in form order (form.md 2.2 to 2.4).
public enum FormRow: UInt8, CaseIterable, Sendable {
  /// 规章
  case govRules
  /// 行政规范性文件
  case normativeDocuments
  /// 行政许可
  case adminLicense
  /// 其他对外管理服务事项
  case otherExternalService
  /// 行政处罚
  case adminPenalty
  /// 行政强制
  case adminCoercion
  /// 行政事业性收费
  case adminFees
  /// 政府集中采购
  case centralProcurement
  /// 一、本年新收政府信息公开申请数量
  case newReceived
  /// 二、上年结转政府信息公开申请数量
  case carriedIn
  /// （一）予以公开
  case grantedFull
  /// （二）部分公开
  case grantedPartial
  /// 1.属于国家秘密
  case deniedStateSecret
  /// 2.其他法律行政法规禁止公开
  case deniedLawProhibits
  /// 3.危及“三安全一稳定”
  case deniedThreeSecurityOneStability
  /// 4.保护第三方合法权益
  case deniedThirdPartyRights
  /// 5.属于三类内部事务信息
  case deniedInternalAffairs
  /// 6.属于四类过程性信息
  case deniedProcessInfo
  /// 7.属于行政执法案卷
  case deniedEnforcementFile
  /// 8.属于行政查询事项
  case deniedAdminQuery
  /// 1.本机关不掌握相关政府信息
  case unavailableNotHeld
  /// 2.没有现成信息需要另行制作
  case unavailableNeedsCreation
  /// 3.补正后申请内容仍不明确
  case unavailableUnclearAfterCorrection
  /// 1.信访举报投诉类申请
  case rejectedPetitionComplaint
  /// 2.重复申请
  case rejectedRepeat
  /// 3.要求提供公开出版物
  case rejectedPublication
  /// 4.无正当理由大量反复申请
  case rejectedExcessive
  /// 5.要求行政机关确认或重新出具已获取信息
  case rejectedConfirmReissue
  /// （六）其他处理
  case otherHandling
  /// 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
  case otherOverdueCorrection
  /// 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
  case otherUnpaidFee
  /// 3.其他
  case otherMisc
  /// （七）总计
  case totalProcessed
  /// 四、结转下年度继续办理
  case carriedForward
  /// 行政复议
  case review
  /// 未经复议直接起诉
  case litigationDirect
  /// 复议后起诉
  case litigationAfterReview
}

extension FormRow {
  /// The code in the store and in findings.
  public var code: String {
    switch self {
    case .govRules: "gov_rules"
    case .normativeDocuments: "normative_documents"
    case .adminLicense: "admin_license"
    case .otherExternalService: "other_external_service"
    case .adminPenalty: "admin_penalty"
    case .adminCoercion: "admin_coercion"
    case .adminFees: "admin_fees"
    case .centralProcurement: "central_procurement"
    case .newReceived: "new_received"
    case .carriedIn: "carried_in"
    case .grantedFull: "granted_full"
    case .grantedPartial: "granted_partial"
    case .deniedStateSecret: "denied_state_secret"
    case .deniedLawProhibits: "denied_law_prohibits"
    case .deniedThreeSecurityOneStability: "denied_three_security_one_stability"
    case .deniedThirdPartyRights: "denied_third_party_rights"
    case .deniedInternalAffairs: "denied_internal_affairs"
    case .deniedProcessInfo: "denied_process_info"
    case .deniedEnforcementFile: "denied_enforcement_file"
    case .deniedAdminQuery: "denied_admin_query"
    case .unavailableNotHeld: "unavailable_not_held"
    case .unavailableNeedsCreation: "unavailable_needs_creation"
    case .unavailableUnclearAfterCorrection: "unavailable_unclear_after_correction"
    case .rejectedPetitionComplaint: "rejected_petition_complaint"
    case .rejectedRepeat: "rejected_repeat"
    case .rejectedPublication: "rejected_publication"
    case .rejectedExcessive: "rejected_excessive"
    case .rejectedConfirmReissue: "rejected_confirm_reissue"
    case .otherHandling: "other_handling"
    case .otherOverdueCorrection: "other_overdue_correction"
    case .otherUnpaidFee: "other_unpaid_fee"
    case .otherMisc: "other_misc"
    case .totalProcessed: "total_processed"
    case .carriedForward: "carried_forward"
    case .review: "review"
    case .litigationDirect: "litigation_direct"
    case .litigationAfterReview: "litigation_after_review"
    }
  }

  /// The statutory label without its number; `nil` where the version has no such row.
  public func label(in version: FormVersion) -> String? {
    switch self {
    case .govRules: "规章"
    case .normativeDocuments: version == .v1 ? "规范性文件" : "行政规范性文件"
    case .adminLicense: "行政许可"
    case .otherExternalService: version == .v1 ? "其他对外管理服务事项" : nil
    case .adminPenalty: "行政处罚"
    case .adminCoercion: "行政强制"
    case .adminFees: "行政事业性收费"
    case .centralProcurement: version == .v1 ? "政府集中采购" : nil
    case .newReceived: "本年新收政府信息公开申请数量"
    case .carriedIn: "上年结转政府信息公开申请数量"
    case .grantedFull: "予以公开"
    case .grantedPartial: "部分公开"
    case .deniedStateSecret: "属于国家秘密"
    case .deniedLawProhibits: "其他法律行政法规禁止公开"
    case .deniedThreeSecurityOneStability: "危及“三安全一稳定”"
    case .deniedThirdPartyRights: "保护第三方合法权益"
    case .deniedInternalAffairs: "属于三类内部事务信息"
    case .deniedProcessInfo: "属于四类过程性信息"
    case .deniedEnforcementFile: "属于行政执法案卷"
    case .deniedAdminQuery: "属于行政查询事项"
    case .unavailableNotHeld: "本机关不掌握相关政府信息"
    case .unavailableNeedsCreation: "没有现成信息需要另行制作"
    case .unavailableUnclearAfterCorrection: "补正后申请内容仍不明确"
    case .rejectedPetitionComplaint: "信访举报投诉类申请"
    case .rejectedRepeat: "重复申请"
    case .rejectedPublication: "要求提供公开出版物"
    case .rejectedExcessive: "无正当理由大量反复申请"
    case .rejectedConfirmReissue: "要求行政机关确认或重新出具已获取信息"
    case .otherHandling: version == .v1 ? "其他处理" : nil
    case .otherOverdueCorrection: version == .v1 ? nil : "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    case .otherUnpaidFee: version == .v1 ? nil : "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    case .otherMisc: version == .v1 ? nil : "其他"
    case .totalProcessed: "总计"
    case .carriedForward: "结转下年度继续办理"
    case .review: "行政复议"
    case .litigationDirect: "未经复议直接起诉"
    case .litigationAfterReview: "复议后起诉"
    }
  }

  /// The number printed before the label, as in the notice; empty where the form prints none.
  public var ordinal: String {
    switch self {
    case .govRules,
      .normativeDocuments,
      .adminLicense,
      .otherExternalService,
      .adminPenalty,
      .adminCoercion,
      .adminFees,
      .centralProcurement,
      .review,
      .litigationDirect,
      .litigationAfterReview:
      ""
    case .newReceived: "一、"
    case .carriedIn: "二、"
    case .grantedFull: "（一）"
    case .grantedPartial: "（二）"
    case .deniedStateSecret, .unavailableNotHeld, .rejectedPetitionComplaint, .otherOverdueCorrection: "1."
    case .deniedLawProhibits, .unavailableNeedsCreation, .rejectedRepeat, .otherUnpaidFee: "2."
    case .deniedThreeSecurityOneStability,
      .unavailableUnclearAfterCorrection,
      .rejectedPublication,
      .otherMisc:
      "3."
    case .deniedThirdPartyRights, .rejectedExcessive: "4."
    case .deniedInternalAffairs, .rejectedConfirmReissue: "5."
    case .deniedProcessInfo: "6."
    case .deniedEnforcementFile: "7."
    case .deniedAdminQuery: "8."
    case .otherHandling: "（六）"
    case .totalProcessed: "（七）"
    case .carriedForward: "四、"
    }
  }
}

extension FormRow {
  /// The fact table that the row's cells belong to.
  public var table: FormTable {
    switch self {
    case .centralProcurement: .procurement
    case .newReceived, .carriedIn, .carriedForward: .applications
    case .review, .litigationDirect, .litigationAfterReview: .proceedings
    default: rawValue < FormRow.centralProcurement.rawValue ? .disclosure : .outcomes
    }
  }

  /// Whether the row is one of those that add up to (七)总计 in a form that has it.
  public var isOutcomeLeaf: Bool { table == .outcomes && self != .totalProcessed }

  /// The item of table 2, or group of table 3, whose version decides about the row; `nil` where versions agree.
  public var item: FormItem? {
    switch self {
    case .govRules, .normativeDocuments: .documents
    case .adminLicense, .otherExternalService: .licences
    case .adminPenalty, .adminCoercion: .penalties
    case .adminFees: .fees
    case .centralProcurement: .procurement
    case .otherHandling, .otherOverdueCorrection, .otherUnpaidFee, .otherMisc: .otherHandling
    default: nil
    }
  }

  /// The row with this code; `nil` for an unknown code.
  public init?(code: String) {
    guard let row = FormRow.allCases.first(where: { $0.code == code }) else { return nil }
    self = row
  }
}

/// The group of outcome rows, the column `outcome_group` of the fact table `outcomes`.
public enum OutcomeGroup: String, CaseIterable, Sendable {
  /// (一) and (二).
  case granted
  /// (三)不予公开.
  case denied
  /// (四)无法提供.
  case unavailable
  /// (五)不予处理.
  case rejected
  /// (六)其他处理.
  case other
  /// (七)总计.
  case total

  /// The group of an outcome row; `nil` for rows of other tables.
  public init?(row: FormRow) {
    switch row {
    case .grantedFull, .grantedPartial: self = .granted
    case .deniedStateSecret, .deniedLawProhibits, .deniedThreeSecurityOneStability, .deniedThirdPartyRights,
      .deniedInternalAffairs, .deniedProcessInfo, .deniedEnforcementFile, .deniedAdminQuery:
      self = .denied
    case .unavailableNotHeld, .unavailableNeedsCreation, .unavailableUnclearAfterCorrection: self = .unavailable
    case .rejectedPetitionComplaint, .rejectedRepeat, .rejectedPublication, .rejectedExcessive,
      .rejectedConfirmReissue:
      self = .rejected
    case .otherHandling, .otherOverdueCorrection, .otherUnpaidFee, .otherMisc: self = .other
    case .totalProcessed: self = .total
    default: return nil
    }
  }
}
