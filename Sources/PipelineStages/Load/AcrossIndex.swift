import FactTables
import ReportChecks

/// What is kept in memory of every report at hand, for the checks across reports.
struct ReportDigest: Hashable, Sendable {
  var agencyKind: String?
  var indexNumber: String?
  var figures: SeriesFigures?

  init() {}

  init(_ report: NormalizedReport) {
    let reports = TableColumns(.reports)
    agencyKind = reports.text("agency_kind", of: report.reportRow)
    indexNumber = reports.text("index_number", of: report.reportRow)
    figures = report.figures
  }
}

/// The other reports that a report's rows depend on; those of which there is no record are left out.
struct AcrossSources: Hashable, Sendable {
  /// The report of the same agency and scope for the year before.
  var previous: RecordKey?
  /// For the year after.
  var next: RecordKey?
  /// For the latest year before.
  var earlier: RecordKey?
  /// Superseded documents of the same report, by hash.
  var superseded: [RecordKey] = []
  /// Reports of the bodies that a consolidated report covers, by report id.
  var members: [RecordKey] = []
  /// Figures of the agency's other years, in their order.
  var otherYears: [SeriesFigures] = []
  /// Another report with the same index number: the smallest id; `nil` where there is none.
  var sharesIndexNumberWith: String?

  var isEmpty: Bool { self == AcrossSources() }

  func encode(to encoder: inout RecordEncoder) {
    for key in [previous, next, earlier] { encoder.encode(key) }
    encoder.encode(list: superseded)
    encoder.encode(list: members)
    encoder.encode(unsigned: UInt64(otherYears.count))
    for figures in otherYears {
      for value in figures.values { encoder.encode(value.map { String($0) }) }
    }
    encoder.encode(sharesIndexNumberWith)
  }
}

/// Which reports belong together: an index over all documents at hand, without their facts.
struct AcrossIndex {
  private struct Member {
    var reportID: String
    var key: RecordKey
  }

  private struct Year {
    var year: Int
    var key: RecordKey
    var figures: SeriesFigures?
  }

  /// By agency and scope; ascending by year.
  private var series: [String: [Year]] = [:]
  /// By report.
  private var superseded: [String: [(hash: String, key: RecordKey)]] = [:]
  /// By region and year.
  private var members: [String: [Member]] = [:]
  /// By index number: the two smallest report ids.
  private var indexNumbers: [String: [String]] = [:]

  /// Kinds of bodies that a government's consolidated report covers; a vertical one answers to another level.
  private static let memberKinds: Set<String> = [
    "gov_office", "department", "township_street", "zone", "public_institution",
  ]

  init(documents: KnownDocuments, winners: ReportWinners) {
    for (hash, state) in documents.states {
      guard case .report(let candidate, .record(let key)) = state else { continue }
      guard winners.byReport[candidate.reportID]?.documentHash == hash else {
        superseded[candidate.reportID, default: []].append((hash, key))
        continue
      }
      guard let name = Self.name(of: candidate.reportID) else { continue }
      series[name.series, default: []].append(Year(year: name.year, key: key, figures: candidate.digest.figures))
      if let kind = candidate.digest.agencyKind, Self.memberKinds.contains(kind), !name.isConsolidated,
        let region = name.region
      {
        members["\(region)@\(name.year)", default: []].append(Member(reportID: candidate.reportID, key: key))
      }
      if let number = candidate.digest.indexNumber {
        indexNumbers[number] = Array(
          ((indexNumbers[number] ?? []) + [candidate.reportID]).sorted(by: Self.isBefore).prefix(2))
      }
    }
    for name in Array(series.keys) { series[name]?.sort { $0.year < $1.year } }
    for place in Array(members.keys) { members[place]?.sort { Self.isBefore($0.reportID, $1.reportID) } }
    for report in Array(superseded.keys) { superseded[report]?.sort { Self.isBefore($0.hash, $1.hash) } }
  }

  /// What a report's rows depend on.
  func sources(of candidate: Candidate) -> AcrossSources {
    var sources = AcrossSources()
    guard let name = Self.name(of: candidate.reportID) else { return sources }
    for other in series[name.series] ?? [] where other.year != name.year {
      if other.year == name.year - 1 { sources.previous = other.key }
      if other.year == name.year + 1 { sources.next = other.key }
      if other.year < name.year { sources.earlier = other.key }
      if let figures = other.figures { sources.otherYears.append(figures) }
    }
    sources.superseded = (superseded[candidate.reportID] ?? []).map(\.key)
    if name.isConsolidated, let region = name.region {
      sources.members = (members["\(region)@\(name.year)"] ?? []).map(\.key)
    }
    if let number = candidate.digest.indexNumber {
      sources.sharesIndexNumberWith = indexNumbers[number]?.first { $0 != candidate.reportID }
    }
    return sources
  }

  /// The parts of `<region>/<name>@<year>[+consolidated]`; no region where it is not known.
  private static func name(of reportID: String) -> (series: String, region: String?, year: Int, isConsolidated: Bool)? {
    guard let year = YearPartitions.year(of: reportID), let at = reportID.lastIndex(of: "@") else { return nil }
    let isConsolidated = reportID.hasSuffix("+consolidated")
    let region = reportID.prefix { $0 != "/" }
    return (
      reportID[..<at] + (isConsolidated ? "+" : "@"), region == "000000" ? nil : String(region), year, isConsolidated
    )
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
