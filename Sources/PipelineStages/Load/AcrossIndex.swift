import FactTables
import ReportChecks

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
///
/// Each group is a chain through the candidates, so that a report costs a few words.
struct AcrossIndex {
  /// Groups of candidates by a text.
  private struct Groups {
    private var names = TextDictionary()
    private var first: [Int32] = []
    private var next: [Int32]

    init(candidateCount: Int) { next = Array(repeating: -1, count: candidateCount) }

    mutating func add(_ candidate: Int, to name: String) {
      let group = Int(names.index(of: name))
      if group == first.count { first.append(-1) }
      next[candidate] = first[group]
      first[group] = Int32(candidate)
    }

    /// The candidates of a group, in no order.
    mutating func members(of name: String) -> [Int] {
      let group = Int(names.index(of: name))
      guard group < first.count else {
        first.append(-1)
        return []
      }
      var members: [Int] = []
      var candidate = first[group]
      while candidate >= 0 {
        members.append(Int(candidate))
        candidate = next[Int(candidate)]
      }
      return members
    }
  }

  private let table: DocumentTable
  private let records: RecordReader
  /// By agency and scope.
  private var series: Groups
  /// By report: the superseded documents.
  private var superseded: Groups
  /// By region and year.
  private var members: Groups
  /// By index number: the two smallest report ids.
  private var indexNumbers: [String: [UInt32]] = [:]

  init(documents: DocumentTable, winners: ReportWinners, records: RecordReader) {
    table = documents
    self.records = records
    let count = documents.candidates.count
    series = Groups(candidateCount: count)
    superseded = Groups(candidateCount: count)
    members = Groups(candidateCount: count)
    for case .report(let number) in documents.states {
      let candidate = documents.candidates[Int(number)]
      guard candidate.key != nil else { continue }
      let id = documents.reportID(candidate.report)
      guard winners.candidate(for: candidate.report) == Int(number) else {
        superseded.add(Int(number), to: id)
        continue
      }
      guard let name = Self.name(of: id) else { continue }
      series.add(Int(number), to: name.series)
      if candidate.isMember, !name.isConsolidated, let region = name.region {
        members.add(Int(number), to: "\(region)@\(name.year)")
      }
      if let text = candidate.indexNumber {
        var two = indexNumbers[text] ?? []
        two.append(candidate.report)
        two.sort { documents.isBefore($0, $1) }
        indexNumbers[text] = Array(two.prefix(2))
      }
    }
  }

  /// What a report's rows depend on.
  mutating func sources(of candidate: Candidate) -> AcrossSources {
    var sources = AcrossSources()
    let id = table.reportID(candidate.report)
    guard let name = Self.name(of: id) else { return sources }
    let years = series.members(of: name.series).compactMap { number in
      Self.name(of: table.reportID(table.candidates[number].report)).map { (year: $0.year, number: number) }
    }
    for other in years.sorted(by: { $0.year < $1.year }) where other.year != name.year {
      let key = table.candidates[other.number].key
      if other.year == name.year - 1 { sources.previous = key }
      if other.year == name.year + 1 { sources.next = key }
      if other.year < name.year { sources.earlier = key }
      // Not kept in memory for each report there is: a report has few other years.
      if let key, case .report(let digest)? = records.digest(key), let figures = digest.figures {
        sources.otherYears.append(figures)
      }
    }
    sources.superseded = superseded.members(of: id)
      .sorted { hash(of: $0) < hash(of: $1) }.compactMap { table.candidates[$0].key }
    if name.isConsolidated, let region = name.region {
      sources.members = members.members(of: "\(region)@\(name.year)")
        .sorted { table.isBefore(table.candidates[$0].report, table.candidates[$1].report) }
        .compactMap { table.candidates[$0].key }
    }
    if let number = candidate.indexNumber {
      sources.sharesIndexNumberWith = indexNumbers[number]?.first { $0 != candidate.report }.map(table.reportID)
    }
    return sources
  }

  private func hash(of candidate: Int) -> DocumentHash { table.hashes[Int(table.candidates[candidate].document)] }

  /// The parts of `<region>/<name>@<year>[+consolidated]`; no region where it is not known.
  private static func name(of reportID: String) -> (series: String, region: String?, year: Int, isConsolidated: Bool)? {
    guard let year = YearPartitions.year(of: reportID), let at = reportID.lastIndex(of: "@") else { return nil }
    let isConsolidated = reportID.hasSuffix("+consolidated")
    let region = reportID.prefix { $0 != "/" }
    return (
      reportID[..<at] + (isConsolidated ? "+" : "@"), region == "000000" ? nil : String(region), year, isConsolidated
    )
  }
}
