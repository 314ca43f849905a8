import Foundation

/// What a `NAME.meta.json` beside a document says (contract.md section 1); every value may be missing.
public struct Sidecar: Sendable, Hashable, Codable {
  /// The address the document came from.
  public var url: String?
  /// The body that published it.
  public var publisher: String?
  /// ISO date of publication.
  public var publishedOn: String?
  /// ISO date on which it was fetched.
  public var accessedOn: String?
  /// Six digits of GB/T 2260.
  public var regionCode: String?
  /// The name of the agency.
  public var agencyName: String?
  /// Whether there is a sidecar that could not be read: not a JSON object of strings, or an unreadable file.
  public var isDamaged = false

  /// A sidecar that says nothing.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case url, publisher
    case publishedOn = "published_on"
    case accessedOn = "accessed_on"
    case regionCode = "region_code"
    case agencyName = "agency_name"
  }

  /// A sidecar that is there and says nothing that can be used.
  static var damaged: Sidecar {
    var sidecar = Sidecar()
    sidecar.isDamaged = true
    return sidecar
  }

  /// Reads the JSON; `nil` where it is not an object of strings.
  ///
  /// Unknown keys are passed over.
  static func decode(_ bytes: [UInt8]) -> Sidecar? {
    guard var sidecar = try? JSONDecoder().decode(Sidecar.self, from: Data(bytes)) else { return nil }
    for path in [\Sidecar.url, \.publisher, \.publishedOn, \.accessedOn, \.regionCode, \.agencyName] {
      if sidecar[keyPath: path]?.isEmpty == true { sidecar[keyPath: path] = nil }
    }
    return sidecar
  }
}
