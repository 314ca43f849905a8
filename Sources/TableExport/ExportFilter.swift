import FactTables

/// Which rows an export takes: each kind of condition narrows, the values of one kind widen.
public struct ExportFilter: Hashable, Sendable {
  /// Reporting years, both ends included; empty for all.
  public var years: [ClosedRange<Int>] = []
  /// Prefixes of region codes, as `41` or `4101`; empty for all.
  public var regions: [String] = []
  /// Parts of agency names, or whole agency ids; empty for all.
  public var agencies: [String] = []

  /// Takes every row.
  public init() {}

  /// Whether every row is taken.
  public var isEmpty: Bool { years.isEmpty && regions.isEmpty && agencies.isEmpty }

  /// A year, as `2020`, or a span of years, as `2019-2022`; `nil` for anything else.
  public static func years(_ text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = year(parts[0]), let last = year(parts[parts.count - 1]), first <= last else {
      return nil
    }
    return first...last
  }

  /// Whether a text is a prefix that a region code can have: one to six digits.
  public static func isRegionPrefix(_ text: String) -> Bool {
    (1...6).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func year(_ text: Substring) -> Int? {
    guard text.utf8.count == 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  /// Whether a year is asked for.
  func contains(year: Int) -> Bool { years.isEmpty || years.contains { $0.contains(year) } }
}

/// A filter bound to the columns of one table.
struct RowFilter {
  private let filter: ExportFilter
  private let year: Int?
  private let region: Int?
  private let agency: (id: Int, name: Int)?

  /// Binds a filter to a table; a table without the columns of a condition is not narrowed by it.
  init(_ filter: ExportFilter, _ schema: TableSchema) {
    self.filter = filter
    year = filter.years.isEmpty ? nil : schema.index(of: "report_year")
    region = filter.regions.isEmpty ? nil : schema.index(of: "region_code")
    if !filter.agencies.isEmpty, let id = schema.index(of: "agency_id"), let name = schema.index(of: "agency_name") {
      agency = (id, name)
    } else {
      agency = nil
    }
  }

  /// Whether a row is taken.
  func accepts(_ row: FactRow) -> Bool {
    if let year {
      guard let value = row[year].integerValue, filter.contains(year: Int(value)) else { return false }
    }
    if let region {
      guard let code = row[region].string, filter.regions.contains(where: { code.hasPrefix($0) }) else { return false }
    }
    if let agency {
      let id = row[agency.id].string ?? ""
      let name = row[agency.name].string ?? ""
      guard filter.agencies.contains(where: { id == $0 || name.contains($0) }) else { return false }
    }
    return true
  }
}
