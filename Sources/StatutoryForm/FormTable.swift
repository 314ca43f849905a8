/// A table of the statutory form, named as the fact table that its cells become (form.md section 2).
public enum FormTable: UInt8, CaseIterable, Sendable {
  /// Table 2, items (一), (五), (六) and (八) of Article 20.
  case disclosure
  /// Table 2, item (九) of form v1: central government procurement.
  case procurement
  /// Table 3, rows 一, 二 and 四: applications that came, were carried in and are carried forward.
  case applications
  /// Table 3, rows (一) to (七): what became of the applications.
  case outcomes
  /// Table 4: administrative reconsideration and litigation.
  case proceedings

  /// The name in the store and in findings.
  public var code: String {
    switch self {
    case .disclosure: "disclosure"
    case .procurement: "procurement"
    case .applications: "applications"
    case .outcomes: "outcomes"
    case .proceedings: "proceedings"
    }
  }
}

/// A version of the form (form.md section 1).
public enum FormVersion: String, CaseIterable, Sendable {
  /// 2008 to 2018: free chapters and annexed statistics tables.
  case v0
  /// Notice 60 of 2019, for the reporting years 2019 and 2020.
  case v1
  /// Notice 30 of 2021, from the reporting year 2021 on.
  case v2
  /// Items of more than one version in one document.
  case hybrid
}

/// A part of the form whose version can differ from its neighbours' (form.md 2.1).
public enum FormItem: UInt8, CaseIterable, Sendable {
  /// Article 20 item (一): rules and normative documents.
  case documents
  /// Article 20 item (五): licences.
  case licences
  /// Article 20 item (六): penalties and coercion.
  case penalties
  /// Article 20 item (八): administrative fees.
  case fees
  /// Article 20 item (九): procurement, only in v1.
  case procurement
  /// Table 3, group (六): one row in v1, three in v2.
  case otherHandling
}
