import StatutoryForm
import Testing

@testable import FactTables

@Suite struct TableSchemaTests {
  @Test func tablesAndColumnsAreThoseOfTheContract() {
    let expected: [(String, String)] = [
      (
        "reports",
        """
        report_id report_year agency_id agency_name region_code region_name admin_level agency_kind scope form_version \
        title index_number org_code publisher composed_on published_on period_start period_end status printed_cells \
        inferred_cells unresolved_cells blank_cells error_findings warning_findings source_path source_url media_type \
        encoding source_bytes source_sha256
        """
      ),
      ("applications", "… flow applicant count printed basis …"),
      ("outcomes", "… outcome_group outcome applicant count printed basis …"),
      (
        "procurement",
        """
        … item project_count project_count_printed project_count_basis amount_yuan amount_printed amount_basis \
        amount_unit unit_source …
        """
      ),
      ("disclosure", "… legal_item subject measure value unit printed basis …"),
      ("proceedings", "… stage result count printed basis …"),
      ("statistics_v0", "… label column_label indicator value unit printed basis …"),
      ("microblog", "… platform account metric value value_low value_high qualifier unit period scope quote …"),
      ("engagement", "… channel metric value value_low value_high qualifier unit period scope quote …"),
      ("findings", "… rule severity table row column seen expected message …"),
      (
        "sources",
        """
        source_sha256 source_path source_url media_type encoding bytes status reason report_id superseded_by
        """
      ),
    ]
    #expect(TableSchemas.all.map(\.name) == expected.map(\.0))
    #expect(TableSchemas.all.map(\.table) == FactTable.allCases)
    for (schema, (name, columns)) in zip(TableSchemas.all, expected) {
      var text = columns
      if text.hasPrefix("…") {
        text =
          "report_id report_year agency_id agency_name region_code" + text.dropFirst().dropLast()
          + "source_sha256 source_line"
      }
      #expect(schema.columns.map(\.name).joined(separator: " ") == text, "\(name)")
    }
  }

  @Test(arguments: FactTable.allCases) func everyTableIsWhole(_ table: FactTable) {
    let schema = table.schema
    #expect(schema.table == table)
    #expect(!schema.primaryKey.isEmpty)
    #expect(Set(schema.primaryKey).count == schema.primaryKey.count)
    for column in schema.columns {
      #expect(column.description.hasSuffix("."), "\(column.name) has no sentence")
      #expect(column.allowedValues.map { Set($0).count == $0.count } ?? true)
      if column.allowedValues != nil { #expect(column.type == .text) }
    }
    for key in schema.foreignKeys {
      #expect(schema.index(of: key.column) != nil)
      #expect(key.table.schema.index(of: key.referencedColumn) != nil)
    }
  }

  @Test func codesAreThoseOfTheStatutoryForm() {
    func rows(_ table: FormTable) -> [String] { FormRow.allCases.filter { $0.table == table }.map(\.code) }
    #expect(FactCodes.flows == rows(.applications))
    #expect(FactCodes.outcomes == rows(.outcomes))
    #expect(FactCodes.procurementItems == rows(.procurement))
    #expect(FactCodes.subjects == rows(.disclosure))
    #expect(FactCodes.stages == rows(.proceedings))
    #expect(FactCodes.findingRows == FormRow.allCases.map(\.code))
    #expect(FactCodes.applicants == FormColumn.applicants.map(\.code))
    #expect(FactCodes.results == FormColumn.results.map(\.code))
    #expect(
      FactCodes.measures + ["procurement_items", "procurement_amount"]
        == FormColumn.allCases.prefix { $0 != .naturalPerson }.map(\.code))
    #expect(FactCodes.outcomeGroups == OutcomeGroup.allCases.map(\.rawValue))
    #expect(FactCodes.bases == Basis.allCases.map(\.rawValue))
    #expect(FactCodes.amountUnits.dropLast() == MoneyUnit.allCases.map(\.rawValue)[...])
    #expect(FactCodes.formVersions == FormVersion.allCases.map(\.rawValue))
    #expect(FactCodes.severities == Severity.allCases.map(\.rawValue))
    #expect(FactCodes.findingTables == FactTable.allCases.map(\.rawValue))
  }
}
