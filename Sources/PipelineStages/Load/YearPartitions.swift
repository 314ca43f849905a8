/// One report that is loaded: where its facts are, and the place that is cited.
struct LoadedReport {
  var candidate: Candidate
  var source: FactSource
  var place: DocumentPlace
  /// The other reports that its rows depend on.
  var across = AcrossSources()
}

/// The reports of one reporting year, in the order of their rows.
struct YearPartition {
  var year: Int
  /// Sorted by the bytes of their report ids.
  var reports: [LoadedReport]

  /// A hash of all that the year's files depend on; facts of the parent snapshot count by their document.
  var fingerprint: [UInt8] {
    var encoder = RecordEncoder()
    for report in reports {
      encoder.encode(report.candidate.reportID)
      encoder.encode(report.candidate.documentHash)
      encoder.encode(report.place.path)
      encoder.encode(report.place.url)
      if case .record(let key) = report.source {
        encoder.encode(key)
        report.across.encode(to: &encoder)
      }
    }
    return sha256(encoder.bytes)
  }
}

/// The loaded reports, by year.
struct YearPartitions {
  /// Ascending.
  let years: [YearPartition]

  init(documents: KnownDocuments, winners: ReportWinners) {
    let cited = documents.citedPlaces()
    let across = AcrossIndex(documents: documents, winners: winners)
    var byYear: [Int: [LoadedReport]] = [:]
    for candidate in winners.byReport.values {
      guard case .report(_, let source)? = documents.states[candidate.documentHash],
        let place = cited[candidate.documentHash], let year = Self.year(of: candidate.reportID)
      else { continue }
      byYear[year, default: []].append(
        LoadedReport(candidate: candidate, source: source, place: place, across: across.sources(of: candidate)))
    }
    years = byYear.map { year, reports in
      YearPartition(
        year: year,
        reports: reports.sorted { $0.candidate.reportID.utf8.lexicographicallyPrecedes($1.candidate.reportID.utf8) })
    }.sorted { $0.year < $1.year }
  }

  /// The year in `<agency_id>@<report_year>[+consolidated]`.
  static func year(of reportID: String) -> Int? {
    guard let at = reportID.lastIndex(of: "@") else { return nil }
    return Int(reportID[reportID.index(after: at)...].prefix { $0.isNumber })
  }
}
