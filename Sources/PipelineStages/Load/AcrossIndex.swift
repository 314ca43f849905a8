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
      for value in figures.values {
        encoder.encode(value != nil)
        if let value { encoder.encode(value) }
      }
    }
    encoder.encode(sharesIndexNumberWith)
  }
}

/// Which reports belong together: an index over all documents at hand, without their facts.
///
/// Each group is a chain through the candidates, so that a report costs a few words.
struct AcrossIndex {
  /// Chains of candidates: the first of each group, and by candidate the next one.
  private struct Chains {
    private var first: SpilledArray<Int32>
    private var next: SpilledArray<Int32>

    init(_ spill: SpillPlace, groupCount: Int = 0, candidateCount: Int) {
      first = SpilledArray(spill, repeating: -1, count: groupCount)
      next = SpilledArray(spill, repeating: -1, count: candidateCount)
    }

    mutating func add(_ candidate: Int, to group: Int) {
      if group == first.count { first.append(-1) }
      next[candidate] = first[group]
      first[group] = Int32(candidate)
    }

    /// The candidates of a group, in no order.
    subscript(group: Int) -> [Int] {
      var members: [Int] = []
      var candidate = group < first.count ? first[group] : -1
      while candidate >= 0 {
        members.append(Int(candidate))
        candidate = next[Int(candidate)]
      }
      return members
    }
  }

  private let table: DocumentTable
  /// By candidate: its agency and scope; below 0 for those that are not loaded.
  private var seriesNumbers: SpilledArray<Int32>
  private var years: SpilledArray<Int32>
  private var series: Chains
  /// By report: the superseded documents.
  private var superseded: Chains
  /// Regions and years.
  private var areas: SpilledTexts
  private var members: Chains
  /// By index number: the two smallest report ids; `noReport` where there is none.
  private var sharing: SpilledArray<Twins>

  private static let noReport = UInt32.max

  private struct Twins {
    var first = noReport
    var second = noReport
  }

  init(documents: DocumentTable, winners: ReportWinners) {
    table = documents
    let count = documents.candidates.count
    let spill = documents.spill
    seriesNumbers = SpilledArray(spill, repeating: -1, count: count)
    years = SpilledArray(spill, repeating: 0, count: count)
    series = Chains(spill, candidateCount: count)
    superseded = Chains(spill, groupCount: documents.reportIDs.count, candidateCount: count)
    members = Chains(spill, candidateCount: count)
    areas = SpilledTexts(spill)
    sharing = SpilledArray(spill, repeating: Twins(), count: documents.indexNumbers.count)
    var names = SpilledTexts(spill)
    for state in documents.states {
      spill.visit()
      guard case .report(let number) = state else { continue }
      let candidate = documents.candidates[Int(number)]
      guard candidate.record >= 0 else { continue }
      guard winners.candidate(for: candidate.report) == Int(number) else {
        superseded.add(Int(number), to: Int(candidate.report))
        continue
      }
      guard let name = documents.name(of: candidate.report) else { continue }
      let own = Int(names.index(of: name.series))
      seriesNumbers[Int(number)] = Int32(own)
      years[Int(number)] = Int32(clamping: name.year)
      series.add(Int(number), to: own)
      if candidate.isMember, !name.isConsolidated, let area = name.area {
        members.add(Int(number), to: Int(areas.index(of: area)))
      }
      if candidate.indexNumber >= 0 { share(candidate.report, Int(candidate.indexNumber)) }
    }
  }

  private mutating func share(_ report: UInt32, _ number: Int) {
    let twins = sharing[number]
    if twins.first == Self.noReport || table.isBefore(report, twins.first) {
      sharing[number] = Twins(first: report, second: twins.first)
    } else if twins.second == Self.noReport || table.isBefore(report, twins.second) {
      sharing[number].second = report
    }
  }

  /// What a report's rows depend on.
  func sources(of number: Int) -> AcrossSources {
    var sources = AcrossSources()
    let candidate = table.candidates[number]
    guard let name = table.name(of: candidate.report) else { return sources }
    if seriesNumbers[number] >= 0 {
      let others = series[Int(seriesNumbers[number])].map { (year: Int(years[$0]), number: $0) }
      for other in others.sorted(by: { $0.year < $1.year }) where other.year != name.year {
        let key = table.key(ofCandidate: other.number)
        if other.year == name.year - 1 { sources.previous = key }
        if other.year == name.year + 1 { sources.next = key }
        if other.year < name.year { sources.earlier = key }
        if let figures = table.figures[other.number] { sources.otherYears.append(figures) }
      }
    }
    sources.superseded = superseded[Int(candidate.report)]
      .sorted { hash(of: $0) < hash(of: $1) }.compactMap { table.key(ofCandidate: $0) }
    if name.isConsolidated, let area = name.area, let group = areas.find(area) {
      sources.members = members[Int(group)]
        .sorted { table.isBefore(table.candidates[$0].report, table.candidates[$1].report) }
        .compactMap { table.key(ofCandidate: $0) }
    }
    if candidate.indexNumber >= 0 {
      let twins = sharing[Int(candidate.indexNumber)]
      let twin = twins.first == candidate.report ? twins.second : twins.first
      if twin != Self.noReport { sources.sharesIndexNumberWith = table.reportID(twin) }
    }
    return sources
  }

  private func hash(of candidate: Int) -> DocumentHash { table.hashes[Int(table.candidates[candidate].document)] }
}

/// The parts of a report's id, `<region>/<name>@<year>[+consolidated]`.
struct ReportName {
  /// Agency and scope, as bytes that tell them from every other.
  var series: [UInt8]
  var year: Int
  var isConsolidated: Bool
  /// Region and year; `nil` where the region is not known.
  var area: [UInt8]?

  /// `nil` for a text that is no such id.
  init?(_ id: ArraySlice<UInt8>) {
    guard let at = id.lastIndex(of: UInt8(ascii: "@")), let year = Self.year(id[(at + 1)...]) else { return nil }
    self.year = year
    isConsolidated = id.suffix(Self.consolidated.count).elementsEqual(Self.consolidated)
    series = Array(id[..<at])
    series.append(isConsolidated ? UInt8(ascii: "+") : UInt8(ascii: "@"))
    let region = id.prefix { $0 != UInt8(ascii: "/") }
    if !region.elementsEqual("000000".utf8) { area = region + [UInt8(ascii: "@")] + Array("\(year)".utf8) }
  }

  private static let consolidated = Array("+consolidated".utf8)

  /// The number that digits begin with; `nil` where there is none.
  static func year(_ digits: some Sequence<UInt8>) -> Int? {
    var year: Int?
    for byte in digits {
      let digit = Int(byte) - 0x30
      guard (0...9).contains(digit), (year ?? 0) < 100_000 else { break }
      year = (year ?? 0) * 10 + digit
    }
    return year
  }
}

extension DocumentTable {
  /// The parts of the id of a report; `nil` where it is no such id.
  func name(of report: UInt32) -> ReportName? { ReportName(reportIDs[Int(report)][...]) }
}
