import CellResolution
import DecimalNumbers
import StatutoryForm

/// Puts the corrections of one document into its resolved cells, and says what became of each.
///
/// It runs after resolution: a corrected cell changes no other cell. The rules are evaluated afterwards, over what is
/// published.
struct Corrector {
  private let corrections: [Correction]
  /// One finding a correction: applied, or refused.
  private(set) var findings: [Finding] = []
  /// Cells that have been corrected.
  private(set) var correctedCells: Set<FormCell> = []
  /// Money cells whose unit only the correction says.
  private(set) var cellsWithGivenUnit: Set<FormCell> = []

  init(_ corrections: [Correction]) { self.corrections = corrections }

  /// How many corrections were applied.
  var appliedCount: Int { findings.count { $0.severity == .info } }

  /// Corrects the statutory tables; also refuses what is meant for them where the document has none.
  mutating func correct(_ resolution: inout Resolution?) {
    for correction in corrections where correction.place.table != "statistics_v0" {
      let place = correction.place
      guard
        let index = resolution?.form.cells.firstIndex(where: {
          $0.row.table.code == place.table && $0.row.code == place.row && $0.column.code == place.column
        }), var cell = resolution?.form.cells[index]
      else {
        findings.append(correction.refused(seen: nil, line: nil, because: "the document's form has no such cell."))
        continue
      }
      let seen = cell.printed ?? cell.value?.description
      guard correction.fits(printed: cell.printed, value: cell.value) else {
        findings.append(
          correction.refused(seen: seen, line: cell.line, because: "the document has something else there."))
        continue
      }
      guard let value = Self.value(of: correction, for: &cell) else {
        findings.append(
          correction.refused(seen: seen, line: cell.line, because: "it needs a unit, or its amount is too large."))
        continue
      }
      let formCell = FormCell(cell.row, cell.column)
      if cell.column.isMoney, resolution?.form.cells[index].unit == nil { cellsWithGivenUnit.insert(formCell) }
      cell.value = value
      cell.basis = .corrected
      resolution?.form.cells[index] = cell
      correctedCells.insert(formCell)
      findings.append(correction.applied(seen: seen, line: cell.line))
    }
    dropObsoleteFindings(&resolution)
  }

  /// Corrects the statistics table.
  mutating func correct(_ statistics: inout ResolvedStatistics) {
    for correction in corrections where correction.place.table == "statistics_v0" {
      let place = correction.place
      guard
        let index = statistics.cells.firstIndex(where: { $0.label == place.row && $0.columnLabel == place.column })
      else {
        findings.append(correction.refused(seen: nil, line: nil, because: "the document has no such cell."))
        continue
      }
      let cell = statistics.cells[index]
      let seen = cell.printed ?? cell.value?.description
      guard correction.fits(printed: cell.printed, value: cell.value) else {
        findings.append(
          correction.refused(seen: seen, line: cell.line, because: "the document has something else there."))
        continue
      }
      statistics.cells[index].value = correction.value
      statistics.cells[index].basis = .corrected
      findings.append(correction.applied(seen: seen, line: cell.line))
    }
  }

  /// The value in the unit of the cell; the cell gets the unit of the correction where the document says none.
  private static func value(of correction: Correction, for cell: inout ResolvedCell) -> DecimalNumber? {
    guard cell.column.isMoney, correction.value != .zero else { return correction.value }
    guard let own = cell.unit else {
      cell.unit = correction.unit
      return correction.unit == nil ? nil : correction.value
    }
    guard let given = correction.unit, given != own else { return correction.value }
    return correction.value.scaled(byPowerOfTen: given.powerOfTen - own.powerOfTen)
  }

  /// What the resolver said about a contradiction was said of the printed value: the rules judge the corrected one.
  private mutating func dropObsoleteFindings(_ resolution: inout Resolution?) {
    guard !correctedCells.isEmpty, let proof = resolution?.proof else { return }
    let touched = (proof.applications.dropped + proof.proceedings.dropped).filter { identity in
      (identity.parts + identity.wholes).contains(where: correctedCells.contains)
    }
    resolution?.findings.removeAll { finding in
      touched.contains {
        $0.rule.rawValue == finding.rule && $0.place.row.code == finding.row && $0.place.column.code == finding.column
          && $0.place.row.table.code == finding.table
      }
    }
  }
}
