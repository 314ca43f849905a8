// The tables about reports, findings and documents.
extension TableSchemas {
  /// One row a report.
  public static let reports = TableSchema(
    table: .reports, description: "One row a report: who, when, which form, how much of it could be read.",
    columns: head + [
      ColumnSchema("region_name", .text, isRequired: false, "Name of the region; null where it is not known."),
      ColumnSchema("admin_level", .text, "Level of government.", allowedValues: FactCodes.adminLevels),
      ColumnSchema("agency_kind", .text, "Kind of agency.", allowedValues: FactCodes.agencyKinds),
      ColumnSchema("scope", .text, "Whether a whole government is covered.", allowedValues: FactCodes.reportScopes),
      ColumnSchema("form_version", .text, "Version of the form.", allowedValues: FactCodes.formVersions),
      ColumnSchema("title", .text, isRequired: false, "Title as printed; null where none was found."),
      ColumnSchema("index_number", .text, isRequired: false, "Index number as printed; null where none was found."),
      ColumnSchema(
        "org_code", .text, isRequired: false, "Organisation code of 9 characters; null where no valid one is printed."),
      ColumnSchema("publisher", .text, isRequired: false, "Publisher line as printed; null where none was found."),
      ColumnSchema("composed_on", .date, isRequired: false, "Date of the document itself; null where none was found."),
      ColumnSchema("published_on", .date, isRequired: false, "Date of publication; null where none was found."),
      ColumnSchema("period_start", .date, isRequired: false, "First day reported on; null where none is printed."),
      ColumnSchema("period_end", .date, isRequired: false, "Last day reported on; null where none is printed."),
      ColumnSchema("status", .text, "How complete the tables are.", allowedValues: FactCodes.reportStatuses),
      ColumnSchema("printed_cells", .integer, "Number of cells with the basis printed."),
      ColumnSchema("inferred_cells", .integer, "Number of cells with the basis inferred."),
      ColumnSchema("unresolved_cells", .integer, "Number of cells with the basis unresolved."),
      ColumnSchema("blank_cells", .integer, "Number of cells with the basis blank."),
      ColumnSchema("error_findings", .integer, "Number of findings of severity error."),
      ColumnSchema("warning_findings", .integer, "Number of findings of severity warning."),
      ColumnSchema("source_path", .text, "Path of the document, relative to its inbox."),
      ColumnSchema("source_url", .text, isRequired: false, "Address of the page; null where it is not known."),
      ColumnSchema("media_type", .text, "Media type found from the bytes."),
      ColumnSchema(
        "encoding", .text, isRequired: false, "Encoding that the bytes were read in; null where none applies."),
      ColumnSchema("source_bytes", .integer, unit: "bytes", "Size of the document."),
      sourceHash,
    ],
    primaryKey: ["report_id"],
    foreignKeys: [ForeignKey("source_sha256", to: .sources, "source_sha256")])

  /// What the checks found.
  public static let findings = TableSchema(
    table: .findings, description: "What the checks found: failed rules with their places.",
    columns: headWithoutReport + [
      ColumnSchema("rule", .text, "Id of the rule, as T3.ROW.SUM."),
      ColumnSchema("severity", .text, "How serious it is.", allowedValues: FactCodes.severities),
      ColumnSchema(
        "table", .text, isRequired: false, "Fact table of the place; null where it is the whole report.",
        allowedValues: FactCodes.findingTables),
      ColumnSchema(
        "row", .text, isRequired: false, "Row code of the place; null where it does not apply.",
        sortOrder: FactCodes.findingRows),
      ColumnSchema(
        "column", .text, isRequired: false, "Column code of the place; null where it does not apply.",
        sortOrder: FactCodes.findingColumns),
      ColumnSchema("seen", .text, isRequired: false, "What the document says; null where nothing is seen."),
      ColumnSchema("expected", .text, isRequired: false, "What the rule expects; null where nothing definite."),
      ColumnSchema("message", .text, "One sentence for a person."),
    ] + [
      ColumnSchema(
        "source_sha256", .text, isRequired: false,
        "SHA-256 of the document, in hexadecimal digits; null where the finding is that there is none."),
      sourceLine,
    ],
    // No natural key exists: a rule may fail twice at one place. Wholly equal findings are one row.
    primaryKey: [
      "report_id", "table", "row", "column", "rule", "severity", "source_line", "seen", "expected", "message",
      "source_sha256",
    ],
    foreignKeys: [toReport])

  /// Every document ever seen.
  public static let sources = TableSchema(
    table: .sources, description: "Every document ever seen, with what became of it.",
    columns: [
      ColumnSchema(
        "source_sha256", .text, isRequired: false, "SHA-256 of the document, in hexadecimal digits; null if unread."),
      ColumnSchema("source_path", .text, "Path of the document, relative to its inbox; bytes not UTF-8 as %XX."),
      ColumnSchema("source_url", .text, isRequired: false, "Address of the page; null where it is not known."),
      ColumnSchema("media_type", .text, isRequired: false, "Media type found from the bytes; null if unread."),
      ColumnSchema("encoding", .text, isRequired: false, "Encoding that the bytes were read in; null if none applies."),
      ColumnSchema("bytes", .integer, isRequired: false, unit: "bytes", "Size of the document; null if unread."),
      ColumnSchema("status", .text, "What became of it.", allowedValues: FactCodes.sourceStatuses),
      ColumnSchema("reason", .text, isRequired: false, "Reason code where it was set aside or skipped; else null."),
      ColumnSchema("report_id", .text, isRequired: false, "Report that it holds; null where it holds none."),
      ColumnSchema(
        "superseded_by", .text, isRequired: false,
        "SHA-256 of the document that was loaded in its stead; null unless superseded."),
    ],
    primaryKey: ["source_path", "source_sha256", "report_id"],
    foreignKeys: [toReport], isPartitionedByYear: false)
}
