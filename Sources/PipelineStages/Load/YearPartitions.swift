/// One report that is loaded: where its facts are, and the place that is cited.
struct LoadedReport: Sendable {
  var reportID: String
  var documentHash: String
  /// The record; `nil` where the facts are only in the parent snapshot.
  var key: RecordKey?
  var place: DocumentPlace
  /// The other reports that its rows depend on.
  var across = AcrossSources()
}

/// The reports of one reporting year, in the order of their rows.
struct YearPartition {
  var year: Int
  /// Sorted by the bytes of their report ids.
  var reports: [LoadedReport]
  /// Agencies whose report the roster expects and nobody has, sorted.
  var missingAgencies: [String] = []

  /// A hash of all that the year's files depend on; facts of the parent snapshot count by their document.
  var fingerprint: [UInt8] {
    var encoder = RecordEncoder()
    for report in reports {
      encoder.encode(report.reportID)
      encoder.encode(report.documentHash)
      encoder.encode(report.place.path)
      encoder.encode(report.place.url)
      if let key = report.key {
        encoder.encode(key)
        report.across.encode(to: &encoder)
      }
    }
    for agency in missingAgencies { encoder.encode(agency) }
    return sha256(encoder.bytes)
  }
}

/// The loaded reports, by year; all that is known of a year's reports is put together only when it is its turn.
struct YearPartitions {
  /// Ascending.
  let years: [Int]

  private let documents: KnownDocuments
  private var across: AcrossIndex
  private let missing: MissingReports
  private var candidates: [Int: [Int32]] = [:]

  init(documents: KnownDocuments, winners: ReportWinners, records: RecordReader, roster: Roster) {
    self.documents = documents
    let table = documents.table
    across = AcrossIndex(documents: table, winners: winners, records: records)
    for number in winners.all {
      if let year = Self.year(of: table.reportID(table.candidates[number].report)) {
        candidates[year, default: []].append(Int32(number))
      }
    }
    missing = MissingReports(
      roster: roster, years: candidates.keys,
      loaded: winners.all.lazy.map { table.reportID(table.candidates[$0].report) })
    years = Set(candidates.keys).union(missing.years).sorted()
  }

  /// The reports of a year.
  mutating func partition(_ year: Int) -> YearPartition {
    let table = documents.table
    var partition = YearPartition(year: year, reports: [], missingAgencies: missing.agencies(of: year))
    let numbers = (candidates[year] ?? []).sorted {
      table.isBefore(table.candidates[Int($0)].report, table.candidates[Int($1)].report)
    }
    for number in numbers {
      let candidate = table.candidates[Int(number)]
      guard let place = documents.citedPlace(of: Int(candidate.document)) else { continue }
      partition.reports.append(
        LoadedReport(
          reportID: table.reportID(candidate.report), documentHash: table.hashes[Int(candidate.document)].text,
          key: candidate.key, place: place, across: across.sources(of: candidate)))
    }
    return partition
  }

  /// The year in `<agency_id>@<report_year>[+consolidated]`.
  static func year(of reportID: String) -> Int? {
    let bytes = reportID.utf8
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    var year: Int?
    for byte in bytes[bytes.index(after: at)...] {
      let digit = Int(byte) - 0x30
      guard (0...9).contains(digit), (year ?? 0) < 100_000 else { break }
      year = (year ?? 0) * 10 + digit
    }
    return year
  }
}
