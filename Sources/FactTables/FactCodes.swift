/// The closed code lists of the columns, each in the order of the form (form.md sections 2 and 5, contract.md section 4).
public enum FactCodes {
  /// `basis` and the like.
  public static let bases = ["printed", "inferred", "unresolved", "blank", "not_applicable", "corrected"]
  /// `admin_level` of reports.
  public static let adminLevels = ["national", "province", "prefecture", "county", "township", "unknown"]
  /// `agency_kind` of reports.
  public static let agencyKinds = [
    "gov_consolidated", "gov_office", "department", "township_street", "zone", "vertical", "public_institution",
    "unknown",
  ]
  /// `scope` of reports.
  public static let reportScopes = ["own", "consolidated"]
  /// `form_version` of reports.
  public static let formVersions = ["v0", "v1", "v2", "hybrid"]
  /// `status` of reports.
  public static let reportStatuses = ["complete", "partial", "narrative_only"]
  /// `flow` of applications.
  public static let flows = ["new_received", "carried_in", "carried_forward"]
  /// `applicant` of applications and outcomes.
  public static let applicants = [
    "natural_person", "commercial_enterprise", "research_institution", "public_welfare_org", "legal_service_org",
    "other_org", "total",
  ]
  /// `outcome_group` of outcomes.
  public static let outcomeGroups = ["granted", "denied", "unavailable", "rejected", "other", "total"]
  /// `outcome` of outcomes, of both form versions.
  public static let outcomes = [
    "granted_full", "granted_partial", "denied_state_secret", "denied_law_prohibits",
    "denied_three_security_one_stability", "denied_third_party_rights", "denied_internal_affairs",
    "denied_process_info", "denied_enforcement_file", "denied_admin_query", "unavailable_not_held",
    "unavailable_needs_creation", "unavailable_unclear_after_correction", "rejected_petition_complaint",
    "rejected_repeat", "rejected_publication", "rejected_excessive", "rejected_confirm_reissue", "other_handling",
    "other_overdue_correction", "other_unpaid_fee", "other_misc", "total_processed",
  ]
  /// `item` of procurement.
  public static let procurementItems = ["central_procurement"]
  /// `amount_unit` of procurement.
  public static let amountUnits = ["yuan", "ten_thousand_yuan", "hundred_million_yuan", "unknown"]
  /// `unit_source` of procurement.
  public static let unitSources = ["cell", "header", "unknown"]
  /// `legal_item` of disclosure.
  public static let legalItems = ["art20_1", "art20_5", "art20_6", "art20_8"]
  /// `subject` of disclosure.
  public static let subjects = [
    "gov_rules", "normative_documents", "admin_license", "other_external_service", "admin_penalty", "admin_coercion",
    "admin_fees",
  ]
  /// `measure` of disclosure, of both form versions.
  public static let measures = [
    "new_made", "new_disclosed", "total_disclosed", "issued", "repealed", "in_force", "prev_year_items",
    "year_change", "decisions", "fee_amount",
  ]
  /// `unit` of disclosure.
  public static let disclosureUnits = ["count", "yuan"]
  /// `stage` of proceedings.
  public static let stages = ["review", "litigation_direct", "litigation_after_review"]
  /// `result` of proceedings.
  public static let results = ["upheld", "corrected", "other_result", "pending", "total"]
  /// `qualifier` of microblog and engagement: how a figure is hedged (form.md section 5).
  public static let qualifiers = [
    "exact", "rounded", "more_than", "at_least", "at_least_capped", "approx", "near_below", "less_than", "at_most",
    "range", "range_numeral", "order_of_magnitude", "conflicting", "rank_at_most", "ordinal_exact", "negated_zero",
    "countless", "vague",
  ]
  /// `scope` of microblog and engagement: what part of the year or the body a figure is about; null is the year as a whole.
  public static let figureScopes = [
    "subset", "single_event", "stock", "cumulative", "cumulative_or_year", "own_only", "consolidated",
  ]
  /// `severity` of findings.
  public static let severities = ["error", "warning", "info"]
  /// `table` of findings: the fact tables with values, in order.
  public static let findingTables = [
    "reports", "applications", "outcomes", "procurement", "disclosure", "proceedings", "statistics_v0", "microblog",
    "engagement", "findings", "sources",
  ]
  /// `row` of findings sorts by this order first.
  public static let findingRows =
    subjects + procurementItems + flows.prefix(2) + outcomes + flows.suffix(1) + stages
  /// `column` of findings sorts by this order first.
  public static let findingColumns =
    measures + ["procurement_items", "procurement_amount"] + applicants.dropLast() + results
  /// `status` of sources.
  public static let sourceStatuses = ["loaded", "superseded", "set_aside", "skipped"]
}
