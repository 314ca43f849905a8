import StatutoryForm

/// How many cells of a report have which basis, as the columns of `reports` count them.
struct CellCounts: Hashable {
  var printed = 0
  var inferred = 0
  var unresolved = 0
  var blank = 0

  init(form: ResolvedForm?, statistics: [ResolvedStatistic]) {
    if let form {
      for index in form.cells.indices { count(form.cells[index].basis) }
    }
    for statistic in statistics { count(statistic.basis) }
  }

  private mutating func count(_ basis: Basis) {
    switch basis {
    case .printed, .corrected: printed += 1
    case .inferred: inferred += 1
    case .unresolved: unresolved += 1
    case .blank: blank += 1
    case .notApplicable: break
    }
  }
}
