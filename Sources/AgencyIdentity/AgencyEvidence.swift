/// What a document and its sidecar say about the agency of a report; plain values, as printed.
public struct AgencyEvidence: Sendable {
  /// Where a name was read, in descending order of trust (form.md section 6); the numbers are the ranks.
  public enum Source: Int, CaseIterable, Sendable {
    /// The publisher line.
    case publisher = 0
    /// The title of the report.
    case title = 1
    /// 由…编制, 请与…联系.
    case preamble = 2
    /// The signature.
    case signature = 3
    /// The sidecar file beside the document, which supplies what the document lacks.
    case sidecar = 4
  }

  /// Names with their sources, in any order; several of one source in document order.
  public var names: [(source: Source, name: String)]
  /// The whole title, read for an agency where `names` has none from the title; `nil` where none was found.
  public var title: String?
  /// The text before section 一, read for words that say the report compiles those of others; `nil` where there is none.
  public var opening: String?
  /// The index number as printed; `nil` where none was found.
  public var indexNumber: String?
  /// `agency_name` of the sidecar.
  public var sidecarAgencyName: String?
  /// `region_code` of the sidecar.
  public var sidecarRegionCode: String?

  /// Gathers evidence.
  public init(
    names: [(source: Source, name: String)] = [], title: String? = nil, opening: String? = nil,
    indexNumber: String? = nil, sidecarAgencyName: String? = nil, sidecarRegionCode: String? = nil
  ) {
    self.names = names
    self.title = title
    self.opening = opening
    self.indexNumber = indexNumber
    self.sidecarAgencyName = sidecarAgencyName
    self.sidecarRegionCode = sidecarRegionCode
  }
}

/// Whether a report is an agency's own or covers a whole government, the column `scope` of the fact table `reports`.
public enum ReportScope: String, CaseIterable, Sendable {
  /// One agency.
  case own
  /// A government and its departments.
  case consolidated
}

/// Two statements about the agency that do not fit together; becomes a finding `identity_conflict`.
public struct IdentityConflict: Hashable, Sendable {
  /// The rule's id in the fact table `findings`.
  public static let rule = "identity_conflict"
  /// Whether two different agencies may be meant (a warning), or one publishes for the other (an info).
  public var isWarning: Bool
  /// The statement that was not followed.
  public var seen: String
  /// The statement that was followed.
  public var chosen: String
  /// One sentence for a person.
  public var message: String
}

/// Who a report is by.
public struct AgencyIdentification: Hashable, Sendable {
  /// `<region code>/<canonical name>` (contract.md section 3).
  public var agencyID: String
  /// The canonical name; empty where the document names no agency.
  public var agencyName: String
  /// Six digits; `000000` where the region is not known.
  public var regionCode: String
  /// The official name of the region without its superiors; `nil` where the region is not known.
  public var regionName: String?
  /// The level of the agency.
  public var adminLevel: AdministrativeLevel
  /// The kind of body.
  public var agencyKind: AgencyKind
  /// Own report or a whole government's.
  public var scope: ReportScope
  /// The nine characters of the organisation code of the index number; `nil` where there is none, where its check digit
  /// is wrong, and where the rules deny it.
  public var organisationCode: String?
  /// Statements that do not fit together, most trusted source first.
  public var conflicts: [IdentityConflict]

  /// `<agency_id>@<year>`, with `+consolidated` where the report covers a whole government.
  public func reportID(year: Int) -> String {
    "\(agencyID)@\(year)" + (scope == .consolidated ? "+consolidated" : "")
  }
}
