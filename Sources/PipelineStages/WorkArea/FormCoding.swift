import ReportRecognition
import StatutoryForm

// How the printed report is recorded between `extract` and `normalize`.

extension FormRow: Recordable {}
extension FormVersion: Recordable {}
extension MoneyUnit: Recordable {}
extension OutcomeGroup: Recordable {}
extension AgencyNameSource: Recordable {}
extension SectionKind: Recordable {}
extension Severity: Recordable {}
extension FormTable: Recordable {}
extension PrintedHeadOrder: Recordable {}
extension PrintedHeadedRow.Heads: Recordable {}

extension PrintedContent: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    switch self {
    case .number(let number):
      encoder.encode(unsigned: 0)
      encoder.encode(number)
    case .run: encoder.encode(unsigned: 1)
    case .blank: encoder.encode(unsigned: 2)
    case .notApplicable: encoder.encode(unsigned: 3)
    case .unreadable: encoder.encode(unsigned: 4)
    }
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    switch try decoder.unsigned() {
    case 0: self = .number(try decoder.value())
    case 1: self = .run
    case 2: self = .blank
    case 3: self = .notApplicable
    case 4: self = .unreadable
    default: throw RecordDamage()
    }
  }
}

extension PrintedToken: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(text)
    guard case .number(let number) = content, unit == nil else {
      encoder.encode(content)
      encoder.encode(column)
      encoder.encode(unit)
      encoder.encode(line)
      encoder.encode(isWeaklySeparated)
      return
    }
    // The same for a plain number, as most tokens are.
    encoder.gather(atMost: 8 * RecordPiece.widestNumber) { piece in
      piece.append(unsigned: 0)
      piece.append(signed: number.coefficient)
      piece.append(unsigned: UInt64(number.scale))
      piece.append(optional: column)
      piece.append(byte: 0)
      piece.append(optional: line)
      piece.append(byte: isWeaklySeparated ? 1 : 0)
    }
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(
      text: try decoder.text(), content: try decoder.value(), column: try decoder.optional(),
      unit: try decoder.optional(), line: try decoder.optional(), isWeaklySeparated: try decoder.flag())
  }
}

extension PrintedRow: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(row)
    encoder.encode(list: tokens)
    encoder.encode(headerUnit)
    encoder.encode(labelLine)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(
      row: try decoder.value(), tokens: try decoder.list(), headerUnit: try decoder.optional(),
      labelLine: try decoder.optional())
  }
}

extension PrintedSubtotal: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(group)
    encoder.encode(list: tokens)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(group: try decoder.value(), tokens: try decoder.list())
  }
}

extension FormLayout: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    for item in FormItem.allCases { encoder.encode(self[item] == .v1) }
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(version: .v2)
    for item in FormItem.allCases { self[item] = try decoder.flag() ? .v1 : .v2 }
  }
}

extension PrintedReading: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(list: tokens)
    encoder.encode(list: findings)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(tokens: try decoder.list(), findings: try decoder.list())
  }
}

extension PrintedHeadedRow: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(row)
    encoder.encode(heads)
    encoder.encode(byHeads)
    encoder.encode(list: findings)
    encoder.encode(isWhole)
    encoder.encode(isAlike)
    encoder.encode(line)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(
      row: try decoder.value(), heads: try decoder.value(), byHeads: try decoder.optional(),
      findings: try decoder.list(), isWhole: try decoder.flag(), isAlike: try decoder.flag(),
      line: try decoder.optional())
  }
}

extension PrintedHeadReading: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(table)
    encoder.encode(order)
    encoder.encode(isGrid)
    encoder.encode(hasOneOrder)
    encoder.encode(list: rows)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(
      table: try decoder.value(), order: try decoder.value(), isGrid: try decoder.flag(),
      hasOneOrder: try decoder.flag(), rows: try decoder.list())
  }
}

extension PrintedForm: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(layout)
    encoder.encode(list: rows)
    encoder.encode(list: subtotals)
    encoder.encode(list: proceedings)
    encoder.encode(isRecognised)
    encoder.encode(list: recognisedRows)
    encoder.encode(list: headReadings)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(
      layout: try decoder.value(), rows: try decoder.list(), subtotals: try decoder.list(),
      proceedings: try decoder.list())
    isRecognised = try decoder.flag()
    recognisedRows = try decoder.list()
    headReadings = try decoder.list()
  }
}

extension Finding: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(rule)
    encoder.encode(severity)
    for text in [table, row, column, seen, expected] { encoder.encode(text) }
    encoder.encode(message)
    encoder.encode(line)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(
      rule: try decoder.text(), severity: try decoder.value(), table: try decoder.optional(),
      row: try decoder.optional(), column: try decoder.optional(), seen: try decoder.optional(),
      expected: try decoder.optional(), message: try decoder.text(), line: try decoder.optional())
  }
}

extension PrintedAgencyName: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(source)
    encoder.encode(name)
    encoder.encode(line)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(source: try decoder.value(), name: try decoder.text(), line: try decoder.integer())
  }
}

extension PrintedSection: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(kind)
    encoder.encode(heading)
    encoder.encode(line)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(kind: try decoder.value(), heading: try decoder.text(), line: try decoder.integer())
  }
}

extension PrintedStatistic: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(label)
    encoder.encode(columnLabel)
    encoder.encode(unit)
    encoder.encode(token)
  }
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init(
      label: try decoder.text(), columnLabel: try decoder.text(), unit: try decoder.optional(),
      token: try decoder.value())
  }
}

extension PrintedReport: Recordable {
  func encode(to encoder: inout RecordEncoder) {
    encoder.encode(title)
    encoder.encode(reportYear)
    encoder.encode(list: agencyNames)
    encoder.encode(indexNumber)
    encoder.encode(publisher)
    encoder.encode(composedOn)
    encoder.encode(publishedOn)
    encoder.encode(periodStart)
    encoder.encode(periodEnd)
    encoder.encode(sourceURL)
    encoder.encode(list: sections)
    encoder.encode(form)
    encoder.encode(isV0)
    encoder.encode(list: statistics)
    encoder.encode(list: findings)
  }
  /// The narrative ranges point into the document's text and are recorded as passages instead.
  init(from decoder: inout RecordDecoder) throws(RecordDamage) {
    self.init()
    title = try decoder.optional()
    reportYear = try decoder.optional()
    agencyNames = try decoder.list()
    indexNumber = try decoder.optional()
    publisher = try decoder.optional()
    composedOn = try decoder.optional()
    publishedOn = try decoder.optional()
    periodStart = try decoder.optional()
    periodEnd = try decoder.optional()
    sourceURL = try decoder.optional()
    sections = try decoder.list()
    form = try decoder.optional()
    isV0 = try decoder.flag()
    statistics = try decoder.list()
    findings = try decoder.list()
  }
}
