import StatutoryForm

/// The kind of body that a report is about, as far as rules ask for it (contract.md section 4).
public enum AgencyKind: String, CaseIterable, Sendable {
  /// A government with its departments.
  case consolidatedGovernment = "gov_consolidated"
  /// A government's general office, for itself.
  case governmentOffice = "gov_office"
  /// A department.
  case department
  /// A township or street office.
  case township = "township_street"
  /// A development zone.
  case zone
  /// A body under vertical management.
  case vertical
  /// A public institution.
  case publicInstitution = "public_institution"
  /// Not known.
  case unknown
}

/// The level of government (contract.md section 4).
public enum AdministrativeLevel: String, CaseIterable, Sendable {
  /// The State Council and its bodies.
  case national
  /// A province.
  case province
  /// A prefecture or a city of that rank.
  case prefecture
  /// A county, a district, a county-level city.
  case county
  /// A township or street.
  case township
  /// Not known.
  case unknown
}

/// What the rules about one report look at; everything a plain value, whatever module it comes from.
public struct ReportFacts: Hashable, Sendable {
  /// The resolved tables.
  public var form: ResolvedForm
  /// The printed tables, for rules about what is printed; `nil` where only cells are known.
  public var printed: PrintedForm?
  /// The reporting year.
  public var reportYear: Int
  /// The year that the title names; `nil` where it names none.
  public var titleYear: Int?
  /// ISO date of the first day of the period; `nil` where none is printed.
  public var periodStart: String?
  /// ISO date of the last day of the period; `nil` where none is printed.
  public var periodEnd: String?
  /// ISO date of the document itself; `nil` where none is printed.
  public var composedOn: String?
  /// ISO date of publication; `nil` where none is printed.
  public var publishedOn: String?
  /// The index number as printed; `nil` where there is none.
  public var indexNumber: String?
  /// What the report is about.
  public var agencyKind: AgencyKind
  /// The level of government.
  public var administrativeLevel: AdministrativeLevel

  /// Makes the facts; what is left out is not known, and rules that need it say nothing.
  public init(
    form: ResolvedForm, printed: PrintedForm? = nil, reportYear: Int, titleYear: Int? = nil, periodStart: String? = nil,
    periodEnd: String? = nil, composedOn: String? = nil, publishedOn: String? = nil, indexNumber: String? = nil,
    agencyKind: AgencyKind = .unknown, administrativeLevel: AdministrativeLevel = .unknown
  ) {
    self.form = form
    self.printed = printed
    self.reportYear = reportYear
    self.titleYear = titleYear
    self.periodStart = periodStart
    self.periodEnd = periodEnd
    self.composedOn = composedOn
    self.publishedOn = publishedOn
    self.indexNumber = indexNumber
    self.agencyKind = agencyKind
    self.administrativeLevel = administrativeLevel
  }
}
