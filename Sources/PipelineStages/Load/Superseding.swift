/// Which document of each report is loaded.
struct ReportWinners {
  /// By the number of the report's id: the number of the candidate; below 0 where there is none.
  private var candidates: SpilledArray<Int32>

  /// Decides among the documents that are reports as things stand.
  init(_ documents: DocumentTable) {
    candidates = SpilledArray(documents.spill, repeating: -1, count: documents.reportIDs.count)
    for state in documents.states {
      documents.spill.visit()
      guard case .report(let number) = state else { continue }
      let candidate = documents.candidates[Int(number)]
      let standing = candidates[Int(candidate.report)]
      if standing >= 0, !candidate.isPreferred(over: documents.candidates[Int(standing)], documents.hashes) { continue }
      candidates[Int(candidate.report)] = number
    }
  }

  /// The candidate that stands for a report; `nil` where none does.
  func candidate(for report: UInt32) -> Int? {
    let number = candidates[Int(report)]
    return number < 0 ? nil : Int(number)
  }

  /// The candidates that stand for their reports.
  var all: some Sequence<Int> { candidates.lazy.filter { $0 >= 0 }.map { Int($0) } }
}
