import StatutoryForm

/// Leaves out values under columns that the form does not have.
extension FormRecognizer {
  private var foreign: ForeignHeads { ForeignHeads(stream: stream, hits: hits) }

  /// Leaves all rows of table 3 to what single heads of the form say.
  func leaveForeign(_ instance: Range<Int>, _ aligned: inout AlignedApplications, _ result: inout RecognizedForm) {
    // Rows of another table, as of a comparison, may stand before those that are taken.
    let first = aligned.groups.present.map(\.position).min() ?? .max
    let label = instance.last { hits[$0].end <= first } ?? instance.lowerBound
    guard foreign.standBeforeApplications(label) else { return }
    result.hasForeignApplications = true
    for row in FormRow.list where aligned.groups[row] != nil || aligned.unclear.contains(where: { $0.row == row }) {
      result.findings.append(.foreignColumns(row, line: line(aligned.labels[row] ?? hits[instance.lowerBound].start)))
      if aligned.labels[row] == nil { aligned.labels[row] = aligned.groups[row]?.position }
      aligned.groups[row] = nil
    }
    aligned.unclear = []
    aligned.contradicted = []
    aligned.subtotals = []
  }

  /// Leaves out the rows of table 2 whose item has other columns.
  func leaveForeign(
    _ disclosure: DisclosureReader, _ found: inout RowTable<AlignedDisclosureRow>, _ result: inout RecognizedForm
  ) {
    for row in FormRow.list where found[row]?.values != nil {
      guard let label = disclosure.labels[row], foreign.standBeforeMeasures(label) else { continue }
      result.findings.append(.foreignColumns(row, line: line(hits[label].start)))
      found[row]?.values = nil
    }
  }

  /// Table 4, where its columns are the form's.
  func ownProceedings(_ found: ProceedingsReader.Found?, _ result: inout RecognizedForm) -> ProceedingsReader.Found? {
    guard let found, foreign.standBeforeResults(found.heads, values: found.values.position) else { return found }
    for stage in Self.stages { result.findings.append(.foreignColumns(stage, line: line(found.values.position))) }
    result.extents.append(found.extent)
    return nil
  }
}
