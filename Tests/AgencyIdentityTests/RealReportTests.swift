import AgencyIdentity
import Foundation
import TestSupport
import Testing

/// What the truth files beside the real reports say about the agency.
private struct Truth: Decodable {
  let agency: String
  let title: String
  let publisher: String?
  let scope: String?
  let indexNumber: String?
  let organisationCode: String?
  let region: String?

  enum CodingKeys: String, CodingKey {
    case agency, title, publisher, scope
    case indexNumber = "index_number"
    case organisationCode = "org_code"
    case region = "region_code"
  }
}

@Suite("agencies of real reports")
struct RealReportTests {
  @Test(
    "title and publisher line give the agency of the truth file",
    .enabled(if: Fixtures.sharedFolder != nil, "the folder of real reports is not beside the checkout"))
  func agencies() throws {
    let folder = try #require(Fixtures.sharedFolder).appending(path: "real")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.lastPathComponent.hasSuffix(".truth.json") && !$0.lastPathComponent.hasPrefix("narrative") }
    #expect(files.count > 5)
    let identifier = try shippedIdentifier()
    for file in files {
      let truth = try JSONDecoder().decode(Truth.self, from: Data(contentsOf: file))
      var evidence = AgencyEvidence(title: truth.title, indexNumber: truth.indexNumber)
      if let publisher = truth.publisher { evidence.names.append((.publisher, publisher)) }
      let found = identifier.identify(evidence)
      #expect(found.agencyName == truth.agency, "\(file.lastPathComponent)")
      #expect(found.conflicts.isEmpty, "\(file.lastPathComponent)")
      if let scope = truth.scope { #expect(found.scope.rawValue == scope, "\(file.lastPathComponent)") }
      if let code = truth.organisationCode { #expect(found.organisationCode == code) }
      if let region = truth.region { #expect(found.regionCode == region) }
    }
  }
}
