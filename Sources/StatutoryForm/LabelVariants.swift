extension FormRow {
  /// Ways in which reports print the row's label besides the statutory ones, without number, longest first
  /// (form.md 2.5).
  ///
  /// A label that is only cut short needs no entry: unique beginnings are recognised anyway.
  public var labelVariants: [String] {
    switch self {
    case .govRules: ["政府规章"]
    case .normativeDocuments: ["行政规范性文件", "规范性文件"]
    case .adminLicense: ["行政许可事项", "行政许可"]
    case .otherExternalService: ["其他对外管理服务事项", "其它对外管理服务事项", "其他对外管理服务"]
    case .adminPenalty: ["行政处罚事项", "行政处罚"]
    case .adminCoercion: ["行政强制措施", "行政强制事项", "行政强制"]
    case .adminFees: ["行政事业性收费项目", "行政事业性收费", "行政事业收费"]
    case .centralProcurement: ["政府集中采购", "集中采购"]
    case .newReceived:
      [
        "本年新收政府信息公开申请数量", "本年新收政府信息公开申请数", "本年度新收政府信息公开申请数量", "本年新收申请数量", "本年新收申请数", "本年度新收申请数量",
      ]
    case .carriedIn:
      [
        "上年结转政府信息公开申请数量", "上年结转政府信息公开申请数", "上年度结转政府信息公开申请数量", "上年结转申请数量", "上年结转申请数", "上年度结转申请数量",
      ]
    case .grantedFull: ["予以公开"]
    case .grantedPartial: ["部分公开区分处理的只计这一情形不计其他情形", "予以部分公开", "部分公开"]
    case .deniedStateSecret: ["属于国家秘密", "涉及国家秘密"]
    case .deniedLawProhibits: ["其他法律、行政法规禁止公开", "其他法律法规禁止公开", "其它法律行政法规禁止公开"]
    case .deniedThreeSecurityOneStability: ["危及三安全一稳定", "涉及三安全一稳定", "三安全一稳定"]
    case .deniedThirdPartyRights: ["保护第三方合法权益", "涉及第三方合法权益"]
    case .deniedInternalAffairs: ["属于三类内部事务信息", "三类内部事务信息"]
    case .deniedProcessInfo: ["属于四类过程性信息", "四类过程性信息"]
    case .deniedEnforcementFile: ["属于行政执法案卷", "行政执法案卷"]
    case .deniedAdminQuery: ["属于行政查询事项", "行政查询事项"]
    case .unavailableNotHeld: ["本机关不掌握相关政府信息", "本行政机关不掌握相关政府信息", "不掌握相关政府信息"]
    case .unavailableNeedsCreation: ["没有现成信息需要另行制作", "没有现成信息、需要另行制作", "没有现成信息，需要另行制作"]
    case .unavailableUnclearAfterCorrection: ["补正后申请内容仍不明确", "补正后仍不明确"]
    case .rejectedPetitionComplaint: ["信访举报投诉类申请", "信访、举报、投诉类申请", "信访投诉举报类申请"]
    case .rejectedRepeat: ["重复申请"]
    case .rejectedPublication: ["要求提供公开出版物"]
    case .rejectedExcessive: ["无正当理由大量反复申请", "无正当理由、大量反复申请"]
    case .rejectedConfirmReissue:
      ["要求行政机关确认或重新出具已获取信息", "要求行政机关确认或者重新出具已获取信息", "要求确认或重新出具已获取信息", "要求行政机关确认或重新出具"]
    case .otherHandling: ["其他处理", "其它处理"]
    case .otherOverdueCorrection:
      [
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请",
        "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请", "申请人无正当理由逾期不补正", "逾期不补正",
      ]
    case .otherUnpaidFee:
      [
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "申请人逾期未按收费通知要求缴纳费用，行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请", "申请人逾期未按收费通知要求缴纳费用", "逾期未缴费", "逾期未缴纳费用",
      ]
    case .otherMisc: ["其他", "其它"]
    case .totalProcessed: ["办理结果合计", "办理结果总计", "总计", "合计"]
    case .carriedForward: ["结转下年度继续办理", "结转至下年度继续办理", "结转下一年度继续办理", "转结下年度继续办理"]
    case .review: ["行政复议"]
    case .litigationDirect: ["未经复议直接起诉"]
    case .litigationAfterReview: ["复议后起诉"]
    }
  }
}
