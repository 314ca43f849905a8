import Crypto

/// One report that is loaded: where its facts are, and the place that is cited.
struct LoadedReport: Sendable {
  var reportID: String
  var documentHash: DocumentHash
  /// The record; `nil` where the facts are only in the parent snapshot.
  var key: RecordKey?
  var place: DocumentPlace
  /// The other reports that its rows depend on.
  var across = AcrossSources()
}

/// A hash of all that a year's files depend on; facts of the parent snapshot count by their document.
struct YearFingerprint {
  private var hash = SHA256()

  /// Begins with the agencies whose report is missing.
  init(missingAgencies: [String]) {
    var encoder = RecordEncoder()
    encoder.encode(list: missingAgencies)
    hash.update(data: encoder.bytes)
  }

  /// Adds the next report of the year.
  mutating func add(_ report: LoadedReport) {
    var encoder = RecordEncoder()
    encoder.encode(report.reportID)
    encoder.encode(report.documentHash.bytes)
    encoder.encode(report.place.path)
    encoder.encode(report.place.url)
    if let key = report.key {
      encoder.encode(key)
      report.across.encode(to: &encoder)
    }
    hash.update(data: encoder.bytes)
  }

  var bytes: [UInt8] { Array(hash.finalize()) }
}

/// The loaded reports, by year; what is known of one is put together only when it is its turn, and then forgotten.
struct YearPartitions {
  /// Ascending.
  let years: [Int]

  private let documents: KnownDocuments
  private let across: AcrossIndex
  private let missing: MissingReports
  private var candidates: [Int: [Int32]] = [:]

  init(documents: KnownDocuments, winners: ReportWinners, roster: Roster) {
    self.documents = documents
    let table = documents.table
    across = AcrossIndex(documents: table, winners: winners)
    for number in winners.all {
      table.spill.visit()
      if let name = table.name(of: table.candidates[number].report) {
        candidates[name.year, default: []].append(Int32(number))
      }
    }
    missing = MissingReports(
      roster: roster, years: candidates.keys,
      loaded: winners.all.lazy.map { table.reportID(table.candidates[$0].report) })
    years = Set(candidates.keys).union(missing.years).sorted()
  }

  /// The reports of a year.
  func partition(_ year: Int) -> YearPartition {
    var numbers = candidates[year] ?? []
    documents.table.sortByReport(&numbers)
    return YearPartition(
      year: year, missingAgencies: missing.agencies(of: year), documents: documents, across: across, numbers: numbers)
  }

  /// The year in `<agency_id>@<report_year>[+consolidated]`.
  static func year(of reportID: String) -> Int? {
    let bytes = reportID.utf8
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    return ReportName.year(bytes[bytes.index(after: at)...])
  }
}

/// The reports of one reporting year, in the order of their rows: sorted by the bytes of their ids.
struct YearPartition {
  let year: Int
  /// Agencies whose report the roster expects and nobody has, sorted.
  let missingAgencies: [String]
  fileprivate let documents: KnownDocuments
  fileprivate let across: AcrossIndex
  fileprivate let numbers: [Int32]

  fileprivate init(
    year: Int, missingAgencies: [String], documents: KnownDocuments, across: AcrossIndex, numbers: [Int32]
  ) {
    self.year = year
    self.missingAgencies = missingAgencies
    self.documents = documents
    self.across = across
    self.numbers = numbers
  }

  /// How many places of reports there are.
  var count: Int { numbers.count }

  /// The report at a place; `nil` where no document of it is known any more.
  func report(_ index: Int) -> LoadedReport? {
    let table = documents.table
    let number = Int(numbers[index])
    let candidate = table.candidates[number]
    guard let place = documents.citedPlace(of: Int(candidate.document)) else { return nil }
    return LoadedReport(
      reportID: table.reportID(candidate.report), documentHash: table.hashes[Int(candidate.document)],
      key: table.key(ofCandidate: number), place: place, across: across.sources(of: number))
  }

  /// The ids of reports whose facts are only in the parent snapshot.
  var carriedReports: Set<String> {
    let table = documents.table
    return Set(
      numbers.lazy.map { table.candidates[Int($0)] }.filter { $0.record < 0 }.map { table.reportID($0.report) })
  }

  var fingerprint: [UInt8] {
    var fingerprint = YearFingerprint(missingAgencies: missingAgencies)
    for index in 0..<count {
      if let report = report(index) { fingerprint.add(report) }
    }
    return fingerprint.bytes
  }
}
