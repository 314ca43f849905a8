// The codes that the store adds to the form: kinds of agency, bases, qualifiers, states.
extension Codebook {
  static let adminLevels = CodeList(
    "admin_level", "行政层级",
    [
      ("national", "国家级", "national"), ("province", "省级", "province"), ("prefecture", "地市级", "prefecture"),
      ("county", "县级", "county"), ("township", "乡级", "township"), ("unknown", "不详", "not known"),
    ])

  static let agencyKinds = CodeList(
    "agency_kind", "机关类别",
    [
      ("gov_consolidated", "一级政府（汇总）", "a whole government"),
      ("gov_office", "政府办公厅（室）", "general office of a government"), ("department", "部门", "department"),
      ("township_street", "乡镇、街道", "township or street office"), ("zone", "开发区、功能区", "development zone"),
      ("vertical", "垂直管理机构", "vertically managed agency"),
      ("public_institution", "公共企事业单位", "public institution"), ("unknown", "不详", "not known"),
    ])

  static let reportScopes = CodeList(
    "report scope", "报告范围",
    [("own", "本机关", "the agency itself"), ("consolidated", "汇总", "a government with its departments")])

  static let formVersions = CodeList(
    "form_version", "格式版本",
    explained: [
      ("v0", "2008—2018 年自拟格式", "v0, free form", "reports of 2008 to 2018 · 2008 至 2018 年度报告"),
      ("v1", "2019 年试行格式", "v1, form of 2019", "for the reporting years 2019 and 2020 · 用于 2019、2020 年度"),
      ("v2", "2021 年格式", "v2, form of 2021", "from the reporting year 2021 on · 自 2021 年度起"),
      ("hybrid", "新旧格式混用", "hybrid", "items of both forms in one report · 一份报告兼用两种格式"),
    ])

  static let reportStatuses = CodeList(
    "report status", "表格完整度",
    [
      ("complete", "完整", "complete"), ("partial", "部分", "partial"), ("narrative_only", "仅有文字", "narrative only"),
    ])

  static let bases = CodeList(
    "basis", "依据",
    explained: [
      ("printed", "照印", "printed", "printed at this cell, without doubt · 在此处明确印出"),
      ("inferred", "推得", "inferred", "not printed for certain; the form's sums leave one value · 由表内勾稽关系唯一确定"),
      ("unresolved", "未定", "unresolved", "printed, but more than one reading fits: no value · 有多种读法，不取值"),
      ("blank", "空白", "blank", "nothing is printed and nothing follows: no value · 没有印出也无从推得，不取值"),
      ("not_applicable", "不适用", "not applicable", "a dash, a stroke or the like is printed: no value · 印有斜线、横线等，不取值"),
      ("corrected", "更正", "corrected", "a reviewed correction stands for what is printed · 以经复核的更正代替印出值"),
    ])

  static let amountUnits = CodeList(
    "amount_unit", "金额单位",
    [
      ("yuan", "元", "yuan"), ("ten_thousand_yuan", "万元", "ten thousand yuan"),
      ("hundred_million_yuan", "亿元", "hundred million yuan"), ("unknown", "不详", "not known"),
    ])

  static let unitSources = CodeList(
    "unit_source", "单位出处",
    [("cell", "单元格", "the cell"), ("header", "表头", "the header"), ("unknown", "不详", "not known")])

  static let disclosureUnits = CodeList(
    "unit of disclosure", "表二单位", [("count", "件（项）", "count"), ("yuan", "元", "yuan")])

  static let indicators = CodeList(
    "indicator", "指标代码",
    [
      ("new_received", "本年新收政府信息公开申请数量", "applications received"),
      ("total_processed", "总计（办理结果）", "applications processed"), ("granted_full", "予以公开", "granted in full"),
      ("granted_partial", "部分公开", "granted in part"), ("denied", "不予公开", "denied"),
      ("review", "行政复议", "reconsideration"), ("litigation", "行政诉讼", "litigation"),
    ])

  static let qualifiers = CodeList(
    "qualifier", "限定",
    [
      ("exact", "确数", "exact"), ("rounded", "约整", "rounded to its last written digit"),
      ("more_than", "多于", "more than"), ("at_least", "不少于", "at least"),
      ("at_least_capped", "封顶显示（如 10万+）", "at least, as a display cap"), ("approx", "约", "about"),
      ("near_below", "近", "nearly"), ("less_than", "少于", "less than"), ("at_most", "不超过", "at most"),
      ("range", "区间", "a range"), ("range_numeral", "概数词（如十几）", "a numeral that names a range"),
      ("order_of_magnitude", "数量级", "an order of magnitude"), ("conflicting", "限定相抵", "cues that contradict"),
      ("rank_at_most", "前几名", "among the first so many"), ("ordinal_exact", "第几名", "an exact rank"),
      ("negated_zero", "否定得零", "zero, told by a negation"), ("countless", "不计其数", "said to be countless"),
      ("vague", "含糊", "vague"),
    ])

  static let figureScopes = CodeList(
    "figure scope", "数字范围",
    [
      ("subset", "其中一部分", "a part of another figure"), ("single_event", "单一事件", "one event"),
      ("stock", "存量", "a stock at one moment"), ("cumulative", "历年累计", "cumulative over years"),
      ("cumulative_or_year", "累计或当年", "cumulative or of the year; the text leaves it open"),
      ("own_only", "仅本机关", "the agency alone"), ("consolidated", "汇总", "the whole government"),
    ])

  static let severities = CodeList(
    "severity", "级别",
    explained: [
      ("error", "错误", "error", "a value may be wrong · 数值可能有误"),
      ("warning", "警告", "warning", "a value deserves a look · 数值需要核对"),
      ("info", "提示", "info", "worth knowing · 供参考"),
    ])

  static let findingTables = CodeList(
    "table", "数据表",
    [
      ("reports", "报告", "reports"), ("applications", "申请数量", "applications"), ("outcomes", "申请办理结果", "outcomes"),
      ("procurement", "政府集中采购", "procurement"), ("disclosure", "主动公开", "disclosure"),
      ("proceedings", "行政复议和行政诉讼", "proceedings"), ("statistics_v0", "旧格式统计表", "statistics of 2008 to 2018"),
      ("microblog", "新媒体数字", "social media"), ("engagement", "其他文字数字", "engagement"),
      ("findings", "核查结果", "findings"), ("sources", "文档", "documents"),
    ])

  static let sourceStatuses = CodeList(
    "source status", "处理结果",
    [
      ("loaded", "已装载", "loaded"), ("superseded", "已被取代", "superseded by another document"),
      ("set_aside", "搁置", "set aside"), ("skipped", "略过", "skipped"),
    ])

  static let reasons = CodeList(
    "reason", "原因",
    [
      ("empty", "空文档", "nothing in it"), ("unreadable", "无法读取", "cannot be read"),
      ("not_a_report", "不是年度报告", "no annual report"), ("encoding_lost", "字符已损坏", "characters were lost before"),
      ("encrypted", "已加密", "encrypted"), ("scanned_image", "扫描图像", "a scanned picture"),
      ("too_large", "过大", "larger than the limit"), ("malformed_container", "容器损坏", "damaged container"),
      ("unsupported", "格式不支持", "format not supported"), ("limit_exceeded", "超出限制", "a limit was exceeded"),
      ("internal_error", "程序错误", "a fault of the program"), ("hidden_file", "隐藏文件", "hidden file"),
      ("not_a_regular_file", "非普通文件", "device, socket or pipe"),
      ("link_not_followed", "链接未跟随", "symbolic link, not followed"), ("image", "图片", "picture"),
      ("media", "音视频或字体", "sound, film or font"), ("program", "程序", "program or library"),
      ("data", "结构化数据", "structured data"), ("forgotten", "已按要求移除", "removed on request"),
    ])
}
