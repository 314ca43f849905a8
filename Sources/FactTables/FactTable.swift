/// The tables of the store, in the order of contract.md section 4.
public enum FactTable: String, CaseIterable, Hashable, Sendable {
  /// One row a report.
  case reports
  /// Applications that came, were carried in and are carried forward.
  case applications
  /// What became of the applications.
  case outcomes
  /// Central government procurement of form v1.
  case procurement
  /// Proactive disclosure, table 2 of the form.
  case disclosure
  /// Administrative reconsideration and litigation.
  case proceedings
  /// Free-form statistics tables of 2008 to 2018.
  case statisticsV0 = "statistics_v0"
  /// Social-media figures of the narrative.
  case microblog
  /// The other figures of the narrative.
  case engagement
  /// What the checks found.
  case findings
  /// Every document ever seen.
  case sources

  /// The declaration of its columns and keys.
  public var schema: TableSchema { TableSchemas.byTable[self, default: TableSchemas.reports] }
}

/// The declarations of all tables.
public enum TableSchemas {
  /// Every table, in the order of contract.md section 4.
  public static let all: [TableSchema] = [
    reports, applications, outcomes, procurement, disclosure, proceedings, statisticsV0, microblog, engagement,
    findings, sources,
  ]

  /// The version of the columns and codes of all tables; any change for a reader is a new one.
  public static let version = "1"

  static let byTable = Dictionary(uniqueKeysWithValues: all.map { ($0.table, $0) })

  /// The columns with which every fact table starts.
  static let head: [ColumnSchema] = [
    ColumnSchema(
      "report_id", .text, "Report: agency_id@report_year, with +consolidated where it covers a whole government."),
    ColumnSchema("report_year", .integer, "Calendar year that the report is about."),
    ColumnSchema("agency_id", .text, "Agency: region code/canonical name."),
    ColumnSchema("agency_name", .text, "Canonical name of the agency."),
    ColumnSchema(
      "region_code", .text, "Six-digit GB/T 2260 code of the agency's region; 000000 where it is not known."),
  ]

  /// The columns with which every fact table but `reports` ends.
  static let tail: [ColumnSchema] = [sourceHash, sourceLine]

  static let sourceHash = ColumnSchema("source_sha256", .text, "SHA-256 of the document, in hexadecimal digits.")

  static let sourceLine = ColumnSchema(
    "source_line", .integer, isRequired: false, "Line of the decoded text, from 1; null where nothing is printed.")

  /// The head of a table whose rows may be about a report that is not there.
  static let headWithoutReport: [ColumnSchema] =
    [
      ColumnSchema(
        "report_id", .text, isRequired: false,
        "Report: agency_id@report_year, with +consolidated; null where the finding is that there is none.")
    ] + head.dropFirst()

  static let toReport = ForeignKey("report_id", to: .reports, "report_id")

  /// A fact table: head, the columns of its own, tail.
  static func facts(
    _ table: FactTable, _ description: String, key: [String], _ columns: [ColumnSchema]
  ) -> TableSchema {
    TableSchema(
      table: table, description: description, columns: head + columns + tail, primaryKey: ["report_id"] + key,
      foreignKeys: [toReport])
  }

  static func printed(_ name: String = "printed") -> ColumnSchema {
    ColumnSchema(name, .text, isRequired: false, "Text as the document prints it; null where nothing is printed.")
  }

  static func basis(_ name: String = "basis") -> ColumnSchema {
    ColumnSchema(name, .text, "Where the value comes from.", allowedValues: FactCodes.bases)
  }
}
