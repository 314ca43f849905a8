/// The level of an agency, the column `admin_level` of the fact table `reports`.
public enum AdministrativeLevel: String, CaseIterable, Sendable {
  /// The State Council and its bodies.
  case national
  /// Provinces, autonomous regions, municipalities.
  case province
  /// Prefecture-level cities, prefectures, leagues.
  case prefecture
  /// Districts, counties, banners, county-level cities.
  case county
  /// Townships, towns and sub-districts.
  case township
  /// Cannot be known from the names.
  case unknown
}

/// A region of GB/T 2260.
public struct Region: Hashable, Sendable {
  /// Six digits.
  public let code: String
  /// The full official name without its superiors, as `金水区`.
  public let name: String
  /// Province, prefecture or county.
  public let level: AdministrativeLevel
  /// The code of the region it belongs to; `nil` for provinces.
  public let parentCode: String?
}
