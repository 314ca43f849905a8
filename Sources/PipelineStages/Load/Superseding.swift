/// One document that could stand for a report.
struct Candidate: Sendable, Hashable {
  var reportID: String
  /// Hexadecimal SHA-256.
  var documentHash: String
  var publishedOn: String?
  var composedOn: String?
  var printedCellCount: Int
  /// What the checks across reports need of every report at hand.
  var digest = ReportDigest()

  /// Whether this document is loaded rather than `other`, where both are about the same report.
  ///
  /// The newer one is, then the one with more printed cells, then the smaller hash (contract.md section 3). A document
  /// without date is oldest.
  func isPreferred(over other: Candidate) -> Bool {
    let mine = publishedOn ?? composedOn ?? ""
    let theirs = other.publishedOn ?? other.composedOn ?? ""
    if mine != theirs { return mine.utf8.lexicographicallyPrecedes(theirs.utf8) == false }
    if printedCellCount != other.printedCellCount { return printedCellCount > other.printedCellCount }
    return documentHash.utf8.lexicographicallyPrecedes(other.documentHash.utf8)
  }
}

/// Which document of each report is loaded.
struct ReportWinners {
  private(set) var byReport: [String: Candidate] = [:]

  /// Considers a document.
  mutating func consider(_ candidate: Candidate) {
    if let standing = byReport[candidate.reportID], !candidate.isPreferred(over: standing) { return }
    byReport[candidate.reportID] = candidate
  }
}
