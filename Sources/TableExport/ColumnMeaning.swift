import FactTables

/// What a column is called in headers and what it means in Chinese; its English description is that of its declaration.
struct ColumnMeaning {
  /// The short header in Chinese.
  let chinese: String
  /// The short header in English.
  let english: String
  /// One Chinese sentence.
  let description: String

  init(_ chinese: String, _ english: String, _ description: String) {
    self.chinese = chinese
    self.english = english
    self.description = description
  }

  /// The meaning of a column; `nil` where none is declared, which a test forbids.
  static func of(_ table: FactTable, _ column: String) -> ColumnMeaning? {
    byColumn[table.rawValue + "." + column] ?? byColumn[column]
  }

  /// The unit of a column in Chinese.
  static func chineseUnit(_ unit: String) -> String {
    switch unit {
    case "yuan": "元"
    case "bytes": "字节"
    default: unit
    }
  }

  /// By column name, or by `table.column` where tables differ.
  static let byColumn: [String: ColumnMeaning] = [
    "report_id": ColumnMeaning("报告编号", "Report", "报告的标识：机关标识@报告年度，覆盖整个政府的汇总报告后加 +consolidated。"),
    "report_year": ColumnMeaning("报告年度", "Year", "报告所述的公历年度。"),
    "agency_id": ColumnMeaning("机关标识", "Agency id", "行政机关的标识：行政区划代码/规范名称。"),
    "agency_name": ColumnMeaning("机关名称", "Agency", "行政机关的规范名称。"),
    "region_code": ColumnMeaning("行政区划代码", "Region code", "机关所在地的六位 GB/T 2260 代码；不详为 000000。"),
    "source_sha256": ColumnMeaning("文档校验值", "Document SHA-256", "文档的 SHA-256 校验值，十六进制。"),
    "source_line": ColumnMeaning("文档行号", "Document line", "解码后文本的行号，从 1 起；没有印出内容时为空。"),

    "region_name": ColumnMeaning("行政区划名称", "Region", "行政区划名称；不详为空。"),
    "admin_level": ColumnMeaning("行政层级", "Level of government", "政府层级。"),
    "agency_kind": ColumnMeaning("机关类别", "Kind of agency", "机关的类别。"),
    "reports.scope": ColumnMeaning("报告范围", "Scope", "报告是否覆盖整个政府。"),
    "scope": ColumnMeaning("数字范围", "Scope", "数字涉及年度或机关的哪一部分；为空表示全年整体。"),
    "form_version": ColumnMeaning("格式版本", "Form version", "报告所用格式的版本。"),
    "title": ColumnMeaning("标题", "Title", "印出的标题；未找到为空。"),
    "index_number": ColumnMeaning("索引号", "Index number", "印出的索引号；未找到为空。"),
    "org_code": ColumnMeaning("组织机构代码", "Organisation code", "九位组织机构代码；没有印出有效代码为空。"),
    "publisher": ColumnMeaning("发布机构", "Publisher", "印出的发布机构；未找到为空。"),
    "composed_on": ColumnMeaning("成文日期", "Composed on", "文档自身的日期；未找到为空。"),
    "published_on": ColumnMeaning("发布日期", "Published on", "发布日期；未找到为空。"),
    "period_start": ColumnMeaning("统计期始", "Period start", "报告期第一天；没有印出为空。"),
    "period_end": ColumnMeaning("统计期止", "Period end", "报告期最后一天；没有印出为空。"),
    "reports.status": ColumnMeaning("表格完整度", "Completeness", "法定表格读出的完整程度。"),
    "printed_cells": ColumnMeaning("照印单元格数", "Printed cells", "依据为照印的单元格数。"),
    "inferred_cells": ColumnMeaning("推得单元格数", "Inferred cells", "依据为推得的单元格数。"),
    "unresolved_cells": ColumnMeaning("未定单元格数", "Unresolved cells", "依据为未定的单元格数。"),
    "blank_cells": ColumnMeaning("空白单元格数", "Blank cells", "依据为空白的单元格数。"),
    "error_findings": ColumnMeaning("错误数", "Errors", "级别为错误的核查结果数。"),
    "warning_findings": ColumnMeaning("警告数", "Warnings", "级别为警告的核查结果数。"),
    "source_path": ColumnMeaning("文档路径", "Document path", "文档在收件目录中的相对路径。"),
    "source_url": ColumnMeaning("网页地址", "Address", "网页地址；不详为空。"),
    "media_type": ColumnMeaning("媒体类型", "Media type", "由内容判定的媒体类型；没有读取为空。"),
    "encoding": ColumnMeaning("字符编码", "Encoding", "读取时使用的字符编码；不适用为空。"),
    "source_bytes": ColumnMeaning("文档大小", "Document size", "文档的字节数。"),

    "flow": ColumnMeaning("申请流转", "Flow", "表三的行：新收、结转来、结转去。"),
    "applicant": ColumnMeaning("申请人", "Applicant", "申请人的种类，即表三的列。"),
    "count": ColumnMeaning("数量", "Count", "申请件数；无法得知为空。"),
    "proceedings.count": ColumnMeaning("数量", "Count", "案件数；无法得知为空。"),
    "printed": ColumnMeaning("印出文字", "Printed text", "文档中印出的原文；没有印出为空。"),
    "basis": ColumnMeaning("依据", "Basis", "数值从何而来。"),
    "outcome_group": ColumnMeaning("办理结果类别", "Group of outcomes", "表三办理结果的大类。"),
    "outcome": ColumnMeaning("办理结果", "Outcome", "表三办理结果的行。"),

    "item": ColumnMeaning("采购事项", "Item", "表二第（九）项的行。"),
    "project_count": ColumnMeaning("采购项目数量", "Projects", "采购项目数量；无法得知为空。"),
    "project_count_printed": ColumnMeaning("采购项目数量印出文字", "Projects as printed", "采购项目数量的印出原文；没有印出为空。"),
    "project_count_basis": ColumnMeaning("采购项目数量依据", "Basis of projects", "采购项目数量从何而来。"),
    "amount_yuan": ColumnMeaning("采购总金额（元）", "Amount (yuan)", "采购总金额，以元计；金额或单位无法得知为空。"),
    "amount_printed": ColumnMeaning("采购总金额印出文字", "Amount as printed", "采购总金额的印出原文；没有印出为空。"),
    "amount_basis": ColumnMeaning("采购总金额依据", "Basis of amount", "采购总金额从何而来。"),
    "amount_unit": ColumnMeaning("金额单位", "Unit of amount", "印出金额的单位。"),
    "unit_source": ColumnMeaning("单位出处", "Where the unit stands", "金额单位印在何处。"),

    "legal_item": ColumnMeaning("条例条款", "Legal item", "《政府信息公开条例》第二十条的项。"),
    "subject": ColumnMeaning("信息内容", "Subject", "表二的行。"),
    "measure": ColumnMeaning("指标", "Measure", "表二的列。"),
    "value": ColumnMeaning("数值", "Value", "以单位列所示单位计的数值；无法得知为空。"),
    "microblog.value": ColumnMeaning("数值", "Value", "文中所述的数值；只有上下限或没有数值时为空。"),
    "engagement.value": ColumnMeaning("数值", "Value", "文中所述的数值；只有上下限或没有数值时为空。"),
    "unit": ColumnMeaning("单位", "Unit", "印出的单位，或 percent（百分比）、rank（名次）；没有为空。"),
    "disclosure.unit": ColumnMeaning("单位", "Unit", "数值的单位。"),

    "stage": ColumnMeaning("程序", "Stage", "表四的区块：行政复议或行政诉讼。"),
    "result": ColumnMeaning("结果", "Result", "表四的列。"),

    "label": ColumnMeaning("行名", "Row label", "印出的行名；同名行再次出现在另一行之下时，前面加上该行的行名和“/”。"),
    "column_label": ColumnMeaning("列名", "Column label", "印出的列名。"),
    "indicator": ColumnMeaning("指标代码", "Indicator", "指标代码；后来的格式中没有同义指标时为空。"),

    "platform": ColumnMeaning("平台", "Platform", "新媒体平台代码；几个平台合计的数字用合并代码。"),
    "account": ColumnMeaning("账号", "Account", "账号名称；没有写明为空。"),
    "channel": ColumnMeaning("渠道", "Channel", "渠道代码；没有写明为空。"),
    "metric": ColumnMeaning("统计指标", "Metric", "所计数内容的代码。"),
    "value_low": ColumnMeaning("下限", "Least value", "符合文意的最小值，含本数；无下限为空。"),
    "value_high": ColumnMeaning("上限", "Greatest value", "符合文意的最大值，含本数；无上限为空。"),
    "qualifier": ColumnMeaning("限定", "Qualifier", "文字对数字的限定方式。"),
    "period": ColumnMeaning("时期", "Period", "年度或其中一段；无法得知为空。"),
    "quote": ColumnMeaning("原文", "Quote", "文档中含有该数字的最短原文。"),

    "rule": ColumnMeaning("规则", "Rule", "核查规则的编号。"),
    "severity": ColumnMeaning("级别", "Severity", "问题的严重程度。"),
    "table": ColumnMeaning("所在表", "Table", "问题所在的数据表；涉及整份报告时为空。"),
    "row": ColumnMeaning("所在行", "Row", "问题所在的行代码；不适用为空。"),
    "column": ColumnMeaning("所在列", "Column", "问题所在的列代码；不适用为空。"),
    "seen": ColumnMeaning("所见", "Seen", "文档所示；没有为空。"),
    "expected": ColumnMeaning("应为", "Expected", "规则所预期；没有确定值为空。"),
    "message": ColumnMeaning("说明", "Message", "供人阅读的一句英文说明。"),

    "bytes": ColumnMeaning("文档大小", "Size", "文档的字节数；没有读取为空。"),
    "sources.status": ColumnMeaning("处理结果", "Status", "文档的处理结果。"),
    "reason": ColumnMeaning("原因", "Reason", "被搁置或略过的原因代码；其余为空。"),
    "superseded_by": ColumnMeaning("被何文档取代", "Superseded by", "代替它装载的文档的 SHA-256；未被取代为空。"),
    "sources.report_id": ColumnMeaning("报告编号", "Report", "文档所含报告的标识；不含报告为空。"),
    "sources.source_sha256": ColumnMeaning(
      "文档校验值", "Document SHA-256", "文档的 SHA-256 校验值，十六进制；没有读取为空。"),
  ]
}
