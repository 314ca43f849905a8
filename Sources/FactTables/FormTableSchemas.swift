// The tables that hold the cells of the statutory form.
extension TableSchemas {
  /// Applications that came, were carried in and are carried forward (table 3, rows 一, 二 and 四).
  public static let applications = facts(
    .applications, "Applications for disclosure that came in, were carried in and are carried forward, by applicant.",
    key: ["flow", "applicant"],
    [
      ColumnSchema("flow", .text, "Row of the form.", allowedValues: FactCodes.flows),
      ColumnSchema("applicant", .text, "Kind of applicant.", allowedValues: FactCodes.applicants),
      ColumnSchema("count", .integer, isRequired: false, "Number of applications; null where it cannot be known."),
      printed(), basis(),
    ])

  /// What became of the applications (table 3, rows (一) to (七)).
  public static let outcomes = facts(
    .outcomes, "What became of the applications, by outcome and applicant.",
    key: ["outcome", "applicant"],
    [
      ColumnSchema("outcome_group", .text, "Group of outcomes of the form.", allowedValues: FactCodes.outcomeGroups),
      ColumnSchema("outcome", .text, "Row of the form.", allowedValues: FactCodes.outcomes),
      ColumnSchema("applicant", .text, "Kind of applicant.", allowedValues: FactCodes.applicants),
      ColumnSchema("count", .integer, isRequired: false, "Number of applications; null where it cannot be known."),
      printed(), basis(),
    ])

  /// Central government procurement (table 2, item (九) of form v1).
  public static let procurement = facts(
    .procurement, "Central government procurement, one row a report whose form has it.",
    key: ["item"],
    [
      ColumnSchema("item", .text, "Row of the form.", allowedValues: FactCodes.procurementItems),
      ColumnSchema("project_count", .integer, isRequired: false, "Number of projects; null where it cannot be known."),
      printed("project_count_printed"), basis("project_count_basis"),
      ColumnSchema(
        "amount_yuan", .decimal(places: 2), isRequired: false, unit: "yuan",
        "Total amount; null where it or its unit cannot be known."),
      printed("amount_printed"), basis("amount_basis"),
      ColumnSchema("amount_unit", .text, "Unit of the printed amount.", allowedValues: FactCodes.amountUnits),
      ColumnSchema("unit_source", .text, "Where the unit stands.", allowedValues: FactCodes.unitSources),
    ])

  /// Proactive disclosure (table 2, items (一), (五), (六) and (八)).
  public static let disclosure = facts(
    .disclosure, "Proactive disclosure: rules, licences, penalties, coercion and fees.",
    key: ["subject", "measure"],
    [
      ColumnSchema("legal_item", .text, "Item of Article 20 of the Regulations.", allowedValues: FactCodes.legalItems),
      ColumnSchema("subject", .text, "Row of the form.", allowedValues: FactCodes.subjects),
      ColumnSchema("measure", .text, "Column of the form.", allowedValues: FactCodes.measures),
      ColumnSchema(
        "value", .decimal(places: 4), isRequired: false, "Value in `unit`; null where it cannot be known."),
      ColumnSchema("unit", .text, "What the value counts.", allowedValues: FactCodes.disclosureUnits),
      printed(), basis(),
    ])

  /// Administrative reconsideration and litigation (table 4).
  public static let proceedings = facts(
    .proceedings, "Administrative reconsideration and litigation about disclosure, by stage and result.",
    key: ["stage", "result"],
    [
      ColumnSchema("stage", .text, "Block of the form.", allowedValues: FactCodes.stages),
      ColumnSchema("result", .text, "Column of the form.", allowedValues: FactCodes.results),
      ColumnSchema("count", .integer, isRequired: false, "Number of cases; null where it cannot be known."),
      printed(), basis(),
    ])

  /// Figures of the free-form statistics tables of 2008 to 2018.
  public static let statisticsV0 = facts(
    .statisticsV0, "Figures of the free-form statistics tables of reports for 2008 to 2018.",
    key: ["label", "column_label"],
    [
      ColumnSchema(
        "label", .text,
        "Row label as printed; where it comes again under another row, that row's label and `/` before it."),
      ColumnSchema("column_label", .text, "Column label as printed."),
      ColumnSchema(
        "indicator", .text, isRequired: false, "Code of the indicator; null where the form has no equal meaning."),
      ColumnSchema(
        "value", .decimal(places: 4), isRequired: false, "Value in `unit`; null where it cannot be known."),
      ColumnSchema("unit", .text, isRequired: false, "Printed unit; null where there is none."),
      printed(), basis(),
    ])
}
