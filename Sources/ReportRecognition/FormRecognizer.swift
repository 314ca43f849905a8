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
  let text: BlockText
  let reportYear: Int?

  /// The tables of the document's first report.
  func recognize() -> RecognizedForm {
    var result = RecognizedForm()
    let instances = applicationsInstances()
    let instance = chosen(instances)
    let limit = instance?.lowerBound ?? hits.count
    let disclosure = DisclosureReader(stream: stream, hits: hits, indices: disclosureIndices(before: limit, instances))

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
        instance, of: hits, in: stream, evidence: evidence, fallback: layout[.otherHandling])
    }
    if let version = aligned.otherHandlingVersion { layout[.otherHandling] = version }
    inferDisclosure(&layout, disclosure, isGlued: evidence.isGlued)

    var maker = TokenMaker(stream: stream, text: text)
    var rows: [PrintedRow] = []
    let found = disclosure.rows(layout, evidence)
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
        let printed = applicationsRow(row, aligned, &maker, &result)
        valueCount += printed.tokens.isEmpty ? 0 : 1
        rows.append(printed)
      }
    }
    var form = PrintedForm(layout: layout, rows: rows)
    for (group, values) in aligned.subtotals {
      form.subtotals.append(
        PrintedSubtotal(group: group, tokens: maker.tokens(values, table: FormTable.outcomes.code, row: nil)))
    }
    let proceedings = proceedings(after: instance, isGlued: evidence.isGlued)
    if let proceedings {
      if proceedings.values.isOverfull {
        result.findings.append(
          rowsFinding(
            "More values stand in table 4 than it has columns.", table: .proceedings, row: nil,
            position: proceedings.values.position))
      } else {
        form.proceedings = maker.tokens(proceedings.values, table: FormTable.proceedings.code, row: nil)
        valueCount += 1
      }
      result.extents.append(proceedings.extent)
    }
    result.findings += maker.findings
    report(aligned, layout, &result)
    if let instance, !aligned.extent.isEmpty { result.extents.append(extent(aligned.extent, from: instance)) }
    if !disclosure.labels.isEmpty {
      let span = disclosure.extent
      result.extents.append(span.lowerBound..<max(span.upperBound, disclosureEnd))
    }
    result.extents.sort { $0.lowerBound < $1.lowerBound }
    if valueCount > 0 { result.form = form }
    return result
  }

  // MARK: Places

  /// The runs of labels that are one table 3 each.
  private func applicationsInstances() -> [Range<Int>] {
    var instances: [Range<Int>] = []
    var start: Int?
    var last = 0
    var reached: UInt8 = 0
    for (index, hit) in hits.enumerated() {
      var row: FormRow?
      switch hit.kind {
      case .row(let found) where found.table == .applications || found.table == .outcomes: row = found
      case .group(.other): row = .otherHandling
      case .section(let kind) where start != nil && reached >= FormRow.totalProcessed.rawValue && kind != .disclosure:
        if let begin = start { instances.append(begin..<last + 1) }
        start = nil
        continue
      case .section(.overview), .section(.disclosure), .item:
        if let begin = start { instances.append(begin..<last + 1) }
        start = nil
        continue
      case .total where start != nil && hit.isNumbered:
        last = index
        reached = max(reached, FormRow.totalProcessed.rawValue)
        continue
      case .proceedings where start != nil && reached >= FormRow.carriedForward.rawValue:
        if let begin = start { instances.append(begin..<last + 1) }
        start = nil
        continue
      default: continue
      }
      guard let row else { continue }
      if let begin = start {
        let restarts = row == .newReceived && reached >= FormRow.otherHandling.rawValue
        let far = hit.start - hits[last].end > 1500
        if restarts || far {
          instances.append(begin..<last + 1)
          start = index
          reached = 0
        }
      } else {
        start = index
        reached = 0
      }
      last = index
      reached = max(reached, row.rawValue)
    }
    if let begin = start { instances.append(begin..<last + 1) }
    return instances
  }

  /// The first table that is as good as whole; else the one with most rows.
  private func chosen(_ instances: [Range<Int>]) -> Range<Int>? {
    var best: (rows: Int, range: Range<Int>)?
    for range in instances {
      var rows: Set<UInt8> = []
      for index in range {
        if case .row(let row) = hits[index].kind { rows.insert(row.rawValue) }
      }
      let valued = range.contains { index in
        let limit = index + 1 < hits.count ? hits[index + 1].start : stream.count
        return stream.valueLines(
          after: hits[index], hits[index].end..<max(hits[index].end, min(limit, hits[index].end + 80))
        )
        .contains { $0.hasValues || $0.items.contains { $0.isBlank } }
      }
      guard valued, rows.count >= 2 else { continue }
      if rows.count >= 18 { return range }
      if rows.count > best?.rows ?? 0 { best = (rows.count, range) }
    }
    return best?.range
  }

  private func disclosureIndices(before limit: Int, _ instances: [Range<Int>]) -> Range<Int> {
    // Table 2 stands before table 3; behind it only where nothing of it stands before.
    let isRow = { (hit: LabelHit) in
      if case .item = hit.kind { return true }
      if case .row(let row) = hit.kind { return row.table == .disclosure }
      return false
    }
    if hits[..<limit].contains(where: isRow) { return 0..<limit }
    return 0..<hits.count
  }

  private func extent(_ span: Range<Int>, from instance: Range<Int>) -> Range<Int> {
    var first = instance.lowerBound
    while first > 0, hits[instance.lowerBound].start - hits[first - 1].start < 250 {
      switch hits[first - 1].kind {
      case .head, .column, .total, .other, .result: first -= 1
      default: return hits[first].start..<max(span.upperBound, hits[first].start)
      }
    }
    return hits[first].start..<max(span.upperBound, hits[first].start)
  }

  private func lastPosition(_ values: ValueGroup) -> Int {
    values.items.last { !$0.isBlank }?.range.upperBound ?? values.position
  }

  private func proceedings(after instance: Range<Int>?, isGlued: Bool) -> ProceedingsReader.Found? {
    let reader = ProceedingsReader(stream: stream, hits: hits, isGlued: isGlued)
    let start = instance?.upperBound ?? 0
    if let found = reader.find(start..<hits.count) { return found }
    return instance.flatMap { reader.find(0..<$0.lowerBound) }
  }

  private func hasProcurementHead(_ indices: Range<Int>) -> Bool {
    hits[indices].contains { hit in
      switch hit.kind {
      case .item(9), .column(.procurementItems), .column(.procurementAmount): true
      default: false
      }
    }
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
      let values = reader.rows(probe, GlueEvidence())
        .filter { $0.key.item == item }.compactMap { $0.value.values?.items }
      // Empty places behind one value may be the width of the grid.
      let counts = values.map { items in items.dropFirst().allSatisfy(\.isBlank) ? 0 : items.count }
      if !counts.isEmpty, counts.allSatisfy({ $0 == 3 }) { layout[item] = .v1 }
      if !values.isEmpty, values.allSatisfy({ $0.count == 1 }) { layout[item] = .v2 }
    }
  }

  private func count(_ instance: Range<Int>, _ evidence: inout GlueEvidence) {
    for index in instance {
      guard case .row = hits[index].kind else { continue }
      let limit = index + 1 < hits.count ? hits[index + 1].start : stream.count
      evidence.count(
        stream.valueLines(after: hits[index], hits[index].end..<max(hits[index].end, limit)), columns: 7, in: stream)
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

  private func applicationsRow(
    _ row: FormRow, _ aligned: AlignedApplications, _ maker: inout TokenMaker, _ result: inout RecognizedForm
  ) -> PrintedRow {
    let line = aligned.labels[row].map { text.line(at: Int(stream.offsets[min($0, stream.count - 1)])) }
    var printed = PrintedRow(row: row, tokens: [], labelLine: line)
    guard let values = aligned.groups[row] else { return printed }
    if values.isOverfull {
      result.findings.append(
        rowsFinding(
          "More values stand at the row than it has columns.", table: row.table, row: row, position: values.position))
    } else {
      printed.tokens = maker.tokens(values, table: row.table.code, row: row.code, columns: FormColumn.applicants)
    }
    return printed
  }

  // MARK: Findings

  private func report(_ aligned: AlignedApplications, _ layout: FormLayout, _ result: inout RecognizedForm) {
    for (row, position) in aligned.unclear {
      result.findings.append(
        rowsFinding(
          "Values stand here that could not be told to belong to this row or another.", table: row.table, row: row,
          position: position))
    }
    // A whole second table, as that of another body beside this one, is one observation.
    if aligned.contradicted.count >= 8, let first = aligned.contradicted.first {
      result.findings.append(
        Finding(
          rule: "S.ROWS", severity: .warning, table: FormTable.outcomes.code, seen: "\(aligned.contradicted.count)",
          expected: "0", message: "Table 3 is printed more than once, with different values; the first is taken.",
          line: line(first.position)))
    }
    for (row, position) in aligned.contradicted where aligned.contradicted.count < 8 {
      result.findings.append(
        rowsFinding(
          "The row is printed more than once, with different values.", table: row.table, row: row, position: position))
    }
    for position in aligned.strays {
      result.findings.append(
        Finding(
          rule: "S.ROWS", severity: .info, table: FormTable.outcomes.code,
          message: "Values stand between two rows that belong to none of them.", line: line(position)))
    }
    if aligned.groups.isEmpty { return }
    let missing = layout.rows.filter { row in
      (row.table == .applications || row.table == .outcomes) && aligned.groups[row] == nil
        && aligned.labels[row] == nil && !aligned.unclear.contains { $0.row == row }
    }
    if missing.count > 3 {
      result.findings.append(
        Finding(
          rule: "S.ROWS", severity: .warning, table: FormTable.outcomes.code, seen: "\(missing.count)", expected: "0",
          message: "Many rows of table 3 were not found in the document."))
      // Without the row of totals nothing can be said about any of them, and nothing is.
      if missing.contains(.totalProcessed) { return }
    }
    for row in missing {
      result.findings.append(
        Finding(
          rule: "S.ROWS", severity: .warning, table: row.table.code, row: row.code,
          message: "The row was not found in the document."))
    }
  }

  private func rowsFinding(_ message: String, table: FormTable, row: FormRow?, position: Int) -> Finding {
    Finding(
      rule: "S.ROWS", severity: .warning, table: table.code, row: row?.code, message: message, line: line(position))
  }

  private func line(_ position: Int) -> Int? {
    stream.offsets.indices.contains(position) ? text.line(at: Int(stream.offsets[position])) : nil
  }
}
