/// The reports that should be there: agencies and the years for which each has to report.
///
/// A CSV file with the header `agency_id,first_year,last_year`, as `Pipelines/rules/roster.csv`; an empty `last_year`
/// means that the agency still reports. Facts do not depend on it: it only says what is missing, in findings of the rule `D.MISSING`.
public struct Roster: Sendable {
  /// One agency's years.
  struct Entry: Hashable, Sendable {
    var agencyID: String
    var firstYear: Int
    /// `nil` for an agency that still reports.
    var lastYear: Int?
  }

  /// Its name among the rule files.
  public static let fileName = "roster.csv"

  let entries: [Entry]

  /// The roster among the rule files; where they have none, nothing is expected.
  init(of rules: RuleFiles) throws(PipelineError) {
    let header = Array("agency_id,first_year,last_year".utf8)
    try self.init(csv: rules.files.first { $0.name == Self.fileName }?.bytes ?? header)
  }

  /// Reads the file; throws with the line of the first fault.
  public init(csv bytes: [UInt8]) throws(PipelineError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .rules(file: Self.fileName, message: "it is not UTF-8")
    }
    var entries: [Entry] = []
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() {
      let fields = Self.fields(line)
      if index == 0 {
        guard fields == ["agency_id", "first_year", "last_year"] else {
          throw .rules(file: Self.fileName, message: "line 1: the header is not agency_id,first_year,last_year")
        }
        continue
      }
      if line.isEmpty { continue }
      guard fields.count == 3, !fields[0].isEmpty, let first = Self.year(fields[1]) else {
        throw .rules(file: Self.fileName, message: "line \(index + 1): an agency_id and its first year are needed")
      }
      let last = Self.year(fields[2])
      guard fields[2].isEmpty || last.map({ $0 >= first }) == true else {
        throw .rules(file: Self.fileName, message: "line \(index + 1): the last year is none, or before the first")
      }
      entries.append(Entry(agencyID: fields[0], firstYear: first, lastYear: last))
    }
    self.entries = entries
  }

  /// The expected agency-years up to `newestYear`, sorted by agency, then year, each once.
  func expected(upTo newestYear: Int?) -> [AgencyYear] {
    var all: Set<AgencyYear> = []
    for entry in entries {
      let last = entry.lastYear ?? max(entry.firstYear, newestYear ?? entry.firstYear)
      for year in entry.firstYear...last { all.insert(AgencyYear(agencyID: entry.agencyID, year: year)) }
    }
    return all.sorted()
  }

  private static func year(_ text: String) -> Int? {
    guard text.utf8.count == 4, let year = Int(text), year >= 1900 else { return nil }
    return year
  }

  /// The fields of one line; a quoted field may hold commas, and a doubled quote is one.
  private static func fields(_ line: Substring) -> [String] {
    var fields: [String] = [""]
    var isQuoted = false
    var rest = line[...]
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted && rest.first == "\"":
        fields[fields.count - 1].append("\"")
        rest.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}

/// An agency and a reporting year.
public struct AgencyYear: Hashable, Comparable, Codable, Sendable {
  /// The agency.
  public var agencyID: String
  /// The reporting year.
  public var year: Int

  init(agencyID: String, year: Int) {
    self.agencyID = agencyID
    self.year = year
  }

  /// Of `<agency_id>@<report_year>[+consolidated]`; `nil` for anything else.
  init?(reportID: String) {
    guard let year = YearPartitions.year(of: reportID), let at = reportID.lastIndex(of: "@") else { return nil }
    self.init(agencyID: String(reportID[..<at]), year: year)
  }

  /// The report's id, without what tells that it covers a whole government.
  var reportID: String { "\(agencyID)@\(year)" }

  enum CodingKeys: String, CodingKey {
    case year
    case agencyID = "agency_id"
  }

  /// By agency, then year.
  public static func < (left: AgencyYear, right: AgencyYear) -> Bool {
    left.agencyID == right.agencyID
      ? left.year < right.year : left.agencyID.utf8.lexicographicallyPrecedes(right.agencyID.utf8)
  }
}
