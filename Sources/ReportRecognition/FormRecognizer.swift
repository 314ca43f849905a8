import DecimalNumbers
import DocumentReading
import StatutoryForm

/// The statutory tables of a document and where they stand.
struct RecognizedForm {
  /// The tables; `nil` where no row with values was found.
  var form: PrintedForm?
  /// Stream positions that belong to tables, in order.
  var extents: [Range<Int>] = []
  /// What was observed.
  var findings: [Finding] = []
}

/// Finds tables 2, 3 and 4 in a stream.
struct FormRecognizer {
  let stream: LabelStream
  let hits: [LabelHit]
  let values: ValueTable
  let text: BlockText
  let reportYear: Int?
  /// Whether the report is that of a government, which may speak for all its departments.
  let isGovernment: Bool

  init(stream: LabelStream, hits: [LabelHit], text: BlockText, reportYear: Int?, isGovernment: Bool = false) {
    self.isGovernment = isGovernment
    self.stream = stream
    self.hits = hits
    self.text = text
    self.reportYear = reportYear
    values = ValueTable(stream, hits)
  }

  /// The tables of the document's first report.
  func recognize() -> RecognizedForm {
    var result = RecognizedForm()
    let instances = applicationsInstances()
    let choice = chosen(instances)
    let instance = choice.instance
    let heads = instance ?? barren(instances)
    let limit = heads?.lowerBound ?? hits.count
    let (indices, otherTables) = disclosureIndices(before: limit)
    let disclosure = DisclosureReader(stream: stream, hits: hits, values: values, indices: indices)

    var layout = FormLayout(version: version(fallback: disclosure.versions))
    for (item, version) in disclosure.versions { layout[item] = version }
    // Item (九) belongs to v1; a form that is v1 throughout has it, printed or not.
    let others: [FormItem] = [.documents, .licences, .penalties, .fees]
    let isPrinted = disclosure.labels[.centralProcurement] != nil || hasProcurementHead(disclosure.indices)
    layout[.procurement] = isPrinted || others.allSatisfy { layout[$0] == .v1 } ? .v1 : .v2

    var evidence = GlueEvidence()
    disclosure.count(&evidence, layout)
    if let instance { count(instance, &evidence) }

    var aligned = AlignedApplications()
    if let instance {
      aligned = ApplicationsAligner.align(
        instance, of: hits, values, in: stream, evidence: evidence, fallback: layout[.otherHandling])
    }
    let headed = heads.flatMap { self.headed($0, &aligned) }
    if let version = aligned.otherHandlingVersion { layout[.otherHandling] = version }
    if choice.isWarned {
      let rivals = choice.rivals.map {
        ApplicationsAligner.align(
          $0, of: hits, values, in: stream, evidence: evidence, fallback: layout[.otherHandling])
      }
      for row in FormRow.list where rivals.contains(where: { isOther($0.groups[row], than: aligned.groups[row]) }) {
        warnOfRivals(row, aligned.groups[row], &result)
      }
    }
    inferDisclosure(&layout, disclosure, isGlued: evidence.isGlued)

    var maker = TokenMaker(stream: stream, text: text)
    var rows: [PrintedRow] = []
    var found = disclosure.rows(layout, evidence)
    applyHeads(disclosure, layout, &found, &result)
    for rival in otherTables {
      let others = DisclosureReader(stream: stream, hits: hits, values: values, indices: rival).rows(layout, evidence)
      for row in FormRow.list where isOther(others[row]?.values, than: found[row]?.values) {
        warnOfRivals(row, found[row]?.values, &result)
      }
    }
    var headedRows: [PrintedHeadedRow] = []
    var valueCount = 0
    var disclosureEnd = 0
    for row in layout.rows {
      if let entry = found[row] {
        let printed = disclosureRow(row, entry, layout, &maker, &result)
        if let values = entry.values { disclosureEnd = max(disclosureEnd, lastPosition(values)) }
        valueCount += printed.tokens.isEmpty ? 0 : 1
        rows.append(printed)
      } else if row.table == .applications || row.table == .outcomes,
        aligned.groups[row] != nil || aligned.labels[row] != nil
      {
        let row = applicationsRow(row, aligned, headed, &maker, &result)
        valueCount += row.printed.tokens.isEmpty && row.headed?.heads != .alone ? 0 : 1
        rows.append(row.printed)
        if let headed = row.headed { headedRows.append(headed) }
      }
    }
    var form = PrintedForm(layout: layout, rows: rows)
    for (group, values) in aligned.subtotals {
      form.subtotals.append(
        PrintedSubtotal(group: group, tokens: maker.tokens(values, table: FormTable.outcomes.code, row: nil)))
    }
    if let headed {
      form.headReadings.append(
        PrintedHeadReading(
          table: .outcomes, order: headed.order, isGrid: headed.isGrid, hasOneOrder: headed.hasOneOrder,
          rows: headedRows))
    }
    if addProceedings(after: heads, isGlued: evidence.isGlued, to: &form, &maker, &result) { valueCount += 1 }
    result.findings += maker.findings
    report(aligned, layout, isRead: headedRows.contains { $0.heads == .alone }, &result)
    if let instance, !aligned.extent.isEmpty { result.extents.append(extent(aligned.extent, from: instance)) }
    if !disclosure.labels.isEmpty {
      let span = disclosure.extent
      result.extents.append(span.lowerBound..<max(span.upperBound, disclosureEnd))
    }
    result.extents.sort { $0.lowerBound < $1.lowerBound }
    if valueCount > 0 { result.form = form }
    return result
  }

  // MARK: Version

  /// The version of items that no header shows: that of the others, else that of the year (form.md 2.1).
  private func version(fallback versions: [FormItem: FormVersion]) -> FormVersion {
    let first = versions.filter { $0.key != .procurement && $0.value == .v1 }.count
    let second = versions.filter { $0.value == .v2 }.count
    if first != second { return first > second ? .v1 : .v2 }
    if let reportYear { return reportYear <= 2020 ? .v1 : .v2 }
    return .v2
  }

  /// Items whose heads are lost: the number of values in their rows tells.
  private func inferDisclosure(_ layout: inout FormLayout, _ reader: DisclosureReader, isGlued: Bool) {
    if isGlued { return }
    for item in [FormItem.licences, .penalties] where reader.versions[item] == nil {
      var probe = layout
      probe[item] = .v1
      let rows = reader.rows(probe, GlueEvidence())
      let values = FormRow.list.filter { $0.item == item }.compactMap { rows[$0]?.values?.items }
      // Empty places behind one value may be the width of the grid.
      let counts = values.map { items in items.dropFirst().allSatisfy(\.isBlank) ? 0 : items.count }
      if !counts.isEmpty, counts.allSatisfy({ $0 == 3 }) { layout[item] = .v1 }
      if !values.isEmpty, values.allSatisfy({ $0.count == 1 }) { layout[item] = .v2 }
    }
  }

  private func count(_ instance: Range<Int>, _ evidence: inout GlueEvidence) {
    for index in instance {
      guard case .row = hits[index].kind else { continue }
      evidence.count(values, index, columns: 7, in: stream)
    }
  }

  // MARK: Rows

  private func disclosureRow(
    _ row: FormRow, _ entry: AlignedDisclosureRow, _ layout: FormLayout, _ maker: inout TokenMaker,
    _ result: inout RecognizedForm
  ) -> PrintedRow {
    let line = stream.offsets.indices.contains(entry.label) ? text.line(at: Int(stream.offsets[entry.label])) : nil
    var printed = PrintedRow(row: row, tokens: [], headerUnit: entry.headerUnit, labelLine: line)
    guard let values = entry.values else { return printed }
    let columns = layout.columns(of: row)
    if values.isOverfull {
      result.findings.append(
        Finding(
          rule: "S.ROWS", severity: .warning, table: row.table.code, row: row.code, seen: "\(values.items.count)",
          expected: "\(columns.count)", message: "The row prints more values than it has columns; none is taken.",
          line: line))
    } else {
      printed.tokens = maker.tokens(values, table: row.table.code, row: row.code, columns: columns)
    }
    return printed
  }

  /// A row of table 3 without its heads, and what these say of it.
  private func applicationsRow(
    _ row: FormRow, _ aligned: AlignedApplications, _ headed: HeadedTable?, _ maker: inout TokenMaker,
    _ result: inout RecognizedForm
  ) -> (printed: PrintedRow, headed: PrintedHeadedRow?) {
    let line = aligned.labels[row].map { text.line(at: Int(stream.offsets[min($0, stream.count - 1)])) }
    var printed = PrintedRow(row: row, tokens: [], labelLine: line)
    let values = aligned.groups[row]
    let overfull =
      values?.isOverfull ?? false
      ? [
        rowsFinding(
          "More values stand at the row than it has columns.", table: row.table, row: row,
          position: values?.position ?? -1)
      ] : []
    let columns = FormColumn.applicants
    guard let entry = headed?.rows[row] else {
      result.findings += overfull
      if let values, overfull.isEmpty {
        printed.tokens = maker.tokens(values, table: row.table.code, row: row.code, columns: columns)
      }
      return (printed, nil)
    }
    var findings = overfull
    if let values, overfull.isEmpty {
      let reading = maker.reading(values, table: row.table.code, row: row.code, columns: columns)
      printed.tokens = reading.tokens
      findings += reading.findings
    }
    if entry.isUnclear { findings.append(.valuesInDoubt(row, line: self.line(entry.position))) }
    let byHeads = entry.values.map { maker.reading($0, table: row.table.code, row: row.code, columns: columns) }
    return (
      printed,
      PrintedHeadedRow(
        row: row, heads: entry.heads, byHeads: byHeads, findings: findings, isWhole: entry.isWhole,
        isAlike: entry.isAlike, line: self.line(entry.position))
    )
  }

  /// Adds table 4; whether any values of it were found.
  private func addProceedings(
    after heads: Range<Int>?, isGlued: Bool, to form: inout PrintedForm, _ maker: inout TokenMaker,
    _ result: inout RecognizedForm
  ) -> Bool {
    let found = proceedings(after: heads, isGlued: isGlued)
    let headed = headed(found, after: heads)
    var findings: [Finding] = []
    var isFound = false
    if let found {
      for stage in found.doubtful { warnOfRivals(stage, found.values, &result) }
      if found.values.isOverfull {
        findings.append(
          rowsFinding(
            "More values stand in table 4 than it has columns.", table: .proceedings, row: nil,
            position: found.values.position))
      } else {
        let reading = maker.reading(found.values, table: FormTable.proceedings.code, row: nil)
        form.proceedings = reading.tokens
        findings += reading.findings
        isFound = true
      }
      if headed?.extent == nil { result.extents.append(found.extent) }
    }
    guard let headed else {
      result.findings += findings
      return isFound
    }
    if let extent = headed.extent { result.extents.append(extent) }
    let position = headed.stages.first?.position ?? -1
    form.headReadings.append(headed.printed(&maker, findings: findings, line: line(position)))
    return isFound || headed.extent != nil
  }
}
