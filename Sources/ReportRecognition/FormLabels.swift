import StatutoryForm

/// What a label of the form says.
enum LabelKind: Equatable {
  /// A row of table 2 or 3.
  case row(FormRow)
  /// 总计 or 合计: a column, or the row (七).
  case total
  /// 其他: a column, or the row (六)3.
  case other
  /// A group of table 3: (三) to (六).
  case group(OutcomeGroup)
  /// 三、本年度办理结果.
  case result
  /// The head of a column.
  case column(FormColumn)
  /// 本年新, what is left of a broken head of item (一) of v1.
  case brokenDocumentsHead
  /// 处理决定数量 without 本年.
  case decisions
  /// 第二十条第(…)项: the item's number.
  case item(Int)
  /// 信息内容, 申请人情况, 法人或其他组织 and other heads that say nothing else.
  case head
  /// 行政复议, 行政诉讼, 未经复议直接起诉, 复议后起诉: the blocks of table 4.
  case proceedings(FormRow?)
  /// A section of the report.
  case section(SectionKind)
  /// Something that ends a table: 指标名称, 附件下载.
  case end
}

/// A pattern of the label stream.
struct LabelPattern {
  /// What it says.
  let kind: LabelKind
  /// Whether it is only the beginning of a label.
  let isPrefix: Bool
  /// Whether it is so long and special that it needs no boundary before it.
  let isStrong: Bool
}

/// All labels that recognition looks for, as one pattern table.
enum FormLabels {
  /// The patterns, compiled.
  static let scanner: PatternScanner = {
    var builder = PatternScanner.Builder()
    for (text, kind) in entries { builder.add(CharacterFolding.key(text), pattern(kind, length: text.count)) }
    for prefix in uniquePrefixes() {
      builder.add(prefix.key, LabelPattern(kind: .row(prefix.row), isPrefix: true, isStrong: true))
    }
    return builder.build()
  }()

  private static func pattern(_ kind: LabelKind, length: Int) -> LabelPattern {
    let strong: Bool
    switch kind {
    case .row(let row): strong = length >= 6 && row.table != .disclosure && row.table != .procurement
    case .column, .item, .decisions: strong = length >= 6
    case .head: strong = length >= 7
    default: strong = false
    }
    return LabelPattern(kind: kind, isPrefix: false, isStrong: strong)
  }

  private static let entries: [(String, LabelKind)] = {
    var entries: [(String, LabelKind)] = []
    for row in FormRow.allCases where row.table != .proceedings {
      var labels = row.labelVariants
      for version in [FormVersion.v1, .v2] {
        if let label = row.label(in: version) { labels.append(label) }
      }
      for label in labels {
        switch row {
        case .otherMisc: entries.append((label, .other))
        case .totalProcessed where label.count <= 2: entries.append((label, .total))
        case .otherHandling: entries.append((label, .group(.other)))
        default: entries.append((label, .row(row)))
        }
      }
    }
    entries += [
      ("不予公开", .group(.denied)), ("无法提供", .group(.unavailable)), ("不予处理", .group(.rejected)),
      ("本年度办理结果", .result), ("本年度处理结果", .result),
      ("信息内容", .head), ("申请人情况", .head), ("法人或其他组织", .head), ("法人或者其他组织", .head),
      ("法人和其他组织", .head), ("法人或其它组织", .head),
      ("本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和", .head),
      ("本列数据的钩稽关系为：第一项加第二项之和，等于第三项加第四项之和", .head),
      ("第一项加第二项之和，等于第三项加第四项之和", .head), ("第一项加第二项之和等于第三项加第四项之和", .head),
      ("行政复议", .proceedings(.review)), ("行政诉讼", .proceedings(nil)),
      ("未经复议直接起诉", .proceedings(.litigationDirect)), ("复议后起诉", .proceedings(.litigationAfterReview)),
      ("结果维持", .column(.upheld)), ("结果纠正", .column(.corrected)), ("其他结果", .column(.otherResult)),
      ("其它结果", .column(.otherResult)), ("尚未审结", .column(.pending)),
      ("自然人", .column(.naturalPerson)), ("商业企业", .column(.commercialEnterprise)),
      ("科研机构", .column(.researchInstitution)), ("社会公益组织", .column(.publicWelfareOrganization)),
      ("法律服务机构", .column(.legalServiceOrganization)),
      ("处理决定数量", .decisions), ("本年度处理决定数量", .column(.decisions)),
      ("本年新", .brokenDocumentsHead), ("本年增减", .column(.yearChange)), ("本年增", .column(.yearChange)),
      ("本年新公开", .column(.newDisclosed)), ("本年新制作", .column(.newMade)),
      ("对外公开总数", .column(.totalDisclosed)), ("上年项目数量", .column(.previousYearItems)),
      ("现行有效件", .column(.inForce)), ("本年制发件", .column(.issued)), ("本年废止件", .column(.repealed)),
      ("本年度收费金额", .column(.feeAmount)), ("采购项目数", .column(.procurementItems)),
      ("采购总额", .column(.procurementAmount)), ("采购金额", .column(.procurementAmount)),
      ("指标名称", .end), ("附件下载", .end),
    ]
    let columns: [FormColumn] = [
      .newMade, .newDisclosed, .totalDisclosed, .issued, .repealed, .inForce, .previousYearItems, .yearChange,
      .feeAmount, .procurementItems, .procurementAmount,
    ]
    for column in columns { entries.append((column.label(in: .v1), .column(column))) }
    entries.append((FormColumn.decisions.label(in: .v2), .column(.decisions)))
    for (number, sign) in [(1, "一"), (5, "五"), (6, "六"), (8, "八"), (9, "九")] {
      for text in ["第二十条第(\(sign))项", "第二十条(\(sign))项", "第二十条第\(sign)项", "二十条第(\(sign))项"] {
        entries.append((text, .item(number)))
      }
    }
    for (kind, texts) in SectionHeads.texts {
      for text in texts { entries.append((text, .section(kind))) }
    }
    return entries
  }()

  /// Beginnings of at least six characters that only one row has.
  private static func uniquePrefixes() -> [(key: [UInt32], row: FormRow)] {
    var owners: [[UInt32]: Set<UInt8>] = [:]
    var labels: [(key: [UInt32], row: FormRow?)] = []
    for (text, kind) in entries {
      switch kind {
      case .row(let row): labels.append((CharacterFolding.key(text), row))
      default: labels.append((CharacterFolding.key(text), nil))
      }
    }
    for label in labels {
      for length in stride(from: 6, to: label.key.count, by: 1) {
        owners[Array(label.key.prefix(length)), default: []].insert(label.row?.rawValue ?? 255)
      }
    }
    let whole = Set(labels.map { $0.key })
    return owners.compactMap { key, rows in
      guard rows.count == 1, let raw = rows.first, let row = FormRow(rawValue: raw), !whole.contains(key),
        row.table == .applications || row.table == .outcomes
      else { return nil }
      return (key, row)
    }
  }

  /// The labels of table 3 whose text a torn label's piece may come from, as one folded text.
  static let allText: [[UInt32]] =
    entries.map { CharacterFolding.key($0.0) } + [
      CharacterFolding.key("三、本年度办理结果"), CharacterFolding.key("（三）不予公开"), CharacterFolding.key("（四）无法提供"),
      CharacterFolding.key("（五）不予处理"), CharacterFolding.key("（六）其他处理"), CharacterFolding.key("（一）予以公开"),
      CharacterFolding.key("（二）部分公开"),
    ]
}

/// The headings of the six sections (form.md section 1), and those of the reports before the form of 2019, whose parts
/// the Regulations of 2007 named in article 32.
enum SectionHeads {
  /// What follows the number.
  static let texts: [(SectionKind, [String])] = [
    (.overview, overview), (.disclosure, disclosure), (.applications, applications), (.proceedings, proceedings),
    (.problems, problems), (.other, ["其他需要报告的事项", "其他需要报告事项", "需要报告的其他事项", "其它需要报告的事项", "需要报告的事项"]),
  ]

  private static let overview = [
    "总体情况", "概述", "基本情况", "概况", "工作概述", "工作基本情况", "工作总体情况", "总体工作情况", "主要工作概述", "信息公开总体情况", "年度信息公开总体情况",
    "政府信息公开总体情况", "政府信息公开工作总体情况", "政府信息公开总体工作情况", "政府信息公开工作概述", "基本概况", "工作情况概述", "总体公开情况", "总体概述",
    "政府信息公开工作的基本概况", "政府信息公开工作基本概况", "政府信息公开工作情况", "政府信息公开基本情况", "政府信息公开工作基本情况", "政府信息公开工作情况概述",
    "政府信息公开工作总体概述",
  ]

  private static let disclosure = [
    "主动公开政府信息情况", "主动公开政府信息的情况", "政府信息主动公开情况", "主动公开情况", "行政机关主动公开政府信息情况", "主动公开信息情况", "主动公开信息的情况",
    "主动公开政府信息基本情况", "主动公开政府信息的基本情况", "政府信息主动公开的情况", "主动公开的情况", "政府信息主动公开工作情况", "主动公开政府信息工作情况",
    "主动公开政务信息情况", "主动公开政务信息基本情况", "主动公开政府信息以及公开平台建设情况", "主动公开政府信息及公开平台建设情况",
  ]

  private static let applications = [
    "收到和处理政府信息公开申请情况", "行政机关收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请的情况", "政府信息依申请公开工作情况", "政府信息依申请公开情况",
    "依申请公开政府信息情况", "政府信息公开申请情况", "依申请公开情况", "依申请公开工作情况", "依申请公开政府信息的情况", "依申请公开的情况", "依申请公开信息情况",
    "依申请公开政府信息和不予公开政府信息情况", "依申请公开政府信息和不予公开政府信息的情况", "依申请公开和不予公开政府信息情况", "依申请公开和不予公开政府信息的情况",
    "依申请公开及不予公开政府信息情况", "依申请公开、不予公开政府信息的情况", "依申请公开、不予公开政府信息情况", "依申请公开政府信息及不予公开政府信息情况",
    "依申请公开政府信息办理情况", "政府信息依申请公开办理情况", "依申请公开办理情况", "政府信息公开申请办理情况", "政府信息公开申请的办理情况", "政府信息公开申请受理情况",
    "依申请公开政府信息工作情况", "依申请公开政府信息及咨询受理情况",
  ]

  private static let proceedings = [
    "政府信息公开行政复议、行政诉讼情况", "政府信息公开行政复议和行政诉讼情况", "政府信息公开行政复议及行政诉讼情况", "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "因政府信息公开申请行政复议、提起行政诉讼的情况", "因政府信息公开申请行政复议、提起行政诉讼情况", "因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
    "行政复议、行政诉讼情况", "行政复议和行政诉讼情况", "政府信息公开行政复议行政诉讼情况", "申请行政复议和提起行政诉讼情况", "申请行政复议、提起行政诉讼情况",
    "申请行政复议、提起行政诉讼的情况", "申请行政复议和提起行政诉讼的情况", "因政府信息公开申请行政复议和提起行政诉讼的情况", "因政府信息公开申请行政复议和提起行政诉讼情况",
    "因政府信息公开申请行政复议、提起行政诉讼、举报投诉情况", "因政府信息公开申请提起行政复议、行政诉讼的情况", "政府信息公开申请行政复议、提起行政诉讼情况",
    "因信息公开申请行政复议、提起行政诉讼情况", "复议、诉讼情况", "复议、诉讼和申诉情况", "复议、诉讼和申诉的情况", "行政复议、诉讼情况", "行政复议和诉讼情况",
    "政府信息公开复议、诉讼情况", "政府信息公开复议和诉讼情况", "政府信息公开类复议、诉讼情况", "政府信息公开类行政复议、行政诉讼情况",
    "因政府信息公开工作被申请行政复议和提起行政诉讼情况",
  ]

  private static let problems = [
    "存在的主要问题及改进情况", "政府信息公开工作存在的主要问题及改进情况", "存在问题及改进情况", "存在的问题及改进情况", "存在的主要问题和改进情况", "主要问题和改进措施",
    "主要问题及改进情况", "存在的主要问题及改进措施", "存在主要问题及改进情况", "存在的问题和改进情况", "存在的不足及改进情况", "存在的问题及改进措施",
    "政府信息公开工作存在的主要问题及改进措施", "存在的主要问题与改进情况", "存在的主要问题及下一步改进情况", "存在的主要问题和改进措施", "存在问题及改进措施",
    "存在问题和改进措施", "存在的问题和改进措施", "政府信息公开工作存在的主要问题和改进情况", "政府信息公开工作存在的主要问题和改进措施", "存在的主要问题",
    "存在的主要问题及下步工作安排", "存在的主要问题及下一步工作安排", "存在的不足及改进措施", "主要问题及改进措施", "存在的问题", "存在问题",
  ]
}
