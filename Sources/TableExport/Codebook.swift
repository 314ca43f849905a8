import FactTables
import StatutoryForm

/// What one code means.
struct CodeMeaning: Hashable, Sendable {
  /// The code in the store.
  var code: String
  /// The Chinese label: the statutory one where the form has it.
  var chinese: String
  /// The short English label.
  var english: String
  /// The statutory label with its number in form v1; `nil` where that form has no such row or column.
  var labelV1: String?
  /// The same in form v2.
  var labelV2: String?
  /// What the label is too short to say, in English; `nil` where it says all.
  var explanation: String?
  /// Articles of the Regulations on Open Government Information (2019), as `Art. 20 (一)`; `nil` where none is named.
  var article: String?
}

/// A list of codes that one or more columns hold.
struct CodeList: Sendable {
  /// Its name in the dictionary, in English.
  let name: String
  /// Its name in Chinese.
  let chineseName: String
  /// The codes, in the order of the form.
  let codes: [CodeMeaning]

  init(_ name: String, _ chineseName: String, _ codes: [CodeMeaning]) {
    self.name = name
    self.chineseName = chineseName
    self.codes = codes
  }

  /// Codes without a statutory label, whose short label needs an explanation.
  init(
    _ name: String, _ chineseName: String,
    explained codes: [(code: String, chinese: String, english: String, explanation: String)]
  ) {
    self.init(
      name, chineseName,
      codes.map {
        CodeMeaning(code: $0.code, chinese: $0.chinese, english: $0.english, explanation: $0.explanation)
      })
  }

  /// Codes without a statutory label.
  init(_ name: String, _ chineseName: String, _ codes: [(code: String, chinese: String, english: String)]) {
    self.init(
      name, chineseName, codes.map { CodeMeaning(code: $0.code, chinese: $0.chinese, english: $0.english) })
  }
}

/// The meanings of all codes.
enum Codebook {
  /// The codes of a column; `nil` where any value may stand.
  static func list(of table: FactTable, _ column: String) -> CodeList? {
    lists[table.rawValue + "." + column] ?? lists[column]
  }

  /// The labels by which codes are replaced; empty for a column without codes and for `code`.
  ///
  /// Ids of rules stay: a finding is looked up by them.
  static func labels(of table: FactTable, _ column: String, _ labels: ExportLabels) -> [String: String] {
    guard labels != .code, column != "rule", let list = list(of: table, column) else { return [:] }
    return Dictionary(
      list.codes.map { ($0.code, labels == .zh ? $0.chinese : $0.english) }, uniquingKeysWith: { first, _ in first })
  }

  /// By column name, or by `table.column` where tables differ.
  static let lists: [String: CodeList] = [
    "admin_level": adminLevels, "agency_kind": agencyKinds, "reports.scope": reportScopes,
    "form_version": formVersions, "reports.status": reportStatuses,
    "flow": flows, "applicant": applicants, "basis": bases, "outcome_group": outcomeGroups, "outcome": outcomes,
    "item": procurementItems, "project_count_basis": bases, "amount_basis": bases, "amount_unit": amountUnits,
    "unit_source": unitSources, "legal_item": legalItems, "subject": subjects, "measure": measures,
    "disclosure.unit": disclosureUnits, "stage": stages, "result": results, "indicator": indicators,
    "platform": platforms, "channel": platforms, "microblog.metric": microblogMetrics,
    "engagement.metric": engagementMetrics, "qualifier": qualifiers, "microblog.scope": figureScopes,
    "engagement.scope": figureScopes, "rule": rules, "severity": severities, "findings.table": findingTables,
    "findings.row": findingRows, "findings.column": findingColumns, "sources.status": sourceStatuses,
    "reason": reasons,
  ]

  /// The lists of the dictionary, each once; the codes of `row` and `column` of findings are those of the others.
  static let all: [CodeList] = [
    adminLevels, agencyKinds, reportScopes, formVersions, reportStatuses, bases, flows, applicants, outcomeGroups,
    outcomes, legalItems, subjects, measures, disclosureUnits, procurementItems, amountUnits, unitSources, stages,
    results, indicators, platforms, microblogMetrics, engagementMetrics, qualifiers, figureScopes, rules, severities,
    findingTables, sourceStatuses, reasons,
  ]

  static let findingRows = CodeList(
    "rows of the form", "表格的行",
    subjects.codes + procurementItems.codes + flows.codes + outcomes.codes + stages.codes)
  static let findingColumns = CodeList(
    "columns of the form", "表格的列",
    measures.codes + [form(.procurementItems), form(.procurementAmount)] + applicants.codes + results.codes.dropLast())
}
