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
  /// Whether rows of table 3 stand under columns that are not the form's.
  var hasForeignApplications = false
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
  /// The name of the body, for captions.
  let body: KeySet?

  init(
    stream: LabelStream, hits: [LabelHit], text: BlockText, reportYear: Int?, isGovernment: Bool = false,
    body: String? = nil
  ) {
    self.isGovernment = isGovernment
    self.body = body.flatMap { $0.count >= 4 ? KeySet([$0]) : nil }
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
    if let instance { leaveForeign(instance, &aligned, &result) }
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
    leaveForeign(disclosure, &found, &result)
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
    let printed = rows.filter { row in
      !row.tokens.isEmpty || headedRows.contains { $0.row == row.row && $0.heads == .alone }
    }.map(\.row)
    let (second, third) = (printed.filter { found[$0] != nil }, printed.filter { found[$0] == nil })
    if !second.isEmpty { warnOfYear(disclosure.indices.first(where: isDisclosureLabel), second, &result) }
    if !third.isEmpty { warnOfYear(heads?.lowerBound, third, &result) }
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
}
