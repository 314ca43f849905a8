import FactTables

/// Reports that the roster expects and the store does not have: findings without a report.
///
/// For an agency that still reports, years are expected up to the newest that any report of the store is about, so that
/// a new year begins with its first report and not with the calendar.
struct MissingReports {
  /// The rule of its findings.
  static let rule = "D.MISSING"

  /// Sorted by agency.
  private var agencies: [Int: [String]] = [:]

  /// Compares the roster with the ids of the reports that are loaded; `years` are those of the reports.
  init(roster: Roster, years: some Sequence<Int>, loaded: some Sequence<String>) {
    let expected = roster.expected(upTo: years.max())
    if expected.isEmpty { return }
    // Own and consolidated report count alike, as in `status`.
    let present = Set(loaded.lazy.compactMap(AgencyYear.init(reportID:)))
    for report in expected where !present.contains(report) {
      agencies[report.year, default: []].append(report.agencyID)
    }
  }

  /// The years for which something is missing.
  var years: some Collection<Int> { agencies.keys }

  /// The agencies whose report of a year is missing, sorted.
  func agencies(of year: Int) -> [String] { agencies[year] ?? [] }

  /// The finding that an agency's report of a year is missing.
  static func row(_ agencyID: String, _ year: Int) throws(RowFault) -> FactRow {
    let parts = agencyID.split(separator: "/", maxSplits: 1).map(String.init)
    var row = RowBuilder(.findings)
    row["report_year"] = .integer(Int64(year))
    row["agency_id"] = .text(agencyID)
    row["agency_name"] = .text(parts.last ?? agencyID)
    row["region_code"] = .text(parts.count == 2 ? parts[0] : "000000")
    row["rule"] = .text(rule)
    row["severity"] = .text("warning")
    row["expected"] = .text(AgencyYear(agencyID: agencyID, year: year).reportID)
    row["message"] = .text("The roster expects a report of \(agencyID) about \(year), and no document holds one.")
    return try row.build()
  }
}
